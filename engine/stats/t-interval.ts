// The t interval of a mean.
import type {Interval} from "./interval.js";
import type {MeanSd} from "./mean-sd.js";
import {tCritical} from "./student-t.js";

/**
 * The 95 % t interval of a mean, clipped to the ends of its scale if `scale` is given (semantics 15.3: CES is 1 to 7).
 * Null for fewer than two values, which say nothing about their spread.
 */
export function tInterval({n, mean, sd}: MeanSd, scale?: Interval): Interval | null {
  if (mean === null || sd === null) return null;
  const half = (tCritical(0.05, n - 1) * sd) / Math.sqrt(n);
  return {lo: Math.max(scale?.lo ?? -Infinity, mean - half), hi: Math.min(scale?.hi ?? Infinity, mean + half)};
}
