// Predicted customer value: how often customers will still buy, and what that is worth (semantics 11).
import {exponentOf} from "../model/currency.js";
import type {Frame, Scope} from "../model/scope.js";
import {type ColumnTable, tableOf, type Cell, type Row} from "../model/table.js";
import {expectedMean, type GammaGamma} from "../stats/gamma-gamma.js";
import {finite} from "../stats/rate.js";
import {pow} from "../stats/special.js";
import type {Analysis, Tabulated, Work} from "./analysis.js";
import {rankedBuckets, shownColumns} from "./buckets.js";
import type {ClvFacts} from "./clv/facts.js";
import {correlation, fitBgNbd, fitGammaGamma, grouped, type Fitted} from "./purchase-models/fits.js";
import {boughtFrom, cutOf, holdout, MANY, type Holdout} from "./clv/holdout.js";
import {checkClv, clvSchema, wants, type ClvQuery} from "./clv/query.js";
import {columns, customerTable, holdoutRows, modelRows, summaryRows} from "./clv/tables.js";
import {customersAt, transactions, type Customers} from "./clv/transactions.js";
import {outlook} from "./clv/value.js";
import {inBucket, unitLabels} from "./in-bucket.js";
import {part} from "./progress.js";
import {Tally, type TallyFacts} from "./tally.js";
import {unitBuckets} from "./unit-buckets.js";

/** A stronger link between count and value than this contradicts the model. */
const MOST_CORRELATION = 0.3;

/**
 * Kind `clv`. Everything is as of one instant, `asOf`. Customers are units whose first purchase ever lies in `range`. Both models are
 * fitted to all of them; a breakdown sums the predictions of the one model by bucket.
 */
export const clv: Analysis<ClvQuery, ClvFacts> = {
  kind: "clv",
  schema: clvSchema,
  tables: columns,
  // One model for everybody.
  whole: true,
  check: checkClv,
  collect,
  merge: (parts) => parts[0]!,
  tabulate,
  behind,
};

function* collect(scope: Scope, query: ClvQuery): Work<ClvFacts> {
  const bought = transactions(scope, query);
  yield 0.05;
  const customers = customersAt(scope, bought, scope.asOf, query);
  const histories = grouped(customers);
  const check = wants(query, "holdout") ? yield* part(holdout(scope, bought, query), 0.1, 0.4) : null;
  const bgnbd = yield* part(fitBgNbd(customers, histories), 0.4, 0.7);
  const gammaGamma = yield* part(fitGammaGamma(customers), 0.7, 0.8);
  const looksAhead = bgnbd.status === "fitted" && (wants(query, "customers") || wants(query, "summary"));
  const byHistory = looksAhead ? yield* part(outlook(bgnbd.model, histories, query), 0.8, 1) : null;
  const ofHistory = (values: Float64Array | undefined) => Float64Array.from(histories.of, (h) => values?.[h] ?? NaN);
  const value = customers.x.map((x, i) => valueOf(gammaGamma, x, customers.mean[i]!));
  const discounted = ofHistory(byHistory?.discounted);
  const ahead = {
    alive: ofHistory(byHistory?.alive),
    expected: ofHistory(byHistory?.expected),
    value,
    clv: value.map((mean, i) => query.margin * mean * discounted[i]!),
  };
  return {
    units: Array.from(customers.unit, (u) => scope.index.ids[u]!),
    customers,
    ahead,
    bgnbd,
    gammaGamma,
    correlation: correlation(customers),
    sums: sumsOf(scope, query, customers, ahead),
    holdout: check,
    currency: bought.currency,
    refunds: bought.refunds,
  };
}

function valueOf(fitted: Fitted<GammaGamma>, x: number, mean: number): number {
  if (fitted.status !== "fitted") return NaN;
  return expectedMean(fitted.model, x, Number.isNaN(mean) ? null : mean) ?? NaN;
}

