// The sentence of an LTV answer: what a customer had brought by the largest age that enough were observed at.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

/** Like "By month 5 after the start a customer has brought $84.20 (incremental, 212 people observed that long)." */
export function ltvSentence({tables, query}: Result, words: Words): string {
  const curve = (tables.curve ? rowsOf(tables.curve) : []).filter((row) => (row.breakdown ?? null) === null);
  const row = curve[curve.length - 1];
  if (!row) return "Nobody has been observed long enough.";
  const money = words.money(row.ltv as number | null, row.currency as string | null);
  const seen = `${words.units(row.eligible as number, String(query.unit))} observed that long`;
  return `By ${String(query.period)} ${String(row.n)} after the start ${one(String(query.unit))} has brought ${money} (${String(query.form)}, ${seen}).`;
}

function one(unit: string): string {
  return unit === "user" ? "a person" : unit === "account" ? "an account" : "a session";
}
