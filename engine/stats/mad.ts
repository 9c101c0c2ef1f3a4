// Does a value stand out from those before it? By median and median absolute deviation, which one outlier cannot move.
import {median} from "./quantile.js";

/** `z` is null when there is nothing to compare with or the values before were all alike (`mad` 0). */
type Anomaly = {z: number | null; median: number | null; mad: number | null; flagged: boolean};

/** Median absolute deviation from the median; null of no values. */
export function mad(values: Float64Array): number | null {
  const centre = median(values);
  return centre === null ? null : median(values.map((value) => Math.abs(value - centre)));
}

/**
 * Judges `x` by the reference values (semantics 18.5): z = (x − median)/(1.4826 MAD), flagged from |z| ≥ 3.5 on. With
 * MAD 0, flagged if x is away from the median by at least 1 and by at least 5 % of it.
 */
export function anomaly(x: number, reference: Float64Array): Anomaly {
  const centre = median(reference);
  const spread = mad(reference);
  if (centre === null || spread === null) return {z: null, median: null, mad: null, flagged: false};
  const away = x - centre;
  if (spread === 0) {
    return {z: null, median: centre, mad: 0, flagged: Math.abs(away) >= Math.max(1, 0.05 * Math.abs(centre))};
  }
  const z = away / (1.4826 * spread);
  return {z, median: centre, mad: spread, flagged: Math.abs(z) >= 3.5};
}
