// One row for each step: how many got there, what share, and how long it took (semantics 4.8, 4.10, 4.13).
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import {Counts} from "./counts.js";
import type {FunnelFacts} from "./facts.js";
import {shownGroups, type Groups} from "./groups.js";
import {carriedCounts, MarkCounts, unitCounts} from "./marks.js";
import {planOf, type OptionalStep, type RequiredStep} from "./plan.js";
import type {FunnelQuery} from "./query.js";
import {stepTimes, type StepTimes} from "./times.js";

type Cells = Record<string, Cell>;

export function stepRows(facts: FunnelFacts, groups: Groups, {asOf}: Frame, query: FunnelQuery): Cells[] {
  const {required, optional, window, order} = planOf(query);
  const {attempts, steps} = facts;
  const counts = new Counts(attempts, groups, steps, {window, asOf});
  const marks = new MarkCounts(facts, groups, order === "any" ? steps : optional.length);
  const units = query.entry === "all" ? unitCounts(facts, groups) : null;
  const carried = query.breakdown ? carriedCounts(facts, groups) : null;
  const times = required.map((_, k) => (k === 0 ? null : stepTimes(attempts, groups, k)));
  const row = (group: number, {step, label}: RequiredStep, k: number): Cells => ({
    breakdown: groups.labels[group]!,
    step,
    label,
    ...countCells(counts, group, k),
    ...(times[k]?.[group] ?? NO_TIMES),
    did: order === "any" ? marks.of(group, k) : null,
    units: units && units[group * steps + k]!,
    prop_share: carried && rate(carried[group * steps + k]!, counts.reached(group, k)),
    small: isSmall(counts.reached(group, 0)),
  });
  const optionalRow = (group: number, own: OptionalStep, o: number): Cells => ({
    breakdown: groups.labels[group]!,
    step: own.step,
    label: own.label,
    ...doneCells(counts, marks, group, own.after, o),
    small: isSmall(counts.reached(group, 0)),
  });
  return shownGroups(groups, attempts).flatMap((group) =>
    [...required.map((own, k) => row(group, own, k)), ...optional.map((own, o) => optionalRow(group, own, o))].sort(
      (a, b) => (a.step as number) - (b.step as number),
    ),
  );
}

const NO_TIMES: StepTimes = {
  p25_ms: null,
  median_ms: null,
  p75_ms: null,
  p90_ms: null,
  mean_ms: null,
  total_median_ms: null,
  total_mean_ms: null,
};

function countCells(counts: Counts, group: number, k: number): Cells {
  const entered = counts.reached(group, 0);
  const reached = counts.reached(group, k);
  const previous = k === 0 ? null : counts.reached(group, k - 1);
  const pending = counts.pending(group, k);
  const interval = wilson(reached, entered);
  return {
    reached,
    rate_total: rate(reached, entered),
    rate_step: previous === null ? null : rate(reached, previous),
    dropped: (previous ?? reached) - reached,
    pending,
    mature: counts.mature(group, 0),
    rate_mature: rate(counts.mature(group, k), counts.mature(group, 0)),
    rate_low: rate(reached, entered),
    rate_high: rate(reached + pending, entered),
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
  };
}

// The walk goes past an optional step, so nobody is lost there; it says how the next step fares with and without it.
function doneCells(counts: Counts, marks: MarkCounts, group: number, after: number, o: number): Cells {
  const done = marks.of(group, o);
  const next = marks.of(group, o, after + 1);
  return {
    done,
    rate_next_with: rate(next, done),
    rate_next_without: rate(counts.reached(group, after + 1) - next, counts.reached(group, after) - done),
  };
}
