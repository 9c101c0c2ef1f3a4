// The sentence of an LTV answer: what a customer had brought by the largest age that enough were observed at.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {periodNoun} from "./period-words.js";

export const LTV = {
  "ltv.none": "Nobody has been observed long enough.",
  "ltv.brought.user":
    "By {period} {number} after the start a person has brought {sum} ({form}, {units} observed that long).",
  "ltv.brought.account":
    "By {period} {number} after the start an account has brought {sum} ({form}, {units} observed that long).",
  "ltv.brought.session":
    "By {period} {number} after the start a session has brought {sum} ({form}, {units} observed that long).",
} as const;

/** Like "By month 5 after the start a person has brought $84.20 (incremental, 212 people observed that long)." */
export function ltvSentence({tables, query}: Result, words: Words): string {
  const say = words.speak(LTV);
  const curve = (tables.curve ? rowsOf(tables.curve) : []).filter((row) => (row.breakdown ?? null) === null);
  const row = curve[curve.length - 1];
  if (!row) return say("ltv.none");
  return say(`ltv.brought.${query.unit as "user"}`, {
    period: periodNoun(query.period, words),
    number: String(row.n),
    sum: words.money(row.ltv as number | null, row.currency as string | null),
    form: words.name(`form.${String(query.form)}`, String(query.form)),
    units: words.units(row.eligible as number, String(query.unit)),
  });
}
