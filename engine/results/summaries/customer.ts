// The sentence of one customer: how much happened, from where, and where it stands.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

/** Like "u0042: 214 events from 3 systems between Jan 4, 2024 and Mar 12, 2024, $1,204.00 paid; in Retention since Feb 2, 2024." */
export function customerSentence({query, tables}: Result, words: Words): string {
  const [id, tz] = [query.id as string, (query.tz as string | undefined) ?? "UTC"];
  const rows = (name: string) => (tables[name] ? rowsOf(tables[name]) : []);
  const events = rows("events");
  if (events.length === 0) return tables.events ? `${id}: no events in this time.` : `The tables are about ${id}.`;
  const day = (at: unknown) => dayOf(Number(at), tz, words.locale);
  const [first, last] = [day(events[0]!.ts), day(events.at(-1)!.ts)];
  const when = first === last ? `on ${first}` : `between ${first} and ${last}`;
  const many = `${words.count(events.length)} ${events.length === 1 ? "event" : "events"}`;
  const now = rows("stages").find(({until}) => until === null);
  const stage = now ? `; in ${String(now.label)} since ${day(now.since)}` : "";
  return `${id}: ${many}${systems(rows("sources"), words)} ${when}${paid(rows("revenue"), words)}${stage}.`;
}

function systems(sources: readonly Row[], words: Words): string {
  const known = sources.filter(({source}) => source !== null).length;
  return known > 1 ? ` from ${words.count(known)} systems` : "";
}

function paid(revenue: readonly Row[], words: Words): string {
  if (revenue.length === 0) return "";
  const sums = revenue.map((row) => words.money(Number(row.revenue), row.currency as string | null));
  return `, ${words.list(sums)} paid`;
}

function dayOf(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {dateStyle: "medium", timeZone}).format(new Date(at));
}
