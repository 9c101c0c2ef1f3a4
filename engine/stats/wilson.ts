// Wilson's interval for a rate.
import {Z95, type Interval} from "./interval.js";

/**
 * The 95 % Wilson score interval of `hits` out of `n` as fractions, within [0, 1] (semantics 18.1); null when n is 0 or
 * `hits` is not within 0 … n.
 */
export function wilson(hits: number, n: number): Interval | null {
  if (!(n > 0 && hits >= 0 && hits <= n)) return null;
  const p = hits / n;
  const z2 = (Z95 * Z95) / n;
  const centre = p + z2 / 2;
  const half = Math.sqrt(z2 * (p * (1 - p) + z2 / 4));
  // At the ends the limit is exact; rounding must not move it.
  return {lo: hits === 0 ? 0 : (centre - half) / (1 + z2), hi: hits === n ? 1 : (centre + half) / (1 + z2)};
}
