// Period by period: how many entered and how many of them got to the last step (semantics 4.12).
import {shownPeriods} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {medianLife, split} from "../../stats/kaplan-meier.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {Attempts} from "./attempts.js";
import {isMature, isPending} from "./counts.js";
import {lives} from "./curve-table.js";
import type {FunnelFacts} from "./facts.js";
import {addTotal, shownGroups, type Groups} from "./groups.js";
import {windowOf} from "./plan.js";
import type {FunnelQuery} from "./query.js";

/** Sums of a period. */
const [ENTERED, REACHED, PENDING, MATURE, MATURE_REACHED, WIDTH] = [0, 1, 2, 3, 4, 5];

export function trendRows(
  facts: FunnelFacts,
  groups: Groups,
  frame: Frame,
  query: FunnelQuery,
): Record<string, Cell>[] {
  const period = query.trend?.period ?? "week";
  const window = windowOf(query);
  const {first, count} = shownPeriods(frame, period);
  const attempts = facts.perPeriod ?? facts.attempts;
  const numbers = facts.perPeriod ? attempts.period : entryPeriods(attempts, frame, period, first);
  const width = count * WIDTH;
  const medians = mediansByPeriod(attempts, numbers, groups, lives(attempts, facts.steps, window, frame.asOf));
  const sums = sumsByPeriod(attempts, numbers, groups, facts.steps, width, {window, asOf: frame.asOf});
  return shownGroups(groups, attempts).flatMap((group) =>
    Array.from({length: width / WIDTH}, (_, p) => ({
      breakdown: groups.labels[group]!,
      period: frame.calendar.label(period, first + p),
      ...cells(
        sums.subarray(group * width + p * WIDTH, group * width + (p + 1) * WIDTH),
        statusOf(frame, period, first + p, window),
        medians(group, p),
      ),
    })),
  );
}

function entryPeriods(
  {anchor}: Attempts,
  {calendar}: Frame,
  period: Parameters<Frame["calendar"]["periodOf"]>[1],
  first: number,
): Int32Array {
  return calendar.periodNumbers(anchor, period).map((number) => number - first);
}

function sumsByPeriod(
  attempts: Attempts,
  numbers: ArrayLike<number>,
  groups: Groups,
  steps: number,
  width: number,
  observed: {window: number; asOf: number},
): Float64Array {
  const sums = new Float64Array(groups.labels.length * width);
  const {depth, bucket} = attempts;
  for (let i = 0; i < depth.length; i++) {
    const at = groups.of[bucket[i]!]! * width + numbers[i]! * WIDTH;
    sums[at + ENTERED]!++;
    if (depth[i] === steps) sums[at + REACHED]!++;
    else if (isPending(attempts, i, observed)) sums[at + PENDING]!++;
    if (!isMature(attempts, i, observed)) continue;
    sums[at + MATURE]!++;
    if (depth[i] === steps) sums[at + MATURE_REACHED]!++;
  }
  if (groups.labels.length > 1) addTotal(sums, width);
  return sums;
}

/** By group and period, the median time to the last step as the conversion curve has it (semantics 4.11); null where half have not got there. */
function mediansByPeriod(
  {bucket}: Attempts,
  numbers: ArrayLike<number>,
  groups: Groups,
  {durations, converted}: ReturnType<typeof lives>,
): (group: number, period: number) => number | null {
  const places: number[][] = [];
  for (let i = 0; i < bucket.length; i++) (places[numbers[i]!] ??= []).push(i);
  return (group, period) => {
    const own = (places[period] ?? []).filter((i) => group === 0 || groups.of[bucket[i]!] === group);
    return medianLife(
      split(
        Float64Array.from(own, (i) => durations[i]!),
        Uint8Array.from(own, (i) => converted[i]!),
      ),
    );
  };
}

type Status = "complete" | "in_progress" | "future";

// Complete once everybody who entered has had the whole window.
function statusOf(
  {calendar, asOf}: Frame,
  period: Parameters<Frame["calendar"]["periodOf"]>[1],
  n: number,
  window: number,
): Status {
  if (calendar.endOf(period, n) + window <= asOf) return "complete";
  return calendar.startOf(period, n) < asOf ? "in_progress" : "future";
}

function cells(sums: Float64Array, status: Status, median: number | null): Record<string, Cell> {
  if (status === "future") return {status, small: true};
  const [entered, reached, pending] = [sums[ENTERED]!, sums[REACHED]!, sums[PENDING]!];
  const interval = wilson(reached, entered);
  return {
    entered,
    reached,
    rate: rate(reached, entered),
    pending,
    status,
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
    mature: sums[MATURE]!,
    rate_mature: rate(sums[MATURE_REACHED]!, sums[MATURE]!),
    median_ms: median,
    small: isSmall(entered),
  };
}
