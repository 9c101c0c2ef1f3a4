// Local periods of one time zone: which hour, day, week, month, quarter or year an instant falls into, as consecutive integers.
import {QueryError} from "./errors.js";
import {DAY, HOUR, type Zone, zoneOf} from "./zone.js";

export type Period = "hour" | "day" | "week" | "month" | "quarter" | "year";

/** Zone (default UTC), first day of the week (1 Monday, the default, to 7 Sunday), first month of quarters and years (default 1). */
type CalendarOptions = {tz?: string; weekStart?: number; fiscalMonth?: number};

const MINUTE = 60_000;
const LAST_INSTANT = 8.64e15;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const calendars = new Map<string, Calendar>();

/** The calendar of these options, the same object each time. Throws QueryError for an unknown zone, a bad weekStart or fiscalMonth. */
export function createCalendar({tz = "UTC", weekStart = 1, fiscalMonth = 1}: CalendarOptions = {}): Calendar {
  const key = `${tz}|${weekStart}|${fiscalMonth}`;
  const known = calendars.get(key);
  if (known) return known;
  expectWithin(1, 7, weekStart, "weekStart", "1 for Monday to 7 for Sunday");
  expectWithin(1, 12, fiscalMonth, "fiscalMonth", "1 for January to 12 for December");
  const calendar = new Calendar(zoneOf(tz), weekStart, fiscalMonth);
  calendars.set(key, calendar);
  return calendar;
}

/**
 * Counts local periods (semantics 2.4). Each period has a number: days since 1970-01-01 on the local calendar; weeks,
 * months, quarters and years since the one that holds or begins 1970; hours by the instants at which the local clock
 * shows a whole hour. Numbers of consecutive periods are consecutive and never fall as time goes on.
 *
 * A day starts at the earliest instant that has its date. A date the zone left out is a period of no length. Every hour
 * of a 25 h day is a period of its own; where a zone shifts by half an hour, the hour on the clock lasts 30 or 90 min.
 * Instants are epoch ms.
 */
export class Calendar {
  constructor(
    readonly zone: Zone,
    readonly weekStart: number,
    readonly fiscalMonth: number,
  ) {}

  get tz(): string {
    return this.zone.name;
  }

  /** Local clock minus UTC at the instant, in ms. */
  offsetAt(ts: number): number {
    return this.zone.segmentAt(ts).offset;
  }

  /** Day number of the instant. */
  localDay(ts: number): number {
    const segment = this.zone.segmentAt(ts);
    return Math.max(segment.minDay, Math.floor((ts + segment.offset) / DAY));
  }

  /** Weekday of a day number: 1 Monday to 7 Sunday. */
  weekday(day: number): number {
    return modulo(day + 3, 7) + 1;
  }

  /** Number of the period that holds the instant. */
  periodOf(ts: number, period: Period): number {
    if (period !== "hour") return this.periodOfDay(this.localDay(ts), period);
    return Math.floor((ts + this.zone.segmentAt(ts).phase) / HOUR);
  }

  /** Number of the week, month, quarter or year that holds a day number. */
  periodOfDay(day: number, period: Exclude<Period, "hour">): number {
    if (period === "day") return day;
    if (period === "week") return Math.floor((day + 4 - this.weekStart) / 7);
    if (period === "month") return monthOfDay(day);
    return Math.floor((monthOfDay(day) + 1 - this.fiscalMonth) / (period === "quarter" ? 3 : 12));
  }

  /** Day number of the first day of period `n`. */
  firstDay(period: Exclude<Period, "hour">, n: number): number {
    if (period === "day") return n;
    if (period === "week") return n * 7 - 4 + this.weekStart;
    if (period === "month") return firstDayOfMonth(n);
    return firstDayOfMonth(n * (period === "quarter" ? 3 : 12) - 1 + this.fiscalMonth);
  }

