// Two means: Welch's t test, which does not assume that the groups vary alike.
import type {MeanSd} from "./mean-sd.js";
import {tCritical, tTwoSidedP} from "./student-t.js";

/** Second minus first, with a 95 % interval. All but `diff` are null when a group has fewer than two values or nothing varies. */
type MeanDifference = {
  diff: number | null;
  lo: number | null;
  hi: number | null;
  t: number | null;
  df: number | null;
  p: number | null;
};

/** Welch's t test of two means (semantics 18.2), two-sided. */
export function welch(first: MeanSd, second: MeanSd): MeanDifference {
  const diff = first.mean === null || second.mean === null ? null : second.mean - first.mean;
  const unknown = {diff, lo: null, hi: null, t: null, df: null, p: null};
  if (diff === null || first.sd === null || second.sd === null) return unknown;
  const [v1, v2] = [(first.sd * first.sd) / first.n, (second.sd * second.sd) / second.n];
  const se = Math.sqrt(v1 + v2);
  if (!(se > 0)) return unknown;
  const [w1, w2] = [v1 / (v1 + v2), v2 / (v1 + v2)];
  const df = 1 / ((w1 * w1) / (first.n - 1) + (w2 * w2) / (second.n - 1));
  const half = tCritical(0.05, df) * se;
  return {diff, lo: diff - half, hi: diff + half, t: diff / se, df, p: tTwoSidedP(diff / se, df)};
}
