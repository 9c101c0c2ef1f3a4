// The figures of an answer that can be compared, by kind: what they are, their keys, and what a test needs to know of them.
import type {Tabulated} from "../../analyses/analysis.js";
import type {Cell, Row} from "../../model/table.js";
import {rowsOf} from "../../model/table.js";
import type {ComparedKind} from "./form.js";

/** A share of n units, a mean over n units, or an amount that is no sample and has no test. */
export type Figure =
  | {readonly is: "share"; readonly hits: number; readonly n: number}
  | {readonly is: "mean"; readonly mean: number | null; readonly sd: number | null; readonly n: number}
  | {readonly is: "amount"; readonly value: number | null; readonly n: number | null};

/** One figure of one side. */
export interface Found {
  /** The table it is from. */
  readonly of: string;
  readonly measure: string;
  readonly keys: Row;
  readonly figure: Figure;
  /** How its numbers are written; a `duration` is in ms. */
  readonly format: "share" | "money" | "count" | "duration" | "number";
  readonly status: Cell;
}

/** What is compared in the answers of one kind. */
export interface Comparable {
  /** Tables that the figures are read from. */
  readonly tables: readonly string[];
  /** Key columns, `breakdown` aside, in order. */
  readonly keys: readonly string[];
  /** The key that is the label of a period, where there is one. */
  readonly period?: string;
  /** The field of the query that holds that period. Default `period`. */
  readonly field?: string;
  /** Fields that both sides are asked with, so that they can be compared. */
  readonly asks?: Readonly<Record<string, unknown>>;
  find(answer: Tabulated): Found[];
  /** Keys of the rows that are behind a figure, besides its own. */
  readonly behind?: Row;
  /** The figure of a key that only the other side has; unknown where this is left out. */
  absent?(answer: Tabulated, found: Found): Figure;
  /** The figure that the summary is about: the last one that can be told, or the one least likely to be chance. */
  readonly headline?: "last" | "clearest";
}

const n = (cell: Cell | undefined) => (typeof cell === "number" ? cell : 0);
const orNull = (cell: Cell | undefined) => (typeof cell === "number" ? cell : null);
const share = (hits: Cell | undefined, of: Cell | undefined): Figure => ({is: "share", hits: n(hits), n: n(of)});
const amount = (value: Cell | undefined, of: Cell | undefined = null): Figure => ({
  is: "amount",
  value: orNull(value),
  n: orNull(of),
});
const mean = (value: Cell | undefined, sd: Cell | undefined, of: Cell | undefined): Figure => ({
  is: "mean",
  mean: orNull(value),
  sd: orNull(sd),
  n: n(of),
});

/** Rows of a table; none where the answer does not have it. */
function rows({tables}: Tabulated, name: string): Row[] {
  return tables[name] ? rowsOf(tables[name]) : [];
}

function keysOf(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(["breakdown", ...names].map((name) => [name, row[name] ?? null]));
}

type Read = readonly [measure: string, format: Found["format"], read: (row: Row) => Figure];

function reading(
  of: string,
  keys: readonly string[],
  measures: readonly Read[],
  fits: (row: Row) => boolean = () => true,
) {
  return (answer: Tabulated): Found[] =>
    measures.flatMap(([measure, format, read]) =>
      rows(answer, of)
        .filter(fits)
        .map((row) => ({of, measure, keys: keysOf(row, keys), figure: read(row), format, status: row.status ?? null})),
    );
}

const known = (column: string) => (row: Row) => (row[column] ?? null) !== null;

// Only those whose whole window was seen (semantics 4.10): rate_mature is hits by mature.
const funnel: Comparable = {
  tables: ["steps"],
  keys: ["step", "label"],
  behind: {mature: true},
  find: reading(
    "steps",
    ["step", "label"],
    [["rate_mature", "share", (row) => share(Math.round(n(row.rate_mature) * n(row.mature)), row.mature)]],
    (row) => known("reached")(row) && row.step !== 1,
  ),
};

const cohortKeys = ["cohort", "n"];
const retained: Read = ["rate", "share", (row) => share(row.retained, row.eligible)];
const retention: Comparable = {
  tables: ["average", "cells"],
  keys: cohortKeys,
  period: "cohort",
  find: (answer) => [
    ...reading("average", cohortKeys, [retained])(answer),
    ...reading("cells", cohortKeys, [retained], known("rate"))(answer),
  ],
};

/** One row a period, compared where `column` is known. */
const perPeriod = (table: string, measures: readonly Read[], column: string): Comparable => ({
  tables: [table],
  keys: ["period"],
  period: "period",
  find: reading(table, ["period"], measures, known(column)),
});

// Active in the period before = retained + dormant (semantics 6.1).
const growth = perPeriod(
  "periods",
  [
    ["retention", "share", (row) => share(row.retained, n(row.retained) + n(row.dormant))],
    ["active", "count", (row) => amount(row.active)],
    ["new", "count", (row) => amount(row.new)],
  ],
  "active",
);

const stageKeys = ["period", "stage"];
const stages: Comparable = {
  tables: ["distribution"],
  keys: stageKeys,
  period: "period",
  headline: "clearest",
  find(answer) {
    const total = totals(rows(answer, "distribution"), "units", ["period"]);
    const read = (row: Row) => share(row.units, total(row));
    return reading("distribution", stageKeys, [["share", "share", read]], known("units"))(answer);
  },
};

