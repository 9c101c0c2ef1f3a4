// The log-rank test: do several groups survive alike?
import {chiSquareP} from "./chi-square.js";
import {split} from "./kaplan-meier.js";
import {solve} from "./linear-solve.js";

/** Durations ≥ 0 of one group, each ended (1) or censored (0) there. */
export type SurvivalGroup = {durations: Float64Array; events: Uint8Array};
/** `observed` and `expected` ends per group. `chi2` and `p` are null, and `df` 0, when fewer than two groups can be compared. */
type LogRank = {observed: number[]; expected: number[]; chi2: number | null; df: number; p: number | null};

/**
 * Log-rank test over k groups with k − 1 degrees of freedom (semantics 12.1; for two groups χ² = (ΣO − ΣE)²/ΣV). Groups
 * in which nobody was ever at risk when somebody ended say nothing and are left out.
 */
export function logRank(groups: readonly SurvivalGroup[]): LogRank {
  const {observed, expected, covariance} = sums(groups);
  const compared = [...expected.keys()].filter((g) => expected[g]! > 0);
  const chi2 = quadraticForm(compared.slice(1), observed, expected, covariance, groups.length);
  const df = chi2 === null ? 0 : compared.length - 1;
  return {observed: [...observed], expected: [...expected], chi2, df, p: chi2 === null ? null : chiSquareP(chi2, df)};
}

type Sums = {observed: Float64Array; expected: Float64Array; covariance: Float64Array};

// At each time with d ends among n at risk: E_g = d n_g/n, V_gh = d (n − d)/(n − 1) · n_g/n (δ_gh − n_h/n).
function sums(groups: readonly SurvivalGroup[]): Sums {
  const k = groups.length;
  const columns = groups.map(({durations, events}) => split(durations, events));
  const observed = Float64Array.from(columns, ({ended}) => ended.length);
  const expected = new Float64Array(k);
  const covariance = new Float64Array(k * k);
  const ended = new Uint32Array(k);
  const censored = new Uint32Array(k);
  const atRisk = new Float64Array(k);
  for (let t = nextTime(columns, ended); t < Infinity; t = nextTime(columns, ended)) {
    let n = 0;
    let d = 0;
    for (let g = 0; g < k; g++) {
      const group = columns[g]!;
      while (censored[g]! < group.censored.length && group.censored[censored[g]!]! < t) censored[g]!++;
      atRisk[g] = groups[g]!.durations.length - ended[g]! - censored[g]!;
      n += atRisk[g]!;
      for (; ended[g]! < group.ended.length && group.ended[ended[g]!] === t; ended[g]!++) d++;
    }
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < k; g++) {
      const share = atRisk[g]! / n;
      expected[g]! += d * share;
      for (let h = 0; h < k; h++) covariance[g * k + h]! += spread * share * ((g === h ? 1 : 0) - atRisk[h]! / n);
    }
  }
  return {observed, expected, covariance};
}

function nextTime(columns: readonly {ended: Float64Array}[], done: Uint32Array): number {
  let next = Infinity;
  for (let g = 0; g < columns.length; g++) next = Math.min(next, columns[g]!.ended[done[g]!] ?? Infinity);
  return next;
}

// (O − E)ᵀ V⁻¹ (O − E) over all compared groups but one, whose part follows from the others.
function quadraticForm(
  used: readonly number[],
  o: Float64Array,
  e: Float64Array,
  v: Float64Array,
  k: number,
): number | null {
  if (used.length === 0) return null;
  const difference = Float64Array.from(used, (g) => o[g]! - e[g]!);
  const matrix = Float64Array.from(used.flatMap((g) => used.map((h) => v[g * k + h]!)));
  const solution = solve(matrix, difference);
  return (
    solution &&
    Math.max(
      0,
      solution.reduce((sum, x, i) => sum + x * difference[i]!, 0),
    )
  );
}
