// How many different sub-periods a unit was active in, interval by interval, and in how many of them without a break.
import type {Activity} from "../../model/activity.js";
import type {Calendar} from "../../model/calendar.js";
import {QueryError} from "../../model/errors.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {StickinessQuery} from "./query.js";

/** Hours of activity where hours are asked for, else days: weeks do not fit into months, days fit into everything. */
export function baseOf({subPeriod}: StickinessQuery): "hour" | "day" {
  return subPeriod === "hour" ? "hour" : "day";
}

/** The interval and the sub-period of each hour or day from `least` on: those of the intervals shown that can hold data. */
export interface Grid {
  readonly least: number;
  readonly intervals: Int32Array;
  readonly subPeriods: Int32Array;
}

/** Far more hours than there are in a century. */
const MAX_SLOTS = 1 << 23;

export function gridOf(frame: Frame, query: StickinessQuery): Grid {
  const {calendar, firstTs, lastTs} = frame;
  const {interval, subPeriod} = query;
  const shown = shownPeriods(frame, interval);
  const first = Math.max(shown.first, Number.isNaN(firstTs) ? shown.first : calendar.periodOf(firstTs, interval));
  const last = Number.isNaN(lastTs) ? first - 1 : Math.min(shown.last, calendar.periodOf(lastTs, interval));
  const edge = (n: number) =>
    subPeriod === "hour" ? calendar.periodOf(calendar.startOf(interval, n), "hour") : calendar.firstDay(interval, n);
  const least = edge(first);
  const slots = last < first ? 0 : edge(last + 1) - least;
  if (slots > MAX_SLOTS) throw new QueryError(`holds ${slots} hours; ask for fewer years or for days`, "range");
  const intervals = new Int32Array(slots);
  for (let n = first; n <= last; n++) intervals.fill(n, edge(n) - least, edge(n + 1) - least);
  const whole = subPeriod === "hour" || subPeriod === "day";
  const subPeriods = Int32Array.from(intervals, (_, i) =>
    whole ? least + i : calendar.periodOfDay(least + i, subPeriod),
  );
  return {least, intervals, subPeriods};
}

/** Sub-periods that meet interval `n`. */
export function subPeriodsIn(calendar: Calendar, {interval, subPeriod}: StickinessQuery, n: number): number {
  if (subPeriod === "day") return calendar.firstDay(interval, n + 1) - calendar.firstDay(interval, n);
  const {first, last} = calendar.periodsBetween(subPeriod, calendar.startOf(interval, n), calendar.endOf(interval, n));
  return last - first + 1;
}

/** Visits the intervals shown with activity of unit `u`: how many sub-periods, and the longest run of neighbouring ones. */
export function eachInterval(
  {least, intervals, subPeriods}: Grid,
  {starts, ends, periods}: Activity,
  u: number,
  visit: (interval: number, active: number, streak: number) => void,
): void {
  const end = ends[u]!;
  const slots = intervals.length;
  let e = starts[u]!;
  while (e < end && periods[e]! < least) e++;
  while (e < end) {
    let slot = periods[e]! - least;
    if (slot >= slots) return;
    const interval = intervals[slot]!;
    let before = subPeriods[slot]!;
    let active = 1;
    let streak = 1;
    let run = 1;
    for (e++; e < end; e++) {
      slot = periods[e]! - least;
      if (slot >= slots || intervals[slot] !== interval) break;
      const step = subPeriods[slot]! - before;
      if (step === 0) continue;
      before += step;
      active++;
      run = step === 1 ? run + 1 : 1;
      if (run > streak) streak = run;
    }
    visit(interval, active, streak);
  }
}