// The ratio is the mean, over active units, of the share of sub-periods that they were active in; `exact` has its spread.
const stickiness: Comparable = {
  tables: ["ratio", "exact"],
  keys: ["period"],
  period: "period",
  field: "interval",
  find(answer) {
    const spread = new Map<string, {n: number; sum: number; squares: number}>();
    const key = ({breakdown = null, period}: Row) => JSON.stringify([breakdown, period]);
    for (const row of rows(answer, "exact")) {
      const own = spread.get(key(row)) ?? {n: 0, sum: 0, squares: 0};
      const [units, k] = [n(row.units), n(row.k)];
      spread.set(key(row), {n: own.n + units, sum: own.sum + units * k, squares: own.squares + units * k * k});
    }
    const read = (row: Row): Figure => {
      const own = spread.get(key(row)) ?? {n: 0, sum: 0, squares: 0};
      const slots = n(row.mean_active) > 0 ? Math.round(own.sum / n(row.mean_active)) : 0;
      return mean(row.ratio, slots > 0 && own.n > 1 ? deviation(own) / slots : null, row.active);
    };
    return [
      ...reading("ratio", ["period"], [["ratio", "share", read]], known("active"))(answer),
      ...reading("ratio", ["period"], [["active", "count", (row) => amount(row.active)]], known("active"))(answer),
    ];
  },
};

function deviation({n: count, sum, squares}: {n: number; sum: number; squares: number}): number {
  return Math.sqrt(Math.max(0, (squares - (sum * sum) / count) / (count - 1)));
}

const revenue = perPeriod(
  "periods",
  [
    ["arpu", "money", (row) => mean(row.arpu, row.arpu_sd, row.active)],
    ["payers", "share", (row) => share(row.payers, row.active)],
    ["revenue", "money", (row) => amount(row.revenue, row.active)],
  ],
  "revenue",
);

const mrr = perPeriod(
  "movements",
  [
    ["logo_churn", "share", (row) => share(row.churned_accounts, row.accounts_before)],
    ["nrr", "share", (row) => amount(row.nrr, row.accounts_before)],
    ["grr", "share", (row) => amount(row.grr, row.accounts_before)],
    ["mrr", "money", (row) => amount(row.mrr, row.accounts)],
  ],
  "mrr",
);

const ltv: Comparable = {
  tables: ["curve"],
  keys: ["n"],
  asks: {spread: true},
  find: reading("curve", ["n"], [["ltv", "money", (row) => mean(row.ltv, row.sd, row.eligible)]]),
};

/** Sums of a column over the rows that share some keys, and their bucket. */
function totals(all: readonly Row[], column: string, shared: readonly string[]): (keys: Row) => number {
  const key = (row: Row) => JSON.stringify(["breakdown", ...shared].map((name) => row[name] ?? null));
  const sums = new Map<string, number>();
  for (const row of all) {
    const at = key(row);
    sums.set(at, (sums.get(at) ?? 0) + n(row[column]));
  }
  return (keys) => sums.get(key(keys)) ?? 0;
}

/** What goes on from a source: its share of all that leaves there, 0 where only the other side has the target. */
function onward(table: string, keys: readonly string[], column: string, measure: string): Comparable {
  // Added up once for each answer, since what only the other side has asks for one row at a time.
  const known = new WeakMap<Tabulated, (keys: Row) => number>();
  const from = (answer: Tabulated, row: Row) => {
    let total = known.get(answer);
    if (!total) known.set(answer, (total = totals(rows(answer, table), column, keys.slice(0, -1))));
    return total(row);
  };
  return {
    tables: [table],
    keys,
    headline: "clearest",
    find(answer) {
      const read = (row: Row) => share(row[column], from(answer, row));
      return reading(table, keys, [[measure, "share", read]], (row) => n(row[column]) > 0)(answer);
    },
    absent: (answer, found) => share(0, from(answer, found.keys)),
  };
}

const paths = onward("links", ["position", "source", "target"], "count", "share_of_source");

// From one snapshot to the next, those who stay among them (semantics 7.6).
const moves: Comparable = {...onward("transitions", ["from", "to"], "pairs", "rate"), behind: {how: "pairs"}};

const FORMATS: Readonly<Record<string, Found["format"]>> = {
  share: "share",
  percent: "share",
  money: "money",
  count: "count",
  ms: "duration",
};
const metric: Comparable = {
  tables: ["series"],
  keys: ["period"],
  period: "period",
  find(answer) {
    const measure = answer.diagnostics?.measure as {name: string; format: string};
    const read = (row: Row) =>
      measure.format === "share" && known("n")(row) && known("value")(row)
        ? share(Math.round(n(row.value) * n(row.n)), row.n)
        : amount(row.value, row.n);
    return reading("series", ["period"], [[measure.name, FORMATS[measure.format] ?? "number", read]])(answer);
  },
};

/** Kind → what of it is compared. */
const comparables: Readonly<Record<ComparedKind, Comparable>> = {
  funnel,
  retention,
  growth,
  stages,
  stickiness,
  revenue,
  mrr,
  ltv,
  paths,
  metric,
};

/** What of an answer is compared: of stages the moves, where they are asked for and the distribution is not. */
export function comparableOf(query: {kind: string; tables?: readonly string[] | undefined}): Comparable {
  const {kind, tables = []} = query;
  const onlyMoves = tables.includes("transitions") && !tables.includes("distribution");
  return kind === "stages" && onlyMoves ? moves : comparables[kind as ComparedKind];
}
