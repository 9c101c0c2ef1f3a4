// Finds a minimum without derivatives: the downhill simplex of Nelder and Mead, with nothing random in it.

/** `x` is where the smallest value `fx` was found. */
export type Minimum = {x: Float64Array; fx: number};

type Vertex = {x: Float64Array; fx: number};
type Objective = (x: Float64Array) => number;

const STEP = 0.5;
const VALUE_TOLERANCE = 1e-12;
const PLACE_TOLERANCE = 1e-7;

/**
 * Finds a local minimum of `f` from `start`, step by step, so that whoever waits can breathe in between. The first simplex reaches 0.5
 * along each axis. Stops when the simplex is smaller than 1e-7 and level to 1e-12 of its value, or after 500 steps per dimension. What is
 * not a number counts as worst. Null when `f` has no value at any corner of the first simplex.
 */
export function* descent(f: Objective, start: ArrayLike<number>): Generator<void, Minimum | null, void> {
  const value = (x: Float64Array) => {
    const fx = f(x);
    return Number.isNaN(fx) ? Infinity : fx;
  };
  const simplex = firstSimplex(value, Float64Array.from(start));
  simplex.sort(byValue);
  for (let turn = 500 * start.length; turn > 0 && !isSmall(simplex); turn--) {
    step(value, simplex);
    simplex.sort(byValue);
    yield;
  }
  const best = simplex[0]!;
  return Number.isFinite(best.fx) ? {x: best.x, fx: best.fx} : null;
}

function firstSimplex(f: Objective, start: Float64Array): Vertex[] {
  const corners = [start, ...Array.from(start, (_, i) => start.map((x, j) => (i === j ? x + STEP : x)))];
  return corners.map((x) => ({x, fx: f(x)}));
}

// Replaces the worst corner by a better one on the line through the centre of the others, or draws all towards the best.
function step(f: Objective, simplex: Vertex[]): void {
  const worst = simplex.length - 1;
  const along = (t: number): Vertex => {
    const x = pointAlong(simplex, t);
    return {x, fx: f(x)};
  };
  const reflected = along(-1);
  if (reflected.fx < simplex[0]!.fx) {
    const expanded = along(-2);
    simplex[worst] = expanded.fx < reflected.fx ? expanded : reflected;
  } else if (reflected.fx < simplex[worst - 1]!.fx) {
    simplex[worst] = reflected;
  } else {
    const better = Math.min(reflected.fx, simplex[worst]!.fx);
    const contracted = along(reflected.fx < simplex[worst]!.fx ? -0.5 : 0.5);
    if (contracted.fx < better) simplex[worst] = contracted;
    else shrink(f, simplex);
  }
}

// The centre of all corners but the worst at t = 0, the worst at t = 1, its mirror image at t = −1.
function pointAlong(simplex: readonly Vertex[], t: number): Float64Array {
  const n = simplex.length - 1;
  return simplex[n]!.x.map((worst, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += simplex[i]!.x[j]!;
    return sum / n + t * (worst - sum / n);
  });
}

function shrink(f: Objective, simplex: Vertex[]): void {
  const best = simplex[0]!.x;
  for (let i = 1; i < simplex.length; i++) {
    const x = simplex[i]!.x.map((value, j) => (value + best[j]!) / 2);
    simplex[i] = {x, fx: f(x)};
  }
}

function isSmall(simplex: readonly Vertex[]): boolean {
  const best = simplex[0]!;
  const level = simplex.at(-1)!.fx - best.fx <= VALUE_TOLERANCE * (1 + Math.abs(best.fx));
  return level && simplex.every(({x}) => x.every((value, j) => Math.abs(value - best.x[j]!) <= PLACE_TOLERANCE));
}

function byValue(a: Vertex, b: Vertex): number {
  return a.fx === b.fx ? 0 : a.fx - b.fx;
}
