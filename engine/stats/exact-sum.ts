// Sums of floats that do not depend on the order of adding: exact until they are rounded once, at the end.

/**
 * A sum held as partial sums that do not overlap (after J. R. Shewchuk, "Adaptive precision floating-point arithmetic", 1997). So
 * parts counted by several threads join to the same number as one thread gives.
 */
export class ExactSum {
  /** Ascending by magnitude; their exact sum is the sum. */
  readonly partials: number[];
  constructor(partials: readonly number[] = []) {
    this.partials = [...partials];
  }

  add(value: number): this {
    const {partials} = this;
    let x = value;
    let kept = 0;
    for (let i = 0; i < partials.length; i++) {
      const y = partials[i]!;
      const sum = x + y;
      const rest = Math.abs(x) < Math.abs(y) ? x - (sum - y) : y - (sum - x);
      if (rest !== 0) partials[kept++] = rest;
      x = sum;
    }
    partials.length = kept;
    if (x !== 0) partials.push(x);
    return this;
  }

  /** Adds `a · b` exactly (after T. J. Dekker, 1971); below 1e150 either. */
  addProduct(a: number, b: number): this {
    const product = a * b;
    const [aHigh, bHigh] = [highHalf(a), highHalf(b)];
    const [aLow, bLow] = [a - aHigh, b - bHigh];
    const rest = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
    return this.add(product).add(rest);
  }

  addAll(other: {readonly partials: readonly number[]}): this {
    for (const partial of other.partials) this.add(partial);
    return this;
  }

  /** The nearest float to the exact sum, ties to even. */
  get value(): number {
    const {partials} = this;
    let at = partials.length - 1;
    let high = partials[at] ?? 0;
    let low = 0;
    while (at > 0 && low === 0) {
      const before = high;
      const next = partials[--at]!;
      high = before + next;
      low = next - (high - before);
    }
    // Half-way between two floats, what is left below decides.
    if (at > 0 && low !== 0 && low < 0 === partials[at - 1]! < 0) {
      const doubled = low * 2;
      const other = high + doubled;
      if (doubled === other - high) return other;
    }
    return high;
  }
}

const SPLITTER = 134_217_729;

function highHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

/**
 * Σ(x − m)² from the exact Σx and Σx² of `n` values, m being their rounded mean: what a second pass over the values would give, rounded
 * once.
 */
export function squaresAround(mean: number, n: number, sum: ExactSum, squares: ExactSum): number {
  const around = new ExactSum(squares.partials);
  for (const partial of sum.partials) around.addProduct(-2 * mean, partial);
  const square = new ExactSum().addProduct(mean, mean);
  for (const partial of square.partials) around.addProduct(n, partial);
  return Math.max(0, around.value);
}
