// The words of the page around the widgets, in English and German, and its dates and counts as the reader writes them.
import type {LedgerReason} from "../../engine/model/ledger.js";
import {inGerman} from "../../engine/results/sentences/phrases.de.js";
import {dateFormat} from "../../engine/results/figures.js";
import {phrase, type Gaps, type Sayable} from "../../engine/results/patterns.js";

const en = {
  "period": "Period",
  "zone": "Time zone",
  "asOf": "As of",
  "contents": "Contents",
  "about": "About the data",
  "rows.one": "{n} row read, {kept} used, {rejected} rejected.",
  "rows.other": "{n} rows read, {kept} used, {rejected} rejected.",
  "afterAsOf.one": "{n} of the rows used lies after the as-of date and is left out.",
  "afterAsOf.other": "{n} of the rows used lie after the as-of date and are left out.",
  "file": "File",
  "source": "Source",
  "read": "Read",
  "kept": "Used",
  "rejected": "Rejected",
  "reason": "Why rows were rejected",
  "first": "First found at",
  "count": "Rows",
  "date": "Date",
  "dated": "Note on the time axis",
  "line": "line {n}",
  "row": "row {n}",
  "column": "column {name}",
  "more": "… and {n} more",
  "identity": "Source hash {hash}, counted by lifecycle-kit {engine}.",
  "failure": "This section could not be written: {message}",
  "cut": "The first {shown} of {n} rows.",
  "page": "Page {page} of {pages}",
  "empty": "No rows.",
};

type Key = keyof typeof en;

const de: Record<Key, string> = {
  "period": "Zeitraum",
  "zone": "Zeitzone",
  "asOf": "Stand",
  "contents": "Inhalt",
  "about": "Über die Daten",
  "rows.one": "{n} Zeile gelesen, {kept} verwendet, {rejected} abgelehnt.",
  "rows.other": "{n} Zeilen gelesen, {kept} verwendet, {rejected} abgelehnt.",
  "afterAsOf.one": "{n} der verwendeten Zeilen liegt nach dem Stichtag und zählt nicht mit.",
  "afterAsOf.other": "{n} der verwendeten Zeilen liegen nach dem Stichtag und zählen nicht mit.",
  "file": "Datei",
  "source": "Quelle",
  "read": "Gelesen",
  "kept": "Verwendet",
  "rejected": "Abgelehnt",
  "reason": "Warum Zeilen abgelehnt wurden",
  "first": "Zuerst gefunden in",
  "count": "Zeilen",
  "date": "Datum",
  "dated": "Notiz auf der Zeitachse",
  "line": "Zeile {n}",
  "row": "Datensatz {n}",
  "column": "Spalte {name}",
  "more": "… und {n} weitere",
  "identity": "Prüfsumme der Daten {hash}, gezählt mit lifecycle-kit {engine}.",
  "failure": "Dieser Abschnitt ließ sich nicht schreiben: {message}",
  "cut": "Die ersten {shown} von {n} Zeilen.",
  "page": "Seite {page} von {pages}",
  "empty": "Keine Zeilen.",
};

const catalogues: Readonly<Record<string, Record<Key, string>>> = {en, de};

/** Words, dates and counts of one locale. */
export interface PageWords {
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  /** A phrase with its gaps filled; numbers are written as counts. */
  text(key: Sayable<typeof en>, values?: Gaps): string;
  count(n: number): string;
  /** The days of `[from, to)`. */
  range(range: readonly [string, string], tz: string): string;
  /** The day of an instant (ISO or epoch ms). */
  day(at: string | number, tz: string): string;
  /** Day and minute of an instant. */
  instant(at: string | number, tz: string): string;
  /** Whether an instant is in the first minute of a day. */
  startsDay(at: string | number, tz: string): boolean;
  /** A note, reason or error of the engine; as it is where the language has no words for it. */
  said(english: string): string;
  /** Where a row of a file stands. */
  place(first: LedgerReason["first"]): string;
}

const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"]);

export function pageWords(locale: string): PageWords {
  const {language, script} = new Intl.Locale(locale).maximize();
  const catalogue = catalogues[language] ?? en;
  const whole = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
  const count = (n: number) => whole.format(n);
  const plurals = new Intl.PluralRules(catalogue === en ? "en" : locale);
  const text: PageWords["text"] = (key, values = {}) =>
    phrase([catalogue], key, values, (n) => plurals.select(n), count)!;
  const dates = (timeZone: string, time: boolean) =>
    dateFormat(locale, {dateStyle: "medium", ...(time ? {timeStyle: "short"} : {}), timeZone});
  return {
    locale,
    direction: RIGHT_TO_LEFT.has(script ?? "") ? "rtl" : "ltr",
    text,
    count,
    range: ([from, to], tz) =>
      dates(tz, false).formatRange(new Date(from), new Date(Math.max(Date.parse(from), Date.parse(to) - 1))),
    day: (at, tz) => dates(tz, false).format(new Date(at)),
    instant: (at, tz) => dates(tz, true).format(new Date(at)),
    startsDay: isMidnight,
    said: (english) => (language === "de" ? inGerman(english) : null) ?? english,
    place: ({line, row, column, value}) =>
      [
        line ? text("line", {n: line}) : text("row", {n: row}),
        ...(column === null ? [] : [text("column", {name: column})]),
        ...(value === null ? [] : [JSON.stringify(value)]),
      ].join(", "),
  };
}

function isMidnight(at: string | number, timeZone: string): boolean {
  const clock = dateFormat("en", {timeStyle: "short", hourCycle: "h23", timeZone}).format(new Date(at));
  return clock === "00:00";
}
