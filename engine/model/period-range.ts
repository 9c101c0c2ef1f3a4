// The periods that an answer shows, and how far each of them has been observed.
import type {Period} from "./calendar.js";
import {QueryError} from "./errors.js";
import type {Frame} from "./scope.js";

/** How far a period has been observed (semantics 1.8). `partial` exists only where units are observed one by one. */
export type Status = "complete" | "in_progress" | "partial" | "future";

/** More rows than anybody reads; keeps a mistyped year from filling the memory. */
const MAX_PERIODS = 100_000;

/** The whole periods that meet a query's range, by their numbers: last < first where there are none. */
export interface Shown {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** Throws QueryError for more than MAX_PERIODS of them. */
export function shownPeriods({calendar, from, to}: Frame, period: Period): Shown {
  const {first, last} = calendar.periodsBetween(period, from, to);
  const count = Math.max(0, last - first + 1);
  if (count <= MAX_PERIODS) return {first, last, count};
  throw new QueryError(
    `holds ${count} periods of one ${period}; ask for at most ${MAX_PERIODS} or for longer periods`,
    "range",
  );
}

/** The number of the shown period that is called `label`; null where none is. */
export function periodLabelled(frame: Frame, period: Period, label: unknown): number | null {
  const {first, last} = shownPeriods(frame, period);
  for (let n = first; n <= last; n++) if (frame.calendar.label(period, n) === label) return n;
  return null;
}

/** Whether period `n` is over at `asOf`, under way or still to come. */
export function periodStatus(
  {calendar, asOf}: Frame,
  period: Period,
  n: number,
): "complete" | "in_progress" | "future" {
  if (calendar.endOf(period, n) <= asOf) return "complete";
  return calendar.startOf(period, n) < asOf ? "in_progress" : "future";
}

/** Whether "first ever" in period `n` may not really be the first: the data begins in that period or later (semantics 1.3). */
export function isTruncated({calendar, historyStart}: Frame, period: Period, n: number): boolean {
  return !Number.isNaN(historyStart) && n <= calendar.periodOf(historyStart, period);
}
