// What an account's money leaves in the log: check-outs by its owner, invoices without anybody, cancellations.

import type {Account, Happening} from "./model.js";
import {paidSpans} from "./money.js";
import {DAY} from "./story.js";

/** Invoices carry the account only: nobody did them, so they are nobody's activity. */
export function billing(account: Account, end: number): Happening[] {
  const charges = account.charges.map(({ts, amount, kind}): Happening => {
    if (kind === "invoice") return {ts, name: "invoice_paid", account, amount};
    return {ts, name: "purchase", person: account.owner, account, amount};
  });
  return [...charges, ...cancellations(account, end)].filter(({ts}) => ts < end);
}

/** The owner cancels three days before the paid time ends. */
function cancellations(account: Account, end: number): Happening[] {
  const ends = paidSpans(account).filter(({to}) => to < end);
  return ends.map(({to}) => ({ts: to - 3 * DAY, name: "subscription_cancelled", person: account.owner, account}));
}
