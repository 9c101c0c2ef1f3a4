// The sentence of a growth answer: the last complete period in numbers.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";
import {eventWords, nobodyWords} from "./event-words.js";
import {PERIODS} from "./period-words.js";

export const GROWTH = {
  "growth.active.one": "{when}, {units} was active",
  "growth.active.other": "{when}, {units} were active",
  "growth.did": "{when}, {units} did {events}",
  "growth.classes": "{lead}: {fresh} new, {retained} retained and {back} back after a break; {dormant} went dormant.",
} as const;

/** Like "In the week of Mar 4, 2024, 420 people were active: 40 new, 360 retained and 20 back after a break; 35 went dormant." */
export function growthSentence({query, tables}: Result, words: Words): string {
  const rows = (tables.periods ? rowsOf(tables.periods) : []).filter(
    (row) => (row.breakdown ?? null) === null && row.active !== null,
  );
  const row = rows.findLast(({status}) => status === "complete") ?? rows[rows.length - 1];
  if (!row) return words.speak(PERIODS)("period.none");
  if (rows.every((one) => one.active === 0)) return nobodyWords(query.activity, words);
  return words.speak(GROWTH)("growth.classes", {
    lead: leadWords(row, query, words),
    fresh: row.new as number,
    retained: row.retained as number,
    back: row.resurrected as number,
    dormant: row.dormant as number,
  });
}

function leadWords({period, status, active}: Row, query: Result["query"], words: Words): string {
  const say = words.speak(GROWTH);
  const during = sentence(words.during(String(period), String(query.period)));
  const when = status === "complete" ? during : words.speak(PERIODS)("period.soFar", {when: during});
  const n = active as number;
  const units = words.units(n, String(query.unit));
  const events = eventWords(query.activity, words);
  return events === null ? say("growth.active", {n, when, units}) : say("growth.did", {when, units, events});
}