/** Customers, those with repeats, expected purchases and value by bucket. */
function sumsOf(
  scope: Scope,
  query: ClvQuery,
  {unit, x}: Customers,
  {expected, clv: value}: ClvFacts["ahead"],
): TallyFacts {
  const {labels, of} = unitBuckets(scope, query.purchase, query.breakdown, "purchase");
  const tally = new Tally(labels, 1, 4);
  unit.forEach((u, i) => {
    const cell = tally.at(of[u]!, 0);
    [1, x[i]! > 0 ? 1 : 0, expected[i]!, value[i]!].forEach((one, k) => (tally.cells[cell + k]! += one));
  });
  return tally.facts();
}

function tabulate(facts: ClvFacts, _frame: Frame, query: ClvQuery): Tabulated {
  const tables: Record<string, ColumnTable> = {};
  if (wants(query, "customers")) tables.customers = customerTable(facts);
  if (wants(query, "model")) tables.model = tableOf(columns.model, modelRows(facts));
  if (facts.holdout) tables.holdout = tableOf(columns.holdout, holdoutRows(facts.holdout));
  if (wants(query, "summary"))
    tables.summary = tableOf(
      shownColumns(columns.summary, query),
      summaryRows(facts, rankedBuckets(facts.sums, query.breakdown, 0)),
    );
  return {tables, diagnostics: {clv: diagnosticsOf(facts)}};
}

function diagnosticsOf({bgnbd, gammaGamma, correlation: found, holdout: check, refunds, currency}: ClvFacts): object {
  const state = (fitted: Fitted<object>) =>
    fitted.status === "fitted" ? {status: fitted.status} : {status: fitted.status, reason: fitted.reason};
  return {
    bgnbd: state(bgnbd),
    gamma_gamma: {
      ...state(gammaGamma),
      correlation: found,
      ...(found !== null && Math.abs(found) > MOST_CORRELATION
        ? {warning: "how often and for how much people buy go together, which the model takes not to be"}
        : {}),
    },
    ...(check ? {holdout: checkState(check)} : {}),
    currency,
    minor_units: pow(10, exponentOf(currency)),
    ...(refunds ? {refunds_left_out: refunds} : {}),
  };
}

function checkState({cut, reason}: Holdout): object {
  const from = Number.isNaN(cut) ? null : new Date(cut).toISOString();
  return reason === null ? {status: "checked", from} : {status: "not_checked", from, reason};
}

/**
 * Units of a row: `{unit}` of `customers`; `{repeats}` of `holdout`, by what they had bought by the cut; all of `summary` (in a bucket) and
 * of `model`. Each with its repeat purchases, and what is expected of it or, behind the check, what came.
 */
function* behind(scope: Scope, query: ClvQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  if (table === "holdout") return holdoutBehind(scope, query, row.repeats ?? null);
  const facts = yield* collect(scope, {...query, tables: ["customers"]});
  const inOwn = inBucket(rankedBuckets(facts.sums, query.breakdown, 0), row.breakdown ?? null, () =>
    unitLabels(scope, query.purchase, query.breakdown, "purchase"),
  );
  const {alive, expected, clv: value} = facts.ahead;
  return facts.units.flatMap((unit, i): Row[] => {
    if ((row.unit !== undefined && unit !== row.unit) || !inOwn(facts.customers.unit[i]!)) return [];
    return [
      {
        unit,
        repeats: facts.customers.x[i]!,
        p_alive: finite(alive[i]!),
        expected: finite(expected[i]!),
        clv: finite(value[i]!),
      },
    ];
  });
}

function holdoutBehind(scope: Scope, query: ClvQuery, repeats: Cell): Row[] {
  const bought = transactions(scope, query);
  const cut = cutOf(scope, bought);
  const {unit, x} = customersAt(scope, bought, cut, query);
  const all = Array.from(unit, (u, i): Row => ({
    unit: scope.index.ids[u]!,
    repeats: x[i]!,
    bought: boughtFrom(bought, u, cut),
  }));
  return all.filter((own) => repeats === null || Math.min(Number(own.repeats), MANY) === repeats);
}
