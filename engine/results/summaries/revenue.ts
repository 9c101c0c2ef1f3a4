// The sentence of a revenue answer: what the last period that is over brought, and by how many.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";

/** Like "$12,400.00 in March 2026, by 310 of 1,204 people; $10.30 for each active one." */
export function revenueSentence({tables, query}: Result, words: Words): string {
  const {row, whole} = latest(tables.periods ? rowsOf(tables.periods) : []);
  if (!row) return "There is no revenue in this time.";
  const money = (value: unknown) => words.money(value as number | null, row.currency as string | null);
  const active = words.units(row.active as number, String(query.unit));
  const when = `${words.during(String(row.period), String(query.period))}${whole ? "" : ", which is not over"}`;
  if (row.payers === 0) return `${money(row.revenue)} ${when}; none of ${active} paid.`;
  return `${money(row.revenue)} ${when}, by ${words.count(row.payers as number)} of ${active}; ${money(row.arpu)} for each active one.`;
}
