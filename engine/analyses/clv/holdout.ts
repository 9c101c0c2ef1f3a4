// The check of a fit: what it would have foretold of the last third of the time, and what came (semantics 11.5).
import type {Scope} from "../../model/scope.js";
import type {Reason} from "../../model/reason.js";
import {parseDuration} from "../../model/duration.js";
import {expectedPurchases} from "../../stats/bgnbd.js";
import type {Work} from "../analysis.js";
import {part} from "../progress.js";
import {fitBgNbd, grouped} from "../purchase-models/fits.js";
import type {ClvQuery} from "./query.js";
import {customersAt, type Transactions} from "./transactions.js";

/** Customers by repeat purchases before the cut; the last entry holds all with so many or more. */
export interface Holdout {
  /** Start of the last third (epoch ms); NaN without purchases. */
  readonly cut: number;
  /** Why the time before the cut cannot be fitted; null where it can. */
  readonly reason: Reason | null;
  readonly customers: Float64Array;
  readonly expected: Float64Array;
  readonly actual: Float64Array;
}

/** Customers with so many repeats or more are counted together. */
export const MANY = 7;

export function* holdout(scope: Scope, bought: Transactions, query: ClvQuery): Work<Holdout> {
  const cut = cutOf(scope, bought);
  const customers = customersAt(scope, bought, cut, query);
  const histories = grouped(customers);
  const fitted = yield* part(fitBgNbd(customers, histories), 0, 0.9);
  const none = {customers: new Float64Array(), expected: new Float64Array(), actual: new Float64Array()};
  if (fitted.status === "not_fitted") return {cut, reason: fitted.reason, ...none};
  const ahead = (scope.asOf - cut) / parseDuration(query.timeUnit);
  const foretold = Float64Array.from(histories.x, (x, i) => {
    const own = {x, tx: histories.tx[i]!, age: histories.age[i]!};
    return expectedPurchases(fitted.model, ahead, own) ?? NaN;
  });
  const found = {
    customers: new Float64Array(MANY + 1),
    expected: new Float64Array(MANY + 1),
    actual: new Float64Array(MANY + 1),
  };
  customers.unit.forEach((unit, i) => {
    const row = Math.min(customers.x[i]!, MANY);
    found.customers[row]! += 1;
    found.expected[row]! += foretold[histories.of[i]!]!;
    found.actual[row]! += boughtFrom(bought, unit, cut);
  });
  return {cut, reason: null, ...found};
}

/** Two thirds of the way from the first purchase to asOf, at the start of a local day. */
export function cutOf({calendar, asOf}: Scope, {ts}: Transactions): number {
  const first = ts.reduce((least, t) => Math.min(least, t), Infinity);
  if (first === Infinity) return NaN;
  return calendar.startOf("day", calendar.periodOf(first + ((asOf - first) * 2) / 3, "day"));
}

/** On how many days a unit bought from `cut` on. */
export function boughtFrom({offsets, ts}: Transactions, unit: number, cut: number): number {
  let count = 0;
  for (let i = offsets[unit]!; i < offsets[unit + 1]!; i++) if (ts[i]! >= cut) count++;
  return count;
}
