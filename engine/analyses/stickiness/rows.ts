// The tables exact, cumulative and ratio, from the units by interval and number of active sub-periods (semantics 8).
import {periodStatus, type Shown} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {ShownBucket} from "../buckets.js";
import {subPeriodsIn} from "./days.js";
import type {StickinessQuery} from "./query.js";

type Rows = Record<string, Cell>[];

/** Columns of the tally: units, and the sum of their longest streaks. */
export const UNITS = 0;
export const STREAKS = 1;
export const STICKINESS_COLUMNS = 2;

/** Keys hold an interval and a number of active sub-periods. */
export interface Keys extends Shown {
  /** One more than the most sub-periods of an interval. */
  readonly width: number;
}
export const keyOf = ({first, width}: Keys, interval: number, active: number): number =>
  (interval - first) * width + active;

/** What is known of one interval in one bucket: units and streaks by number of active sub-periods, ascending, without zeros. */
interface Interval {
  readonly number: number;
  readonly groups: readonly {k: number; units: number; streaks: number}[];
  readonly active: number;
}

export function intervalsOf({byKey}: ShownBucket, {first, count, width}: Keys): Interval[] {
  const groups = new Map<number, {k: number; units: number; streaks: number}[]>();
  for (const key of [...byKey.keys()].sort((a, b) => a - b)) {
    const sums = byKey.get(key)!;
    const number = first + Math.floor(key / width);
    const known = groups.get(number) ?? [];
    groups.set(number, known);
    known.push({k: key % width, units: sums[UNITS]!, streaks: sums[STREAKS]!});
  }
  return Array.from({length: count}, (_, i) => {
    const own = groups.get(first + i) ?? [];
    return {number: first + i, groups: own, active: own.reduce((sum, {units}) => sum + units, 0)};
  });
}

/** Writes the rows of one bucket. */
export class RowWriter {
  constructor(
    readonly frame: Frame,
    readonly query: StickinessQuery,
  ) {}

  /** Units active in exactly k sub-periods, for each k that occurs. */
  exact(breakdown: string | null, interval: Interval): Rows {
    return interval.groups.map(({k, units, streaks}) => this.#share(breakdown, interval, k, units, streaks));
  }

  /** Units active in k sub-periods or more, for k up to the largest that occurs. */
  cumulative(breakdown: string | null, interval: Interval): Rows {
    const {groups} = interval;
    const rows: Rows = [];
    let [units, streaks, at] = [0, 0, groups.length - 1];
    for (let k = groups[at]?.k ?? 0; k >= 1; k--) {
      if (groups[at]?.k === k) {
        units += groups[at]!.units;
        streaks += groups[at--]!.streaks;
      }
      rows.push(this.#share(breakdown, interval, k, units, streaks));
    }
    return rows.reverse();
  }

  /** Mean of the units active in a sub-period over the units active in the interval. */
  ratio(breakdown: string | null, interval: Interval): Record<string, Cell> {
    const {number, groups, active} = interval;
    const status = this.#status(number);
    const activeSubPeriods = groups.reduce((sum, {k, units}) => sum + k * units, 0);
    const slots = subPeriodsIn(this.frame.calendar, this.query, number);
    const complete = status === "complete";
    return {
      breakdown,
      period: this.#label(number),
      mean_active: complete ? rate(activeSubPeriods, slots) : null,
      active: status === "future" ? null : active,
      ratio: complete ? rate(activeSubPeriods, slots * active) : null,
      status,
      mean_streak: rate(
        groups.reduce((sum, {streaks}) => sum + streaks, 0),
        active,
      ),
      small: isSmall(active),
      truncated: this.#truncated(number),
    };
  }

  #share(
    breakdown: string | null,
    {number, active}: Interval,
    k: number,
    units: number,
    streaks: number,
  ): Record<string, Cell> {
    const interval = wilson(units, active);
    return {
      breakdown,
      period: this.#label(number),
      k,
      units,
      share: rate(units, active),
      active,
      lo: interval?.lo ?? null,
      hi: interval?.hi ?? null,
      mean_streak: rate(streaks, units),
      status: this.#status(number),
      small: isSmall(active),
      truncated: this.#truncated(number),
    };
  }

  #label(number: number): string {
    return this.frame.calendar.label(this.query.interval, number);
  }
  #status(number: number): "complete" | "in_progress" | "future" {
    return periodStatus(this.frame, this.query.interval, number);
  }
  // Here nothing is about "first ever": an interval is cut at the left edge where the data begins inside it.
  #truncated(number: number): boolean {
    return this.frame.calendar.startOf(this.query.interval, number) < this.frame.historyStart;
  }
}
