// What customers bought, day by day, and each one's history in three numbers (semantics 11.1).
import {exponentOf} from "../../model/currency.js";
import {parseDuration} from "../../model/duration.js";
import {namesOf, select, whereOf} from "../../model/selection.js";
import type {Scope} from "../../model/scope.js";
import {pow} from "../../stats/special.js";
import {moneyFactors} from "../revenue-events.js";
import type {ClvQuery} from "./query.js";

/** Unit u bought on days `offsets[u] … offsets[u + 1] - 1`, in time order; all purchases of a local day are one. */
export interface Transactions {
  readonly offsets: Uint32Array;
  /** Instant of the day's first purchase (epoch ms), and the local day's number. */
  readonly ts: Float64Array;
  readonly days: Float64Array;
  /** Major units of the currency; NaN where no purchase of the day has an amount. */
  readonly values: Float64Array;
  readonly currency: string | null;
  /** Events with a negative amount, which are no purchases. */
  readonly refunds: number;
}

export function transactions(scope: Scope, {purchase}: ClvQuery): Transactions {
  const {store} = scope.index;
  const {offsets, positions, ts} = select(scope, [purchase], "purchase");
  const amountAt = (i: number) => (store.amount ? store.amount[scope.index.rowAt(positions[i]!)]! : NaN);
  const needsAmount = namesOf(purchase) === "*" && !whereOf(purchase);
  const counts = (amount: number) => (needsAmount ? amount >= 0 : !(amount < 0));
  const {toMajor, currency} = majorUnits(
    scope,
    positions.filter((_, i) => amountAt(i) >= 0),
  );
  const numbers = scope.calendar.periodNumbers(ts, "day");
  const own = new Days(scope.units);
  let refunds = 0;
  for (let u = 0; u < scope.units; u++) {
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const amount = amountAt(i);
      if (amount < 0) refunds++;
      if (!counts(amount)) continue;
      own.add(ts[i]!, numbers[i]!, Number.isNaN(amount) ? NaN : toMajor(amount, positions[i]!));
    }
    own.close(u);
  }
  return {...own.found(), currency, refunds};
}

/** Days on which units buy, unit by unit. */
class Days {
  readonly #offsets: Uint32Array;
  readonly #ts: number[] = [];
  readonly #days: number[] = [];
  readonly #values: number[] = [];
  /** Where the unit begins. */
  #first = 0;

  constructor(units: number) {
    this.#offsets = new Uint32Array(units + 1);
  }

  add(ts: number, day: number, value: number): void {
    const last = this.#days.length - 1;
    if (last >= this.#first && this.#days[last] === day) {
      this.#values[last] = plus(this.#values[last]!, value);
      return;
    }
    this.#ts.push(ts);
    this.#days.push(day);
    this.#values.push(value);
  }

  close(unit: number): void {
    this.#first = this.#offsets[unit + 1] = this.#ts.length;
  }

  found(): Pick<Transactions, "offsets" | "ts" | "days" | "values"> {
    return {
      offsets: this.#offsets,
      ts: Float64Array.from(this.#ts),
      days: Float64Array.from(this.#days),
      values: Float64Array.from(this.#values),
    };
  }
}

function plus(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : a + b;
}

/** By position: from minor units as stored to major units of one currency. */
function majorUnits(scope: Scope, positions: Uint32Array) {
  const {index} = scope;
  const codes = index.store.currency?.codes;
  const rows = positions.map((position) => index.rowAt(position));
  const {factors, currencies} = index.store.amount
    ? moneyFactors(scope, [rows])
    : {factors: null, currencies: [] as (string | null)[]};
  const currency = currencies[0] ?? null;
  const minor = pow(10, exponentOf(currency));
  const factor = (position: number) => (factors ? factors[codes ? codes[index.rowAt(position)]! : 0]! : 1);
  return {currency, toMajor: (amount: number, position: number) => (amount * factor(position)) / minor};
}

/** Customers whose first purchase lies in the range and before the end, one entry each, in the order of their units. */
export interface Customers {
  readonly unit: Uint32Array;
  /** Repeat purchases; time from the first to the last purchase and to the end, in the query's unit of time. */
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  /** Mean value of the repeat purchases in major units; NaN where there is none. */
  readonly mean: Float64Array;
}

/** The customers as they are known at `until` (epoch ms). */
export function customersAt(scope: Scope, bought: Transactions, until: number, query: ClvQuery): Customers {
  const clock = clockOf(scope, bought, until, query);
  const unit: number[] = [];
  const columns = {x: [] as number[], tx: [] as number[], age: [] as number[], mean: [] as number[]};
  for (let u = 0; u < scope.units; u++) {
    const first = bought.offsets[u]!;
    let end = first;
    while (end < bought.offsets[u + 1]! && bought.ts[end]! < until) end++;
    if (end === first || bought.ts[first]! < scope.from || bought.ts[first]! >= scope.to) continue;
    unit.push(u);
    columns.x.push(end - first - 1);
    columns.tx.push(clock.between(first, end - 1));
    columns.age.push(clock.age(first));
    columns.mean.push(meanOf(bought.values.subarray(first + 1, end)));
  }
  const [x, tx, age, mean] = [columns.x, columns.tx, columns.age, columns.mean].map((list) => Float64Array.from(list));
  return {unit: Uint32Array.from(unit), x: x!, tx: tx!, age: age!, mean: mean!};
}

function clockOf({calendar}: Scope, {ts, days}: Transactions, until: number, {timeUnit, whole}: ClvQuery) {
  const unit = parseDuration(timeUnit);
  const day = 86_400_000 / unit;
  const today = calendar.periodOf(until, "day");
  return whole
    ? {
        between: (i: number, j: number) => (days[j]! - days[i]!) * day,
        age: (i: number) => (today - days[i]!) * day,
      }
    : {between: (i: number, j: number) => (ts[j]! - ts[i]!) / unit, age: (i: number) => (until - ts[i]!) / unit};
}

function meanOf(values: Float64Array): number {
  let [sum, n] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return n > 0 ? sum / n : NaN;
}
