// The earlier range that a query's own is compared with (semantics 18.6): by whole local periods, and observed for as long.
import type {Calendar, Period} from "../../model/calendar.js";
import type {Compare} from "../../model/query.js";
import {earlierPeriod} from "../earlier.js";

/** Range and asOf of one side, in epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}
/** Both sides: `b` is the query's own range. `number` turns a period's number on side b into the one it is compared with. */
export interface Shift {
  readonly a: Span;
  readonly b: Span;
  number(n: number): number;
}

const LARGEST_FIRST: readonly Period[] = ["year", "quarter", "month", "week", "day"];

/**
 * Where the sides lie. `period` is that of the query, null where it has none: then the longest period counts that begins at both ends
 * of the range. Each side is asked as it stood after the same time, so that both are equally mature.
 */
export function shiftOf(
  compare: Exclude<Compare, {a: unknown}>,
  own: Span,
  calendar: Calendar,
  period: Period | null,
): Shift {
  const unit = period ?? wholePeriod(calendar, own);
  if (typeof compare === "object") return explicit(compare.range, own, calendar, unit);
  if (unit === null) return byTime(compare, own, calendar);
  const count = Math.max(
    1,
    calendar.periodsBetween(unit, own.from, own.to).last - calendar.periodOf(own.from, unit) + 1,
  );
  const number =
    compare === "year" ? (n: number) => earlierPeriod(calendar, unit, n, "year") : (n: number) => n - count;
  return {a: moved(own, (ts) => movedBy(calendar, unit, number, ts)), b: own, number};
}

/** The longest period that begins at both ends. */
function wholePeriod(calendar: Calendar, {from, to}: Span): Period | null {
  const begins = (period: Period, ts: number) => calendar.startOf(period, calendar.periodOf(ts, period)) === ts;
  return LARGEST_FIRST.find((period) => begins(period, from) && begins(period, to)) ?? null;
}

function byTime(compare: "previous" | "year", own: Span, calendar: Calendar): Shift {
  const day = (n: number) => earlierPeriod(calendar, "day", n, "year");
  const move =
    compare === "year" ? (ts: number) => movedBy(calendar, "day", day, ts) : (ts: number) => ts - (own.to - own.from);
  return {a: moved(own, move), b: own, number: compare === "year" ? day : (n) => n};
}

// A later range has been observed for less time; then the query's own is asked as it stood at that age.
function explicit(range: readonly string[], own: Span, calendar: Calendar, unit: Period | null): Shift {
  const [from, to] = range.map((text, i) => calendar.parseLocal(text, `compare.range[${i}]`)) as [number, number];
  const back = unit ? calendar.periodOf(own.from, unit) - calendar.periodOf(from, unit) : 0;
  const move = (ts: number, times: 1 | -1) =>
    unit ? movedBy(calendar, unit, (n) => n - times * back, ts) : ts - times * (own.from - from);
  const number = (n: number) => n - back;
  return from <= own.from
    ? {a: {from, to, asOf: move(own.asOf, 1)}, b: own, number}
    : {a: {from, to, asOf: own.asOf}, b: {...own, asOf: move(own.asOf, -1)}, number};
}

function moved({from, to, asOf}: Span, move: (ts: number) => number): Span {
  return {from: move(from), to: move(to), asOf: move(asOf)};
}

/** As far into the other period as `ts` is into its own; never beyond it. */
function movedBy(calendar: Calendar, period: Period, number: (n: number) => number, ts: number): number {
  const n = calendar.periodOf(ts, period);
  const other = number(n);
  const passed = ts - calendar.startOf(period, n);
  return passed === 0
    ? calendar.startOf(period, other)
    : Math.min(calendar.startOf(period, other) + passed, calendar.endOf(period, other) - 1);
}
