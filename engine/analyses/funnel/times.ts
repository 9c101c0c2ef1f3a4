// How long attempts took to a step: from the step before, and from the first one.
import {groupQuantiles, type Grouped} from "../../stats/group-quantiles.js";
import {roundHalfUp} from "../../stats/round.js";
import type {Attempts} from "./attempts.js";
import type {Groups} from "./groups.js";

/** Whole milliseconds; null where nobody got there. */
export interface StepTimes {
  readonly p25_ms: number | null;
  readonly median_ms: number | null;
  readonly p75_ms: number | null;
  readonly p90_ms: number | null;
  readonly mean_ms: number | null;
  readonly total_median_ms: number | null;
  readonly total_mean_ms: number | null;
}

const [P25, MEDIAN, P75, P90] = [0, 1, 2, 3];

/** By group: the times to step `k` (from 1) over those who reached it. */
export function stepTimes(attempts: Attempts, groups: Groups, k: number): StepTimes[] {
  const {last, total} = timesTo(attempts, groups, k);
  const lasts = groupQuantiles(last, [0.25, 0.5, 0.75, 0.9]);
  const lastMeans = means(last);
  // The first step to be timed comes right after the anchor.
  const totals = k === 1 ? lasts.map((own) => [own[MEDIAN]!]) : groupQuantiles(total, [0.5]);
  const totalMeans = k === 1 ? lastMeans : means(total);
  return groups.labels.map((_, g) => ({
    p25_ms: rounded(lasts[g]![P25]!),
    median_ms: rounded(lasts[g]![MEDIAN]!),
    p75_ms: rounded(lasts[g]![P75]!),
    p90_ms: rounded(lasts[g]![P90]!),
    mean_ms: rounded(lastMeans[g]!),
    total_median_ms: rounded(totals[g]![0]!),
    total_mean_ms: rounded(totalMeans[g]!),
  }));
}

/** The times of the attempts that reached the step. */
function timesTo({bucket, depth, times}: Attempts, groups: Groups, k: number): {last: Grouped; total: Grouped} {
  let reached = 0;
  for (let i = 0; i < depth.length; i++) if (depth[i]! > k) reached++;
  const [last, total] = [new Float64Array(reached), k === 1 ? new Float64Array(0) : new Float64Array(reached)];
  const of = new Uint32Array(reached);
  const [own, before] = [times[k - 1]!, k === 1 ? null : times[k - 2]!];
  for (let i = 0, at = 0; at < reached; i++) {
    if (depth[i]! <= k) continue;
    of[at] = groups.of[bucket[i]!]!;
    if (before === null) last[at++] = own[i]!;
    else {
      total[at] = own[i]!;
      last[at++] = own[i]! - before[i]!;
    }
  }
  const count = groups.labels.length;
  return {last: {values: last, of, count}, total: {values: total, of, count}};
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : roundHalfUp(ms);
}

// Sums of whole milliseconds are exact, so the order of the values makes no difference; high and low halves keep them so up to 2^53 each.
const HALF = 2 ** 24;

function means({values, of, count}: Grouped): (number | null)[] {
  const [high, low, n] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < values.length; i++) {
    const g = count === 1 ? 0 : of[i]!;
    const part = Math.floor(values[i]! / HALF);
    high[g]! += part;
    low[g]! += values[i]! - part * HALF;
    n[g]!++;
  }
  for (let g = 1; g < count; g++) {
    high[0]! += high[g]!;
    low[0]! += low[g]!;
    n[0]! += n[g]!;
  }
  return Array.from(n, (units, g) => (units === 0 ? null : (high[g]! * HALF + low[g]!) / units));
}
