// The tables of a predicted value: each customer, the models' parameters, the check, and the means.
import {byCodePoint} from "../../model/order.js";
import type {Buckets} from "../../model/buckets.js";
import {ColumnTable, type Cell} from "../../model/table.js";
import {finite, isSmall, rate} from "../../stats/rate.js";
import {shownBuckets} from "../buckets.js";
import type {ClvFacts} from "./facts.js";
import {MANY, type Holdout} from "./holdout.js";

// Times in the query's unit, money in major units. `repeats` null: all customers; the last row has that many or more.
export const columns = {
  customers: ["unit", "x", "t_x", "T", "m", "p_alive", "expected", "mean_value", "clv"],
  model: ["model", "parameter", "value"],
  holdout: ["repeats", "or_more", "customers", "expected", "actual", "expected_each", "actual_each"],
  summary: ["breakdown", "customers", "repeaters", "expected", "clv", "total", "currency", "small"],
} as const;

/** The most valuable first, then by expected purchases, then by id. */
export function customerTable({units, customers, ahead}: ClvFacts): ColumnTable {
  const {x, tx, age, mean} = customers;
  const least = (values: Float64Array, i: number) => finite(values[i]!) ?? -Infinity;
  const by = (values: Float64Array, i: number, j: number) =>
    least(values, i) === least(values, j) ? 0 : least(values, j) - least(values, i);
  const order = units.map((_, i) => i);
  order.sort((i, j) => by(ahead.clv, i, j) || by(ahead.expected, i, j) || byCodePoint(units[i]!, units[j]!));
  const cells: Record<(typeof columns.customers)[number], (i: number) => Cell> = {
    unit: (i) => units[i]!,
    x: (i) => x[i]!,
    t_x: (i) => tx[i]!,
    T: (i) => age[i]!,
    m: (i) => finite(mean[i]!),
    p_alive: (i) => finite(ahead.alive[i]!),
    expected: (i) => finite(ahead.expected[i]!),
    mean_value: (i) => finite(ahead.value[i]!),
    clv: (i) => finite(ahead.clv[i]!),
  };
  return new ColumnTable(columns.customers.map((name) => [name, order.map(cells[name])]));
}

/** All parameters, and the log-likelihood `ll`; null where a model could not be fitted. */
export function modelRows({bgnbd, gammaGamma}: ClvFacts): Record<string, Cell>[] {
  const rows = (model: string, names: readonly string[], fitted: ClvFacts["bgnbd"] | ClvFacts["gammaGamma"]) => {
    const values: Readonly<Record<string, number>> = fitted.status === "fitted" ? {...fitted.model, ll: fitted.ll} : {};
    return [...names, "ll"].map((parameter) => ({model, parameter, value: values[parameter] ?? null}));
  };
  return [...rows("bgnbd", ["r", "alpha", "a", "b"], bgnbd), ...rows("gamma_gamma", ["p", "q", "v"], gammaGamma)];
}

export function holdoutRows({customers, expected, actual}: Holdout): Record<string, Cell>[] {
  if (customers.length === 0) return [];
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  const row = (repeats: number | null, n: number, foretold: number, came: number) => ({
    repeats,
    or_more: repeats === MANY,
    customers: n,
    expected: finite(foretold),
    actual: came,
    expected_each: n > 0 ? finite(foretold / n) : null,
    actual_each: rate(came, n),
  });
  return [
    row(null, total(customers), total(expected), total(actual)),
    ...Array.from(customers, (n, repeats) => row(repeats, n, expected[repeats]!, actual[repeats]!)),
  ];
}

/** `expected` and `clv` are means per customer, `total` is the value of all of them. */
export function summaryRows({sums, currency}: ClvFacts, ranked: Buckets | null): Record<string, Cell>[] {
  return shownBuckets(sums, ranked).map(({breakdown, byKey}) => {
    const [customers = 0, repeaters = 0, expected = 0, total = 0] = byKey.get(0) ?? [];
    const each = (sum: number) => (customers > 0 ? finite(sum / customers) : null);
    return {
      breakdown,
      customers,
      repeaters,
      expected: each(expected),
      clv: each(total),
      total: customers > 0 ? finite(total) : null,
      currency,
      small: isSmall(customers),
    };
  });
}
