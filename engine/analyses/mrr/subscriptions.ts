// The subscriptions that MRR is made of: monthly values in one currency, account by account (semantics 10.3).
import {QueryError} from "../../model/errors.js";
import {moneyOf} from "../../model/money.js";
import {byCodePoint} from "../../model/order.js";
import type {Scope} from "../../model/scope.js";
import {rowsOf, type Row} from "../../model/table.js";
import {tableFilter} from "../../model/table-filter.js";
import {roundHalfEven} from "../../stats/round.js";
import type {MrrQuery} from "./query.js";

/** One subscription at its monthly value in minor units; active while `from ≤ t < to`. */
export interface Subscription {
  readonly mrr: number;
  readonly from: number;
  /** Infinite while it runs. */
  readonly to: number;
  readonly row: Row;
}
/** All subscriptions of an account, by their start. */
export interface Account {
  readonly account: string;
  readonly subscriptions: readonly Subscription[];
}

/** Payment intervals by the months they cover, as (times, by) of the monthly value. */
const PER_MONTH: Readonly<Record<string, readonly [times: number, by: number]>> = {
  month: [1, 1],
  quarter: [1, 3],
  year: [1, 12],
  week: [52, 12],
};

/**
 * The paid subscriptions that a query sees and that began before asOf, accounts in code-point order. Trials with amount 0 are left out.
 * Throws QueryError without the table, for an unknown interval, and for several currencies without rates.
 */
export function accountsOf(scope: Scope, query: MrrQuery): {accounts: Account[]; currency: string | null} {
  const table = scope.dataset.tables.subscriptions;
  // Data without anything in it is empty, not wrong.
  if (!table && scope.dataset.store.size === 0) return {accounts: [], currency: null};
  if (!table)
    throw new QueryError(
      "mrr needs the table `subscriptions` with columns account, amount, interval, from, to (--table subscriptions=FILE)",
      "kind",
    );
  const paid = rowsOf(table)
    .filter(tableFilter(scope, query.where, "account"))
    .filter((row) => isPaid(row) && startOf(row) < scope.asOf);
  const money = moneyOf(scope.dataset, new Set(paid.map(currencyOf)));
  return {accounts: byAccount(paid, (row) => money.factor(currencyOf(row))), currency: money.currency};
}

function byAccount(paid: readonly Row[], factorOf: (row: Row) => number): Account[] {
  const found = new Map<string, Subscription[]>();
  for (const row of paid) {
    const account = String(row.account);
    const own = found.get(account) ?? [];
    found.set(account, own);
    own.push({
      mrr: roundHalfEven(monthly(row, factorOf(row))),
      from: startOf(row),
      to: typeof row.to === "number" ? row.to : Infinity,
      row,
    });
  }
  return [...found]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([account, own]) => ({account, subscriptions: own.sort((a, b) => a.from - b.from)}));
}

function currencyOf({currency}: Row): string | null {
  return typeof currency === "string" && currency !== "" ? currency : null;
}

function isPaid(row: Row): boolean {
  return Number(row.mrr ?? row.amount ?? 0) !== 0 && row.account !== null;
}

function startOf({from}: Row): number {
  return typeof from === "number" ? from : NaN;
}

function monthly(row: Row, factor: number): number {
  if (typeof row.mrr === "number") return row.mrr * factor;
  const interval = PER_MONTH[String(row.interval)];
  if (!interval) {
    throw new QueryError(
      `interval "${String(row.interval)}" of account "${String(row.account)}" is not month, quarter, year or week`,
      "subscriptions",
    );
  }
  const [times, by] = interval;
  return (Number(row.amount) * times * factor) / by;
}
