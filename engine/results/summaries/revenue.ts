// The sentence of a revenue answer: what the last period that is over brought, and by how many.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";
import {PERIODS} from "./period-words.js";

export const REVENUE = {
  "revenue.none": "There is no revenue in this time.",
  "revenue.unpaid": "{sum} {when}; none of {units} paid.",
  "revenue.paid": "{sum} {when}, by {payers} of {units}; {each} for each active one.",
} as const;

/** Like "$12,400.00 in March 2026, by 310 of 1,204 people; $10.30 for each active one." */
export function revenueSentence({tables, query}: Result, words: Words): string {
  const say = words.speak(REVENUE);
  const {row, whole} = latest(tables.periods ? rowsOf(tables.periods) : []);
  if (!row) return say("revenue.none");
  const money = (value: unknown) => words.money(value as number | null, row.currency as string | null);
  const during = words.during(String(row.period), String(query.period));
  return say(row.payers === 0 ? "revenue.unpaid" : "revenue.paid", {
    sum: money(row.revenue),
    when: whole ? during : words.speak(PERIODS)("period.open", {when: during}),
    payers: row.payers as number,
    units: words.units(row.active as number, String(query.unit)),
    each: money(row.arpu),
  });
}
