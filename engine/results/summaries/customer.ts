// The sentence of one customer: how much happened, from where, and where it stands.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {stageWords} from "./stage-words.js";

export const CUSTOMER = {
  "customer.bare": "The tables are about {id}.",
  "customer.none": "{id}: no events in this time.",
  "customer.life.one": "{id}: {n} event{systems} {when}{paid}{stage}.",
  "customer.life.other": "{id}: {n} events{systems} {when}{paid}{stage}.",
  "customer.systems": " from {n} systems",
  "customer.on": "on {first}",
  "customer.between": "between {first} and {last}",
  "customer.paid": ", {sums} paid",
  "customer.stage": "; in {stage} since {day}",
} as const;

/** Like "u0042: 214 events from 3 systems between Jan 4, 2024 and Mar 12, 2024, $1,204.00 paid; in Retention since Feb 2, 2024." */
export function customerSentence({query, tables}: Result, words: Words): string {
  const say = words.speak(CUSTOMER);
  const [id, tz] = [query.id as string, (query.tz as string | undefined) ?? "UTC"];
  const rows = (name: string) => (tables[name] ? rowsOf(tables[name]) : []);
  const events = rows("events");
  if (events.length === 0) return say(tables.events ? "customer.none" : "customer.bare", {id});
  const day = (at: unknown) => dayOf(Number(at), tz, words.spoken);
  const [first, last] = [day(events[0]!.ts), day(events.at(-1)!.ts)];
  const now = rows("stages").find(({until}) => until === null);
  const stage = now && {stage: stageWords(now.stage, now.label, words), day: day(now.since)};
  return say("customer.life", {
    id,
    n: events.length,
    systems: systems(rows("sources"), words),
    when: say(first === last ? "customer.on" : "customer.between", {first, last}),
    paid: paid(rows("revenue"), words),
    stage: stage ? say("customer.stage", stage) : "",
  });
}

function systems(sources: readonly Row[], words: Words): string {
  const n = sources.filter(({source}) => source !== null).length;
  return n > 1 ? words.speak(CUSTOMER)("customer.systems", {n}) : "";
}

function paid(revenue: readonly Row[], words: Words): string {
  if (revenue.length === 0) return "";
  const sums = revenue.map((row) => words.money(Number(row.revenue), row.currency as string | null));
  return words.speak(CUSTOMER)("customer.paid", {sums: words.list(sums)});
}

function dayOf(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {dateStyle: "medium", timeZone}).format(new Date(at));
}
