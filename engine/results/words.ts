// Numbers, shares, durations and dates as words of a sentence.

/** Formatters of one locale. All take null for "unknown" and then write "–". */
export interface Words {
  readonly locale: string;
  count(n: number | null): string;
  /** A fraction as a percentage with at most one decimal below 10 %. */
  share(fraction: number | null): string;
  /** Milliseconds in the largest fitting unit: "3.5 days". */
  duration(ms: number | null): string;
  number(value: number | null, digits?: number): string;
  /** Minor units of a currency. */
  money(minor: number | null, currency: string | null): string;
  /** "1 person", "2 people": the noun for a unit in the right number. */
  units(n: number | null, unit: string): string;
  list(items: readonly string[]): string;
  /** A local ISO date as a date, an instant with `tz` as local date. */
  date(iso: string): string;
  /** A period by its label, as part of a sentence: "in June 2026", "in the week of Jun 1, 2026", "on Jun 1, 2026". */
  during(label: string, period: string): string;
}

const NOUNS: Readonly<Record<string, readonly [one: string, other: string]>> = {
  user: ["person", "people"],
  session: ["session", "sessions"],
  account: ["account", "accounts"],
};

const UNITS: readonly (readonly [ms: number, unit: string])[] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
];

const made = new Map<string, Words>();

/** The formatters of a locale; made once. */
export function words(locale: string): Words {
  let known = made.get(locale);
  if (!known) made.set(locale, (known = make(locale)));
  return known;
}

/** The sentences are English; days, durations and lists in another language would stand oddly among their words. */
function spoken(locale: string): string {
  return /^en\b/i.test(locale) ? locale : "en";
}

function make(locale: string): Words {
  const own = spoken(locale);
  const whole = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
  const list = new Intl.ListFormat(own, {type: "conjunction"});
  const known = <T>(value: T | null | undefined, write: (value: T) => string) =>
    value === null || value === undefined ? "–" : write(value);
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, {maximumFractionDigits: digits}).format(value);
  return {
    locale,
    count: (n) => known(n, (value) => whole.format(value)),
    share: (fraction) => known(fraction, (value) => percent(value, locale)),
    duration: (ms) => known(ms, (value) => durationText(value, own)),
    number: (value, digits = 2) => known(value, (v) => number(v, digits)),
    money: (minor, currency) => known(minor, (value) => moneyText(value, currency, locale)),
    units: (n, unit) =>
      known(n, (value) => `${whole.format(value)} ${(NOUNS[unit] ?? NOUNS.user!)[value === 1 ? 0 : 1]}`),
    list: (items) => list.format(items),
    during: (label, period) => duringText(label, period, own),
    date: (iso) =>
      new Intl.DateTimeFormat(own, {dateStyle: "medium", timeZone: "UTC"}).format(new Date(iso.slice(0, 10))),
  };
}

function duringText(label: string, period: string, locale: string): string {
  const day = new Date(label.slice(0, 10));
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, {...options, timeZone: "UTC"}).format(day);
  if (period === "month") return `in ${write({month: "long", year: "numeric"})}`;
  if (period === "year") return `in ${write({year: "numeric"})}`;
  if (period === "quarter") return `in the quarter from ${write({month: "long", year: "numeric"})}`;
  if (period === "week") return `in the week of ${write({dateStyle: "medium"})}`;
  return period === "hour"
    ? `on ${write({dateStyle: "medium"})} at ${label.slice(11, 16)}`
    : `on ${write({dateStyle: "medium"})}`;
}

/** The sentence with its first letter raised. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function percent(fraction: number, locale: string): string {
  const digits = fraction !== 0 && Math.abs(fraction) < 0.0995 ? 1 : 0;
  return new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: digits}).format(fraction);
}

function durationText(ms: number, locale: string): string {
  const [size, unit] = UNITS.find(([size]) => Math.abs(ms) >= size) ?? [1, "millisecond"];
  const value = ms / size;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

function moneyText(minor: number, currency: string | null, locale: string): string {
  if (!currency) return new Intl.NumberFormat(locale, {maximumFractionDigits: 2}).format(minor / 100);
  const format = new Intl.NumberFormat(locale, {style: "currency", currency});
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
