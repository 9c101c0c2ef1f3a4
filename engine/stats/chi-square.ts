// χ²: the chance of a value that large, and the test of counts against planned shares.
import {gammaQ} from "./incomplete-gamma.js";

/** Chance of a χ² value with `df` > 0 degrees of freedom of at least `chi2`. */
export function chiSquareP(chi2: number, df: number): number {
  return gammaQ(df / 2, chi2 / 2);
}

/** `mismatch` says p < 0.001: the assignment is broken and no verdict may be drawn. All null when there is nothing to test. */
type SampleRatio = {chi2: number | null; df: number; p: number | null; mismatch: boolean};

/**
 * Assigned `counts` against planned `shares` (any positive numbers; only their ratio matters) (semantics 18.3). Groups
 * with share 0 are left out unless somebody is in them, which is a mismatch (p 0, χ² null).
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const planned = [...counts.keys()].filter((i) => (shares[i] ?? 0) > 0);
  const n = planned.reduce((sum, i) => sum + counts[i]!, 0);
  const whole = planned.reduce((sum, i) => sum + shares[i]!, 0);
  const df = Math.max(0, planned.length - 1);
  if (counts.some((count, i) => count > 0 && !planned.includes(i))) return {chi2: null, df, p: 0, mismatch: true};
  if (df === 0 || n === 0) return {chi2: null, df, p: null, mismatch: false};
  const chi2 = planned.reduce((sum, i) => {
    const expected = (n * shares[i]!) / whole;
    const away = counts[i]! - expected;
    return sum + (away * away) / expected;
  }, 0);
  const p = chiSquareP(chi2, df);
  return {chi2, df, p, mismatch: p < 0.001};
}
