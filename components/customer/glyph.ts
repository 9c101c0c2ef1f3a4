// Small shapes that tell sources apart without colour: circle, square, diamond, triangles, plus.

const SHAPES: readonly ((r: number) => string)[] = [
  (r) => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`,
  (r) => box(r * 0.9),
  (r) => `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z`,
  (r) => `M0 ${-r * 1.15}L${r * 1.1} ${r * 0.85}H${-r * 1.1}Z`,
  (r) => `M0 ${r * 1.15}L${r * 1.1} ${-r * 0.85}H${-r * 1.1}Z`,
  (r) => cross(r * 1.1, r * 0.4),
];

/** The path of the n-th shape, about the origin, as large as a circle of radius `r`. */
export function glyph(n: number, r: number): string {
  return SHAPES[n % SHAPES.length]!(r);
}

function box(r: number): string {
  return `M${-r} ${-r}H${r}V${r}H${-r}Z`;
}

function cross(r: number, w: number): string {
  return `M${-w} ${-r}H${w}V${-w}H${r}V${w}H${w}V${r}H${-w}V${w}H${-r}V${-w}H${-w}Z`;
}
