// Reads the bundled sample with plain loops, independently of the code that made it.

import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {parse} from "csv-parse/sync";

export const FOLDER = fileURLToPath(new URL("../../stories/sample/data/", import.meta.url));
export const DAY = 86_400_000;
export const END = Date.UTC(2026, 6, 1);

export type Row = Readonly<Record<string, string>>;

/** A row with its instant and its month of the story, from 1. */
export interface Seen {
  readonly row: Row;
  readonly ts: number;
  readonly month: number;
}

export const textOf = (file: string): string => readFileSync(FOLDER + file, "utf8");
export const linesOf = (file: string): string[][] => parse(textOf(file), {relax_column_count: true});

export function rowsOf(file: string): Row[] {
  const [header, ...lines] = linesOf(file);
  const whole = lines.filter((line) => line.length === header!.length);
  return whole.map((line) => Object.fromEntries(header!.map((name, i) => [name, line[i]!])));
}

/** The rows of the event file that are as they should be, with their instants, by time. */
export function goodEvents(): Seen[] {
  const seen = new Set<string>();
  const good: Seen[] = [];
  for (const row of rowsOf("events.csv")) {
    if (faultOf(Object.values(row)) !== null || seen.has(row["event_id"]!)) continue;
    seen.add(row["event_id"]!);
    const ts = Date.parse(row["timestamp"]!);
    good.push({row, ts, month: monthOf(ts)});
  }
  return good.sort((a, b) => a.ts - b.ts);
}

function monthOf(ts: number): number {
  const date = new Date(ts);
  return (date.getUTCFullYear() - 2025) * 12 + date.getUTCMonth() + 1;
}

/** What is wrong with a line of the event file, said in the README's words; a repeated id is not seen here. */
export function faultOf([, timestamp = "", user, anonymous, name = "", account, ...rest]: readonly string[]):
  string | null {
  if (rest.length === 0) return "too few columns";
  if (timestamp === "") return "no timestamp";
  if (/^\d\d\/\d\d\/\d{4}/.test(timestamp)) return "ambiguous date";
  if (!/^\d{4}-\d\d-\d\d/.test(timestamp)) return "unreadable timestamp";
  if (!isCalendarDate(timestamp.slice(0, 10))) return "impossible date";
  if (name === "") return "no event name";
  if (!user && !anonymous && !account) return "nobody";
  if (timestamp.length === 10) return "date only";
  if (!/(Z|[+-]\d\d:\d\d)$/.test(timestamp)) return "no offset";
  return name === name.toLowerCase() ? null : "event name in another case";
}

function isCalendarDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
