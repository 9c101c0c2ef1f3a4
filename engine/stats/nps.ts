// Net promoter score with its interval, and the difference of two.
import {Z95, type Interval} from "./interval.js";

/**
 * `score` = 100 (promoters − detractors)/n, unrounded, with 95 % limits within ±100; null without answers. `middle` and
 * `se` (as fractions, adjusted) are what the difference of two scores is made from.
 */
type Nps = {
  n: number;
  score: number | null;
  lo: number | null;
  hi: number | null;
  middle: number | null;
  se: number | null;
};

/** NPS of counts of answers 9–10, 7–8 and 0–6, with the adjusted Wald interval (semantics 15.2). */
export function nps(promoters: number, passives: number, detractors: number): Nps {
  const n = promoters + passives + detractors;
  if (!(n > 0)) return {n: 0, score: null, lo: null, hi: null, middle: null, se: null};
  const p = (promoters + 0.75) / (n + 3);
  const d = (detractors + 0.75) / (n + 3);
  const middle = p - d;
  const se = Math.sqrt((p + d - middle * middle) / (n + 3));
  const lo = Math.max(-100, 100 * (middle - Z95 * se));
  const hi = Math.min(100, 100 * (middle + Z95 * se));
  return {n, score: (100 * (promoters - detractors)) / n, lo, hi, middle, se};
}

/** 95 % interval, in points, of `second` minus `first`; null when either has no answers. Its centre is the adjusted difference. */
export function npsDifference(first: Nps, second: Nps): Interval | null {
  if (first.middle === null || first.se === null || second.middle === null || second.se === null) return null;
  const diff = second.middle - first.middle;
  const half = Z95 * Math.sqrt(first.se * first.se + second.se * second.se);
  return {lo: 100 * (diff - half), hi: 100 * (diff + half)};
}
