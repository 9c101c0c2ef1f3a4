// Units active on a day against units active in the 28 local days that end with it (semantics 8).
import type {Activity} from "../../model/activity.js";
import {periodStatus, shownPeriods} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {ShownBucket} from "../buckets.js";
import type {Tally} from "../tally.js";
import type {UnitBuckets} from "../unit-buckets.js";

/** Days of the window, the last one included. */
export const WINDOW = 28;

/** Columns of the tally by day: units active on it, and the change of the units active in the window since the day before. */
const ON_DAY = 0;
const CHANGE = 1;
export const DAY_COLUMNS = 2;

/** Counts units `from … to - 1`; keys are days from the first shown. Each active day costs a step, whatever the window. */
export function countWindows(
  tally: Tally,
  days: Activity,
  buckets: UnitBuckets,
  {first, last}: {first: number; last: number},
  from: number,
  to: number,
): void {
  const {starts, ends, periods} = days;
  const add = (bucket: number, day: number, by: number) => {
    const row = tally.at(bucket, day - first);
    tally.cells[row + CHANGE]! += by;
  };
  // A unit is in the window from an active day on, until 28 days have passed without another.
  const addStay = (bucket: number, since: number, until: number) => {
    if (until <= first || since > last) return;
    add(bucket, Math.max(since, first), 1);
    if (until <= last) add(bucket, until, -1);
  };
  for (let u = from; u < to; u++) {
    const bucket = buckets.of[u]!;
    const end = ends[u]!;
    let since = -Infinity;
    let until = -Infinity;
    for (let e = starts[u]!; e < end; e++) {
      const day = periods[e]!;
      if (day > until) {
        addStay(bucket, since, until);
        since = day;
      }
      until = day + WINDOW;
      if (day < first || day > last) continue;
      const row = tally.at(bucket, day - first);
      tally.cells[row + ON_DAY]!++;
    }
    addStay(bucket, since, until);
  }
}

/** One row for each day shown; the ratio only where the day is over and the data covers its whole window. */
export function rollingRows(frame: Frame, {breakdown, byKey}: ShownBucket): Record<string, Cell>[] {
  const {first, last} = shownPeriods(frame, "day");
  const rows: Record<string, Cell>[] = [];
  let inWindow = 0;
  for (let day = first; day <= last; day++) {
    const sums = byKey.get(day - first);
    inWindow += sums?.[CHANGE] ?? 0;
    const status = periodStatus(frame, "day", day);
    const truncated = frame.calendar.startOf("day", day - WINDOW + 1) < frame.historyStart;
    const known = status === "complete" && !truncated;
    const active = sums?.[ON_DAY] ?? 0;
    const interval = known ? wilson(active, inWindow) : null;
    const counted = status === "future" ? {} : {active, window_active: inWindow};
    rows.push({
      breakdown,
      period: frame.calendar.label("day", day),
      ...counted,
      ratio: known ? rate(active, inWindow) : null,
      status,
      lo: interval?.lo ?? null,
      hi: interval?.hi ?? null,
      small: isSmall(inWindow),
      truncated,
    });
  }
  return rows;
}
