// Quantiles by linear interpolation between order statistics at h = (n − 1) p (R type 7; semantics 1.6).
import {select} from "./select.js";

/** The p-quantile, p in [0, 1], of ascending values; null of none. */
export function quantileSorted(sorted: Float64Array, p: number): number | null {
  if (sorted.length === 0) return null;
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  return between(sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!, h - below);
}

/** The p-quantile of values in any order; null of none. Copies. */
export function quantile(values: Float64Array, p: number): number | null {
  return quantileInPlace(values.slice(), p);
}

/** The middle value, or half-way between the two middle ones; null of none. Copies. */
export function median(values: Float64Array): number | null {
  return quantile(values, 0.5);
}

/**
 * The p-quantile of values in any order, in linear time; null of none. Reorders the values: asking again on the same
 * array stays right and gets faster.
 */
export function quantileInPlace(values: Float64Array, p: number): number | null {
  const n = values.length;
  if (n === 0) return null;
  const h = (n - 1) * p;
  const below = Math.floor(h);
  select(values, below);
  return between(values[below]!, below + 1 < n && h > below ? least(values, below + 1) : values[below]!, h - below);
}

function between(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function least(values: Float64Array, from: number): number {
  let found = values[from]!;
  for (let i = from + 1; i < values.length; i++) if (values[i]! < found) found = values[i]!;
  return found;
}
