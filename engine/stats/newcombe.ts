// Two proportions: their difference, its interval, and whether it can be chance.
import {twoSidedP} from "./normal.js";
import {wilson} from "./wilson.js";

/** Second minus first. `z` and `p` are null when both proportions are 0 or both 1; everything is null when a group is empty. */
type ProportionDifference = {
  diff: number | null;
  lo: number | null;
  hi: number | null;
  z: number | null;
  p: number | null;
};

/**
 * `hits2/n2 − hits1/n1` with Newcombe's 95 % interval from both Wilson intervals, z with pooled variance and its
 * two-sided p (semantics 18.2).
 */
export function compareProportions(hits1: number, n1: number, hits2: number, n2: number): ProportionDifference {
  const first = wilson(hits1, n1);
  const second = wilson(hits2, n2);
  if (!first || !second) return {diff: null, lo: null, hi: null, z: null, p: null};
  const [p1, p2] = [hits1 / n1, hits2 / n2];
  const diff = p2 - p1;
  const pooled = (hits1 + hits2) / (n1 + n2);
  const variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);
  const z = variance > 0 ? diff / Math.sqrt(variance) : null;
  return {
    diff,
    lo: diff - distance(p2 - second.lo, first.hi - p1),
    hi: diff + distance(second.hi - p2, p1 - first.lo),
    z,
    p: z === null ? null : twoSidedP(z),
  };
}

function distance(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}
