// The sentence of a funnel: of those who entered, how many got to the end, and how many still may.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {quoted} from "./event-words.js";

export const FUNNEL = {
  "funnel.bare": "The tables tell who went from the first step to the last.",
  "funnel.anyStep": "any of {n} steps",
  "funnel.nobody": "Nobody did {start} in this time.",
  "funnel.reached": "{share} of {entered} got to {end}{window}{pending}.",
  "funnel.all": "{share} of {entered} did all of them{window}{pending}.",
  "funnel.people": "{units}{values} who did {start}",
  "funnel.attempts.one": "{n} attempt that began with {start}",
  "funnel.attempts.other": "{n} attempts that began with {start}",
  "funnel.values": " (counted once for each {values})",
  "funnel.window": " within {span}",
  "funnel.pending.one": "; {n} still has time",
  "funnel.pending.other": "; {n} still have time",
} as const;

/** Like "38% of 2,104 people who did “signup” got to “pay” within 14 days; 61 still have time." */
export function funnelSentence({query, tables}: Result, words: Words): string {
  const say = words.speak(FUNNEL);
  const rows = tables.steps
    ? rowsOf(tables.steps).filter((row) => (row.breakdown ?? null) === null && row.reached !== null)
    : [];
  const [first, last] = [rows[0], rows[rows.length - 1]];
  if (!first || !last) return say("funnel.bare");
  const any = query.order === "any";
  const label = (row: Row) => quoted(row.label, words);
  const start = any ? say("funnel.anyStep", {n: rows.length}) : label(first);
  if (first.reached === 0) return say("funnel.nobody", {start});
  return say(any ? "funnel.all" : "funnel.reached", {
    share: words.share(last.rate_total as number),
    entered: enteredWords(query, first.reached as number, start, words),
    end: label(last),
    window: windowWords(query, words),
    pending: last.pending === 0 ? "" : say("funnel.pending", {n: last.pending as number}),
  });
}

function enteredWords({entry, unit, hold, countBy}: Result["query"], n: number, start: string, words: Words): string {
  const say = words.speak(FUNNEL);
  if (entry === "all") return say("funnel.attempts", {n, start});
  const held = countBy === "pairs" && Array.isArray(hold) && hold.length > 0;
  const values = held ? say("funnel.values", {values: words.list(hold as string[])}) : "";
  return say("funnel.people", {units: words.units(n, String(unit)), values, start});
}

function windowWords({window}: Result["query"], words: Words): string {
  if (typeof window !== "string") return "";
  return words.speak(FUNNEL)("funnel.window", {span: words.span(parseDuration(window))});
}
