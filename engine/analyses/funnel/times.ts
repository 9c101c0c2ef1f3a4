// How long attempts took to a step: from the step before, and from the first one.
import {quantileInPlace} from "../../stats/quantile.js";
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

/** By group: the times to step `k` (from 1) over those who reached it. */
export function stepTimes(attempts: Attempts, groups: Groups, steps: number, k: number): StepTimes[] {
  const sorted = timesByGroup(attempts, groups, steps, k);
  const cut = (values: Float64Array, g: number) =>
    groups.labels.length === 1 ? values : values.subarray(sorted.offsets[g], sorted.offsets[g + 1]);
  const rows = groups.labels.map((_, g) => (g > 0 ? timesOf(cut(sorted.last, g), cut(sorted.total, g)) : null));
  // Finding quantiles reorders the values, so those of all groups together come last.
  return rows.map((row) => row ?? timesOf(sorted.last, sorted.total));
}

interface GroupTimes {
  /** Group g has places `offsets[g] … offsets[g + 1] - 1`. */
  readonly offsets: Uint32Array;
  readonly last: Float64Array;
  readonly total: Float64Array;
}

function timesByGroup({bucket, depth, times}: Attempts, groups: Groups, steps: number, k: number): GroupTimes {
  const offsets = new Uint32Array(groups.labels.length + 2);
  for (let i = 0; i < depth.length; i++) if (depth[i]! > k) offsets[groups.of[bucket[i]!]! + 2]!++;
  for (let g = 2; g < offsets.length; g++) offsets[g]! += offsets[g - 1]!;
  const reached = offsets[offsets.length - 1]!;
  const [last, total] = [new Float64Array(reached), new Float64Array(reached)];
  for (let i = 0; i < depth.length; i++) {
    if (depth[i]! <= k) continue;
    const at = offsets[groups.of[bucket[i]!]! + 1]!++;
    const time = times[i * (steps - 1) + k - 1]!;
    total[at] = time;
    last[at] = k === 1 ? time : time - times[i * (steps - 1) + k - 2]!;
  }
  return {offsets, last, total};
}

function timesOf(last: Float64Array, total: Float64Array): StepTimes {
  return {
    p25_ms: rounded(quantileInPlace(last, 0.25)),
    median_ms: rounded(quantileInPlace(last, 0.5)),
    p75_ms: rounded(quantileInPlace(last, 0.75)),
    p90_ms: rounded(quantileInPlace(last, 0.9)),
    mean_ms: rounded(mean(last)),
    total_median_ms: rounded(quantileInPlace(total, 0.5)),
    total_mean_ms: rounded(mean(total)),
  };
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : roundHalfUp(ms);
}

// Sums of whole milliseconds are exact, so the order of the values makes no difference; high and low halves keep them so up to 2^53 each.
const HALF = 2 ** 24;

function mean(values: Float64Array): number | null {
  let high = 0;
  let low = 0;
  for (let i = 0; i < values.length; i++) {
    const part = Math.floor(values[i]! / HALF);
    high += part;
    low += values[i]! - part * HALF;
  }
  return values.length === 0 ? null : (high * HALF + low) / values.length;
}
