// Numbers, shares, durations, money, dates and periods as a reader of one locale and zone writes them. null is "–".
import {exponentOf} from "../../engine/model/currency.js";
import {dateFormat, figures, figureText, numberFormat} from "../../engine/results/figures.js";

export type PeriodName = "hour" | "day" | "week" | "month" | "quarter" | "year";

/** Formatters of one locale. Every one of them writes "–" for null, because an unknown value is not zero. */
export interface Format {
  readonly locale: string;
  count(value: number | null): string;
  /** A fraction in percent, with one decimal below 10 %; "<0.1%" where there is less and not nothing. */
  rate(value: number | null): string;
  number(value: number | null, digits?: number): string;
  /** A count in few characters, for axes: 1.2K. */
  compact(value: number | null): string;
  /** Milliseconds in the largest fitting unit, spelled out: "3.5 days". */
  duration(ms: number | null): string;
  /** The same in few characters: "3.5d". */
  durationShort(ms: number | null): string;
  /** Minor units of an ISO 4217 currency. */
  money(minor: number | null, currency: string | null): string;
  /** The same in few characters, for axes: $1.2K. */
  moneyShort(minor: number | null, currency: string | null): string;
  /** The day of an instant (ISO or epoch ms) in `tz`. */
  day(instant: string | number | null, tz?: string): string;
  /** Day and minute of an instant in `tz`. */
  instant(instant: string | number | null, tz?: string): string;
  /** Whether an instant is in the first minute of a day in `tz`. */
  startsDay(instant: number, tz: string): boolean;
  /** From the first to the last day of `[from, to)` in `tz`. */
  range(from: string, to: string, tz?: string): string;
  /** A period label of a result (a local ISO date) in full: "Mar 2024", "Q1 2024". Weeks are named by their first day. */
  period(label: string | null, period: PeriodName): string;
  /** The same as short as an axis wants it: "Mar", "4 Mar", "14:00". */
  periodShort(label: string | null, period: PeriodName): string;
  /** A figure by the `format` that an answer gives it: a share, money, a duration (ms), a count, else a number. */
  figure(value: number | null, format: unknown, currency: string | null): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
}

const made = new Map<string, Format>();

/** The formatters of a locale; made once. */
export function formatOf(locale: string): Format {
  let format = made.get(locale);
  if (!format) made.set(locale, (format = make(locale)));
  return format;
}

const UNKNOWN = "–";
const known = <T>(value: T | null | undefined, write: (value: T) => string) =>
  value === null || value === undefined || Number.isNaN(value) ? UNKNOWN : write(value);
/** The same for a number, whose sign is a minus as wide as a figure and not a hyphen. */
const figure = (value: number | null, write: (value: number) => string) =>
  known(value, (v) => (v < 0 ? write(v).replace("-", "−") : write(v)));

function make(locale: string): Format {
  const own = figures(locale);
  const {count, share, number, duration, money, list} = own;
  const compact = numberFormat(locale, {notation: "compact", maximumFractionDigits: 1});
  const collator = new Intl.Collator(locale, {numeric: true});
  const dates: Dates = (options) => dateFormat(locale, options);
  const day: Format["day"] = (at, tz = "UTC") =>
    known(at, (value) => dates({dateStyle: "medium", timeZone: tz}).format(new Date(value)));
  return {
    locale,
    count: (value) => figure(value, count),
    rate: (value) => figure(value, share),
    number: (value, digits) => figure(value, (v) => number(v, digits)),
    compact: (value) => figure(value, (v) => compact.format(v)),
    duration: (ms) => figure(ms, duration),
    durationShort: (ms) => figure(ms, (value) => shortDuration(value, locale)),
    money: (minor, currency) => figure(minor, (value) => money(value, currency)),
    moneyShort: (minor, currency) => figure(minor, (value) => shortMoney(value, currency, locale)),
    figure: (value, format, currency) => figure(value, (v) => figureText(v, format, currency, own)),
    day,
    instant: (at, tz = "UTC") =>
      known(at, (value) => dates({dateStyle: "medium", timeStyle: "short", timeZone: tz}).format(new Date(value))),
    startsDay: (at, timeZone) => {
      const clock = dates({hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn", timeZone});
      return /\b00:00\b/.test(clock.format(at));
    },
    range: (from, to, tz = "UTC") =>
      dates({dateStyle: "medium", timeZone: tz}).formatRange(new Date(from), lastInstant(from, to)),
    period: (label, period) => known(label, (value) => periodText(value, period, dates, FULL)),
    periodShort: (label, period) => known(label, (value) => periodText(value, period, dates, SHORT)),
    list,
    compare: (a, b) => collator.compare(a, b),
  };
}

function shortMoney(minor: number, currency: string | null, locale: string): string {
  const style = currency ? ({style: "currency", currency} as const) : {};
  const major = minor / 10 ** exponentOf(currency);
  return numberFormat(locale, {
    ...style,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(major);
}

// [from, to) ends just before `to`; an empty range is one instant.
function lastInstant(from: string, to: string): Date {
  return new Date(Math.max(Date.parse(from), Date.parse(to) - 1));
}

type Dates = (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat;

type Styles = Readonly<Record<PeriodName, Intl.DateTimeFormatOptions>>;
const DAY = {day: "numeric", month: "short"} as const;
const FULL: Styles = {
  hour: {...DAY, hour: "2-digit", minute: "2-digit", hourCycle: "h23"},
  day: {dateStyle: "medium"},
  week: {dateStyle: "medium"},
  month: {month: "short", year: "numeric"},
  quarter: {year: "numeric"},
  year: {year: "numeric"},
};
const SHORT: Styles = {
  ...FULL,
  hour: {hour: "2-digit", minute: "2-digit", hourCycle: "h23"},
  day: DAY,
  week: DAY,
  month: {month: "short"},
};

// A label is a local date, so it is read and written in UTC: no zone may move it to its neighbour.
function periodText(label: string, period: PeriodName, dates: Dates, styles: Styles): string {
  const local = new Date(`${label.slice(0, 16).padEnd(16, "T00:00".slice(label.slice(0, 16).length - 10))}Z`);
  if (Number.isNaN(local.getTime())) return label;
  const text = dates({...styles[period], timeZone: "UTC"}).format(local);
  return period === "quarter" ? `Q${Math.floor(local.getUTCMonth() / 3) + 1} ${text}` : text;
}

const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
] as const;

function shortDuration(ms: number, locale: string): string {
  // Nothing is nothing in any unit.
  if (ms === 0) return numberFormat(locale, {}).format(0);
  const [size, unit] = UNITS.find(([length]) => Math.abs(ms) >= length) ?? [1, "millisecond"];
  const value = ms / size;
  return numberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "narrow",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
