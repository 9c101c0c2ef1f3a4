// The words of sentences in one language: patterns filled with figures, dates, nouns.
import {figures, inUnit, type Figures} from "./figures.js";
import {phrase, type Gaps, type Patterns, type Say} from "./patterns.js";

/** Figures as a reader's locale writes them, and words in the language of the sentences. */
export interface Words extends Figures {
  /** The locale of words and dates: the reader's where the sentences are in its language, else English. */
  readonly spoken: string;
  /** Says patterns, in the language of the sentences where its catalogue has them, else as given. */
  speak<P extends Patterns>(english: P): Say<P>;
  /** The name of a thing (a stage, a measure) in the language of the sentences; `english` where that has none. */
  name(key: string, english: string, gaps?: Gaps): string;
  /** A duration after a preposition: "within 14 days". */
  span(ms: number | null): string;
  /** "1 person", "2 people": the noun for a unit in the right number. */
  units(n: number, unit: string): string;
  /** A local ISO date as a date, an instant with `tz` as local date. */
  date(iso: string): string;
  /** The days of `[from, to)`, two ISO instants, in `tz`: "Jan 1 – Mar 31, 2026". */
  range(from: string, to: string, tz: string): string;
  /** A period by its label, as part of a sentence: "in June 2026", "in the week of Jun 1, 2026", "on Jun 1, 2026". */
  during(label: string, period: string): string;
  /** The end of a period: "at the end of June 2026". */
  end(label: string, period: string): string;
}

/** What all sentences have in common. */
export const COMMON = {
  "unit.user.one": "{n} person",
  "unit.user.other": "{n} people",
  "unit.session.one": "{n} session",
  "unit.session.other": "{n} sessions",
  "unit.account.one": "{n} account",
  "unit.account.other": "{n} accounts",
  "during.hour": "on {date} at {time}",
  "during.day": "on {date}",
  "during.week": "in the week of {date}",
  "during.month": "in {date}",
  "during.quarter": "in the quarter from {date}",
  "during.year": "in {date}",
  "end.hour": "at the end of {date}, {time}",
  "end.day": "at the end of {date}",
  "end.week": "at the end of the week of {date}",
  "end.month": "at the end of {date}",
  "end.quarter": "at the end of the quarter from {date}",
  "end.year": "at the end of {date}",
} as const;

const made = new Map<string, Words>();
const ENGLISH: Patterns = {};

/** The words of a reader's locale. `sentences`: the catalogue of its language (sentencesFor); without one, sentences are English. */
export function words(locale: string, sentences: Patterns = ENGLISH): Words {
  if (sentences !== ENGLISH) return make(locale, locale, sentences);
  let known = made.get(locale);
  if (!known) made.set(locale, (known = make(locale, /^en\b/i.test(locale) ? locale : "en", sentences)));
  return known;
}

// Days, durations and lists in another language than the sentence would stand oddly among its words.
function make(locale: string, spoken: string, sentences: Patterns): Words {
  const own = figures(locale);
  const {count, number} = own;
  const {duration, list} = figures(spoken);
  const rules = new Intl.PluralRules(spoken);
  const plural = (n: number) => rules.select(n);
  const find = (english: Patterns, key: string, gaps: Gaps) =>
    phrase([sentences, english], key, gaps, plural, count) ?? key;
  const period = (kind: "during" | "end", label: string, length: string) =>
    find(COMMON, `${kind}.${length}`, {date: dateOf(label, length, spoken), time: label.slice(11, 16)});
  return {
    ...own,
    spoken,
    duration,
    list,
    speak:
      (english) =>
      (key, gaps = {}) =>
        find(english, key, gaps),
    name: (key, english, gaps = {}) => phrase([sentences, {[key]: english}], key, gaps, plural, count)!,
    span: (ms) => (ms === null ? duration(ms) : (spanOf(ms, sentences, plural, number) ?? duration(ms))),
    units: (n, unit) => find(COMMON, `unit.${unit === "session" || unit === "account" ? unit : "user"}`, {n}),
    date: (iso) => dateOf(iso, "day", spoken),
    range: (from, to, timeZone) =>
      new Intl.DateTimeFormat(spoken, {dateStyle: "medium", timeZone}).formatRange(
        Date.parse(from),
        Math.max(Date.parse(from), Date.parse(to) - 1),
      ),
    during: (label, length) => period("during", label, length),
    end: (label, length) => period("end", label, length),
  };
}

// Where a language bends its nouns, its catalogue says how they stand after a preposition.
function spanOf(
  ms: number,
  sentences: Patterns,
  plural: (n: number) => string,
  number: Figures["number"],
): string | null {
  const {value, unit, digits} = inUnit(ms);
  return phrase([sentences], `span.${unit}.${plural(value)}`, {value: number(value, digits)}, plural, String);
}

const DATES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  month: {month: "long", year: "numeric"},
  quarter: {month: "long", year: "numeric"},
  year: {year: "numeric"},
};

function dateOf(label: string, period: string, locale: string): string {
  const options = DATES[period] ?? ({dateStyle: "medium"} as const);
  return new Intl.DateTimeFormat(locale, {...options, timeZone: "UTC"}).format(new Date(label.slice(0, 10)));
}

/** The sentence with its first letter raised. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