  /** The first instant of period `n`; for a date that does not exist, that of the next date. */
  startOf(period: Period, n: number): number {
    if (period === "hour") return this.zone.startOfHour(n);
    return this.zone.firstReaching(this.firstDay(period, n) * DAY);
  }

  /** The first instant after period `n`. */
  endOf(period: Period, n: number): number {
    return this.startOf(period, n + 1);
  }

  /** ISO date of the period's first local day; for an hour its first minute with offset, as 2024-11-03T01:00-05:00. */
  label(period: Period, n: number): string {
    if (period !== "hour") return isoDate(this.firstDay(period, n));
    const start = this.zone.startOfHour(n);
    const offset = this.offsetAt(start);
    const local = start + offset;
    return `${isoDate(Math.floor(local / DAY))}T${clock(modulo(local, DAY))}${offset < 0 ? "-" : "+"}${clock(Math.abs(offset))}`;
  }

  /** First and last number of the periods that meet [from, to); last = first − 1 when that range is empty. */
  periodsBetween(period: Period, from: number, to: number): {first: number; last: number} {
    const first = this.periodOf(from, period);
    return {first, last: to > from ? this.periodOf(Math.ceil(to) - 1, period) : first - 1};
  }

  /**
   * The instant of an ISO date (its start), a local date-time, or a date-time with Z or an offset. A local time that
   * occurs twice means the first; one that was skipped is moved on by the gap (Temporal's "compatible"). Finer than a
   * millisecond is cut off. Throws QueryError, under `path` if given, naming the value.
   */
  parseLocal(text: string, path = ""): number {
    const {local, offset, dateOnly} = parseIso(text, path);
    if (dateOnly) return this.zone.firstReaching(local);
    return offset === null ? this.zone.fromLocal(local) : local - offset;
  }

  /**
   * Period numbers of `ts[from]` to `ts[to − 1]`: element k of the result belongs to `ts[from + k]`. Writes into `out`
   * if given. Fast where neighbours lie within the same half year or so.
   */
  periodNumbers(ts: Float64Array, period: Period, out?: Int32Array, from = 0, to = ts.length): Int32Array {
    const numbers = out ?? new Int32Array(to - from);
    if (period === "hour") this.#hours(ts, numbers, from, to);
    else this.#days(ts, numbers, from, to);
    if (period !== "hour" && period !== "day") this.#fromDays(numbers, to - from, period);
    return numbers;
  }

  #days(ts: Float64Array, out: Int32Array, first: number, last: number): void {
    let {from, to, offset, minDay} = this.zone.segmentAt(0);
    for (let i = first; i < last; i++) {
      const t = ts[i]!;
      if (t < from || t >= to) ({from, to, offset, minDay} = this.zone.segmentAt(t));
      const day = Math.floor((t + offset) / DAY);
      out[i - first] = day < minDay ? minDay : day;
    }
  }

  #hours(ts: Float64Array, out: Int32Array, first: number, last: number): void {
    let {from, to, phase} = this.zone.segmentAt(0);
    for (let i = first; i < last; i++) {
      const t = ts[i]!;
      if (t < from || t >= to) ({from, to, phase} = this.zone.segmentAt(t));
      out[i - first] = Math.floor((t + phase) / HOUR);
    }
  }

  // Replaces day numbers by those of a longer period, through a table of the days in between where that is the smaller work.
  #fromDays(days: Int32Array, count: number, period: "week" | "month" | "quarter" | "year"): void {
    let least = Infinity;
    let most = -Infinity;
    for (let i = 0; i < count; i++) {
      const day = days[i]!;
      if (day < least) least = day;
      if (day > most) most = day;
    }
    if (most - least >= count) {
      for (let i = 0; i < count; i++) days[i] = this.periodOfDay(days[i]!, period);
      return;
    }
    const table = new Int32Array(count === 0 ? 0 : most - least + 1);
    for (let i = 0; i < table.length; i++) table[i] = this.periodOfDay(least + i, period);
    for (let i = 0; i < count; i++) days[i] = table[days[i]! - least]!;
  }
}

