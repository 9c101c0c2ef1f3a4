// Paths through points: a line, and the area between two lines. (d3-shape would do it for four times the weight of a widget's own code.)

type Point = readonly [x: number, y: number];

/** `M…L…` through the points; empty for none. */
export function polyline(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${r(x)} ${r(y)}`).join("");
}

/** The closed area between an upper and a lower line. */
export function areaBetween(upper: readonly Point[], lower: readonly Point[]): string {
  return upper.length === 0 ? "" : `${polyline([...upper, ...[...lower].reverse()])}Z`;
}

const r = (value: number) => Math.round(value * 100) / 100;
