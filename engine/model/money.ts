// Money of events in one currency: as it is where there is only one, else converted by the dataset's rate table.
import type {Dataset} from "./dataset.js";
import {exponentOf} from "./currency.js";
import {QueryError} from "./errors.js";
import {byCodePoint} from "./order.js";
import {rowsOf} from "./table.js";

export interface Money {
  /** ISO 4217 code; null where the data states none. */
  readonly currency: string | null;
  /** Factor from minor units of a currency to minor units of `currency`. */
  factor(code: string | null): number;
}

/**
 * One currency for amounts in all of `codes`. With a table `rates` of rows `{currency, to, rate}` (one major unit of `currency` is
 * worth `rate` of `to`) that is always its `to`, whatever a query filters. Throws QueryError where several currencies meet without
 * rates (semantics 1.5: never a sum over mixed money) or a rate is missing.
 */
export function moneyOf(dataset: Dataset, codes: ReadonlySet<string | null>): Money {
  const rates = dataset.tables.rates ? ratesOf(rowsOf(dataset.tables.rates)) : null;
  if (!rates || codes.size === 0) return {currency: oneCurrency(codes), factor: () => 1};
  for (const code of codes) {
    if (!rates.factors.has(code)) {
      throw new QueryError(`has no rate from ${code ?? "amounts without a currency"} to ${rates.to}`, "rates");
    }
  }
  return {currency: rates.to, factor: (code) => rates.factors.get(code) ?? NaN};
}

/** The currency of sums in `codes`; null of none. Throws QueryError for more than one. */
export function oneCurrency(codes: Iterable<string | null>): string | null {
  const distinct = [...new Set(codes)];
  if (distinct.length <= 1) return distinct[0] ?? null;
  const listed = distinct.map((code) => code ?? "none stated").sort(byCodePoint);
  throw new QueryError(
    `amounts in several currencies (${listed.join(", ")}) cannot be added; ` +
      `give a table "rates" with columns currency, to, rate, or filter by currency`,
    "amount",
  );
}

interface Rates {
  readonly to: string;
  readonly factors: ReadonlyMap<string | null, number>;
}

function ratesOf(rows: readonly Readonly<Record<string, unknown>>[]): Rates | null {
  const targets = [...new Set(rows.map(({to}) => to))].filter((to) => typeof to === "string").sort(byCodePoint);
  const [to] = targets;
  if (to === undefined) return null;
  if (targets.length > 1)
    throw new QueryError(`convert to ${targets.join(" and ")}; keep the rows of one of them`, "rates");
  const factors = new Map<string | null, number>([[to, 1]]);
  for (const {currency, rate} of rows) {
    const code = typeof currency === "string" && currency !== "" ? currency : null;
    const factor = Number(rate) * scaleBetween(code, to);
    if (!(factor > 0))
      throw new QueryError(
        `rate ${String(rate)} of ${code ?? "amounts without a currency"} is not a number above 0`,
        "rates",
      );
    if ((factors.get(code) ?? factor) !== factor)
      throw new QueryError(`has two rates from ${code ?? "amounts without a currency"}`, "rates");
    factors.set(code, factor);
  }
  return {to, factors};
}

const POWERS = [1, 10, 100, 1000, 10_000];

// Minor units of `to` in one major unit, by minor units of `code` in one major unit.
function scaleBetween(code: string | null, to: string): number {
  return POWERS[exponentOf(to)]! / POWERS[exponentOf(code)]!;
}
