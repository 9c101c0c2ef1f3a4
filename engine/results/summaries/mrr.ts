// The sentence of an MRR answer: what it stands at, and what moved it in the last period that is over.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";

export const MRR = {
  "mrr.none": "There are no paid subscriptions in this time.",
  "mrr.now": "as things stand",
  "mrr.sum": "MRR was {sum} from {accounts} {when}",
  "mrr.bare": "{lead}.",
  "mrr.moved": "{lead}; net revenue retention {share}, {lost} of {before} lost.",
} as const;

/** Like "MRR was $5,100.00 from 41 accounts at the end of March 2026; net revenue retention 82 %, 3 of 40 accounts lost." */
export function mrrSentence({tables, query}: Result, words: Words): string {
  const say = words.speak(MRR);
  const {row, whole} = latest(tables.movements ? rowsOf(tables.movements) : []);
  if (!row) return say("mrr.none");
  const lead = say("mrr.sum", {
    sum: words.money(row.mrr as number | null, row.currency as string | null),
    accounts: words.units(row.accounts as number, "account"),
    when: whole ? words.end(String(row.period), String(query.period)) : say("mrr.now"),
  });
  if (row.nrr === null) return say("mrr.bare", {lead});
  const before = words.units(row.accounts_before as number, "account");
  return say("mrr.moved", {lead, share: words.share(row.nrr as number), lost: row.churned_accounts as number, before});
}
