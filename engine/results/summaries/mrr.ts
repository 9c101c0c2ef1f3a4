// The sentence of an MRR answer: what it stands at, and what moved it in the last period that is over.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";

/** Like "MRR was $5,100.00 from 41 accounts at the end of March 2026; 82 % of what there was before stayed or grew." */
export function mrrSentence({tables, query}: Result, words: Words): string {
  const {row, whole} = latest(tables.movements ? rowsOf(tables.movements) : []);
  if (!row) return "There are no paid subscriptions in this time.";
  const money = words.money(row.mrr as number | null, row.currency as string | null);
  const when = whole
    ? words.during(String(row.period), String(query.period)).replace(/^(in|on) /, "at the end of ")
    : "as things stand";
  const lead = `MRR was ${money} from ${words.units(row.accounts as number, "account")} ${when}`;
  if (row.nrr === null) return `${lead}.`;
  return `${lead}; net revenue retention ${words.share(row.nrr as number)}, ${words.count(row.churned_accounts as number)} of ${words.units(row.accounts_before as number, "account")} lost.`;
}