/** ISO date of a day number: 2024-03-01; years outside 0–9999 with a sign and six digits. */
export function isoDate(day: number): string {
  const month = monthOfDay(day);
  const year = 1970 + Math.floor(month / 12);
  const wide = year < 0 || year > 9999;
  const sign = wide ? (year < 0 ? "-" : "+") : "";
  return `${sign}${pad(Math.abs(year), wide ? 6 : 4)}-${pad(modulo(month, 12) + 1)}-${pad(day - firstDayOfMonth(month) + 1)}`;
}

// Months are counted from January 1970.
function firstDayOfMonth(month: number): number {
  const year = 1970 + Math.floor(month / 12);
  const inYear = modulo(month, 12);
  // Leap days up to the end of February, which belongs to the year before for January and February themselves.
  const leapDays = leapYearsUpTo(inYear < 2 ? year - 1 : year) - leapYearsUpTo(1969);
  return 365 * (year - 1970) + leapDays + DAYS_BEFORE_MONTH[inYear]!;
}

function monthOfDay(day: number): number {
  let month = Math.floor(day / 30.436875);
  while (firstDayOfMonth(month) > day) month--;
  while (firstDayOfMonth(month + 1) <= day) month++;
  return month;
}

function leapYearsUpTo(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

const ISO =
  /^([+-]\d{6}|\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

// Local clock reading as ms as if UTC, and the offset in ms if one is written.
function parseIso(text: string, path: string): {local: number; offset: number | null; dateOnly: boolean} {
  const match = ISO.exec(text);
  if (!match)
    throw new QueryError(
      `${quote(text)} is not a date or instant; write 2024-03-01, 2024-03-01T09:30 or 2024-03-01T09:30:00Z`,
      path,
    );
  const [, year, month, day, hour, minute = "00", second = "00", fraction = "", zone] = match;
  const local =
    dayOf(text, Number(year), Number(month), Number(day), path) * DAY +
    timeOf(text, hour ?? "00", minute, second, path);
  const ms = local + Number(fraction.padEnd(3, "0").slice(0, 3));
  if (Math.abs(ms) > LAST_INSTANT) throw new QueryError(`${quote(text)} is out of range`, path);
  return {local: ms, offset: zone === undefined ? null : offsetOf(text, zone, path), dateOnly: hour === undefined};
}

function dayOf(text: string, year: number, month: number, day: number, path: string): number {
  if (month < 1 || month > 12) throw new QueryError(`${quote(text)} is not a date: months go from 01 to 12`, path);
  const first = firstDayOfMonth((year - 1970) * 12 + month - 1);
  const days = firstDayOfMonth((year - 1970) * 12 + month) - first;
  if (day >= 1 && day <= days) return first + day - 1;
  throw new QueryError(`${quote(text)} is not a date: month ${month} of ${year} has ${days} days`, path);
}

function timeOf(text: string, hour: string, minute: string, second: string, path: string): number {
  if (hour <= "23" && minute <= "59" && second <= "59")
    return Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000;
  throw new QueryError(`${quote(text)} is not a time: write 00:00:00 to 23:59:59`, path);
}

function offsetOf(text: string, zone: string, path: string): number {
  if (/z/i.test(zone)) return 0;
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(3).replace(":", "") || "00"];
  if (hours > "23" || minutes > "59")
    throw new QueryError(`${quote(text)} has no valid offset: write Z or ±hh:mm`, path);
  return (zone.startsWith("-") ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}

function expectWithin(least: number, most: number, value: number, path: string, meaning: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new QueryError(`must be ${meaning}; got ${quote(value)}`, path);
}

function quote(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function clock(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function modulo(value: number, divisor: number): number {
  return value - divisor * Math.floor(value / divisor);
}
