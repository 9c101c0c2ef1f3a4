// Numbers, shares, durations, money and lists as a locale writes them.
import {exponentOf} from "../model/currency.js";

/** Formatters of one locale. All take null for "unknown" and then write "–". */
export interface Figures {
  readonly locale: string;
  count(n: number | null): string;
  /** A fraction as a percentage with at most one decimal below 10 %; what that would write as nothing and is not reads "<0.1%". */
  share(fraction: number | null): string;
  /** Milliseconds in the largest fitting unit: "3.5 days". */
  duration(ms: number | null): string;
  number(value: number | null, digits?: number): string;
  /** Minor units of a currency. */
  money(minor: number | null, currency: string | null): string;
  list(items: readonly string[]): string;
}

const UNITS: readonly (readonly [ms: number, unit: string])[] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
  [1, "millisecond"],
];

/** Formats by what they are made of, kept: to make one takes as long as to write hundreds of figures. */
function kept<O, F>(make: (locale: string, options: O) => F): (locale: string, options: O) => F {
  const formats = new Map<string, F>();
  return (locale, options) => {
    const key = locale + JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, (format = make(locale, options)));
    return format;
  };
}

export const numberFormat = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
export const dateFormat = kept(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

const made = new Map<string, Figures>();

/** The formatters of a locale; made once. */
export function figures(locale: string): Figures {
  let known = made.get(locale);
  if (!known) made.set(locale, (known = make(locale)));
  return known;
}

function make(locale: string): Figures {
  const whole = numberFormat(locale, {maximumFractionDigits: 0});
  const list = new Intl.ListFormat(locale, {type: "conjunction"});
  const known = <T>(value: T | null | undefined, write: (value: T) => string) =>
    value === null || value === undefined ? "–" : write(value);
  const number = (value: number, digits: number) => numberFormat(locale, {maximumFractionDigits: digits}).format(value);
  return {
    locale,
    count: (n) => known(n, (value) => whole.format(value)),
    share: (fraction) => known(fraction, (value) => percent(value, locale)),
    duration: (ms) => known(ms, (value) => durationText(value, locale)),
    number: (value, digits = 2) => known(value, (v) => number(v, digits)),
    money: (minor, currency) => known(minor, (value) => moneyText(value, currency, locale)),
    list: (items) => list.format(items),
  };
}

/** A figure as the `format` says that an answer gives it; plain numbers have none. */
export function figureText(value: number | null, format: unknown, currency: string | null, to: Figures): string {
  if (format === "share" || format === "percent") return to.share(value);
  if (format === "money") return to.money(value, currency);
  if (format === "duration" || format === "ms") return to.duration(value);
  return format === "count" ? to.count(value) : to.number(value);
}

/** A duration in its largest fitting unit: 129,600,000 ms are 1.5 "day". */
export function inUnit(ms: number): {value: number; unit: string; digits: number} {
  const [size, unit] =
    UNITS.find(([size]) => Math.abs(ms) >= size) ?? (ms === 0 ? [1000, "second"] : [1, "millisecond"]);
  const value = ms / size;
  return {value, unit, digits: value < 10 ? 1 : 0};
}

/** What is written as less than: a share of one in ten thousand is not none. */
const LEAST = 0.001;

function percent(fraction: number, locale: string): string {
  if (fraction !== 0 && Math.abs(fraction) < LEAST / 2)
    return fraction < 0 ? `>${percent(-LEAST, locale)}` : `<${percent(LEAST, locale)}`;
  const digits = fraction !== 0 && Math.abs(fraction) < 0.0995 ? 1 : 0;
  return numberFormat(locale, {style: "percent", maximumFractionDigits: digits}).format(fraction);
}

function durationText(ms: number, locale: string): string {
  const {value, unit, digits} = inUnit(ms);
  const options = {style: "unit", unit, unitDisplay: "long", maximumFractionDigits: digits} as const;
  return numberFormat(locale, options).format(value);
}

/** Money whose currency nobody stated: two digits as in a price, none where it is whole. */
const BARE = {minimumFractionDigits: 2, trailingZeroDisplay: "stripIfInteger"} as const;

function moneyText(minor: number, currency: string | null, locale: string): string {
  const style = currency ? ({style: "currency", currency} as const) : BARE;
  return numberFormat(locale, style).format(minor / 10 ** exponentOf(currency));
}
