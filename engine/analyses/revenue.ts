// Revenue by period: sum, per active and per paying unit, per order (semantics 10.1).
import * as z from "zod/mini";
import {activity, type Activity} from "../model/activity.js";
import type {Period} from "../model/calendar.js";
import {oneCurrency} from "../model/money.js";
import {periodLabelled, periodStatus, shownPeriods, type Shown} from "../model/period-range.js";
import {commonFields, periodSchema, type CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import {rate} from "../stats/rate.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, type ShownBucket, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {nobodysLabel} from "./nobodys-label.js";
import {part} from "./progress.js";
import {revenueEvents, type RevenueEvents} from "./revenue-events.js";
import {addProduct, mergeTallies, productsAt, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown, unitBuckets, type UnitBuckets} from "./unit-buckets.js";

interface RevenueQuery extends CommonQuery {
  kind: "revenue";
  period: Period;
}
interface RevenueFacts {
  /** Sums by bucket and period, counted from the first one shown. */
  readonly sums: TallyFacts;
  readonly currencies: readonly (string | null)[];
  /** What is part of the revenue of the shown periods but was brought by no unit. */
  readonly nobodys: {readonly rows: number; readonly amount: number};
}

const REVENUE = 0;
const ACTIVE = 1;
const PAYERS = 2;
const ORDERS = 3;
const ORDER_VALUE = 4;
/** The squares of the revenue of units, in three sums. */
const SQUARES = 5;
/** Of what no unit brought: the sum, and the squares of the amounts in three sums. */
const NOBODYS = 8;
const NOBODYS_SQUARES = 9;
const WIDTH = 12;
const NOTHING = new Float64Array(WIDTH);

// `arpu_sd`: how much the revenue of active units varies (n − 1). Amounts of nobody come as by chance (a compound Poisson process), so that
// each adds its square, spread over the active units.
const columns = {
  periods: [
    ...["breakdown", "period", "revenue", "active", "arpu", "payers", "arppu", "orders", "aov", "currency", "status"],
    "arpu_sd",
  ],
} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;

export const revenue: Analysis<RevenueQuery, RevenueFacts> = {
  kind: "revenue",
  schema: z.strictObject({kind: z.literal("revenue"), ...commonFields, period: z._default(periodSchema, "month")}),
  tables: columns,
  check: ({breakdown}) => checkUnitBreakdown(breakdown),
  collect,
  merge: (parts) => ({
    sums: mergeTallies(parts.map(({sums}) => sums)),
    currencies: parts.flatMap(({currencies}) => currencies),
    nobodys: {
      rows: parts.reduce((sum, {nobodys}) => sum + nobodys.rows, 0),
      amount: parts.reduce((sum, {nobodys}) => sum + nobodys.amount, 0),
    },
  }),
  tabulate: (facts, frame, query) => ({
    tables: {
      periods: tableOf(shownColumns(columns.periods, query), rowsFor(facts, frame, query)),
    },
    diagnostics: facts.nobodys.rows ? {revenue_of_nobody: facts.nobodys} : {},
  }),
  behind,
};

function* collect(scope: Scope, query: RevenueQuery): Work<RevenueFacts> {
  const active = yield* part(activity(scope, "*", query.period, "revenue"), 0, 0.5);
  const events = revenueEvents(scope);
  const buckets = unitBuckets(scope, "*", query.breakdown, "revenue");
  const labelOf = nobodysLabel(scope, query.breakdown);
  const labels = [...new Set([...buckets.labels, ...Array.from(events.nobodys.rows, labelOf)])];
  const shown = shownPeriods(scope, query.period);
  const tally = new Tally(labels, shown.count, WIDTH);
  const numbers = scope.calendar.periodNumbers(events.ts, query.period);
  for (let u = 0; u < scope.units; u += BATCH) {
    yield 0.5 + (0.5 * u) / scope.units;
    const end = Math.min(u + BATCH, scope.units);
    countActive(tally, active, buckets, shown, u, end);
    countAmounts(tally, events, numbers, buckets, shown, u, end);
  }
  const nobodys = countNobodys(tally, scope, query, events, (row) => labels.indexOf(labelOf(row)));
  return {sums: tally.facts(), currencies: events.currencies, nobodys};
}

function countActive(
  tally: Tally,
  {starts, ends, periods}: Activity,
  {of}: UnitBuckets,
  {first, last}: Shown,
  from: number,
  to: number,
): void {
  for (let u = from; u < to; u++) {
    for (let e = starts[u]!, end = ends[u]!; e < end; e++) {
      const period = periods[e]!;
      if (period < first || period > last) continue;
      const row = tally.at(of[u]!, period - first);
      tally.cells[row + ACTIVE]!++;
    }
  }
}

// A unit's events come in time order, so those of a period are neighbours.
function countAmounts(
  tally: Tally,
  {offsets, amounts}: RevenueEvents,
  numbers: Int32Array,
  {of}: UnitBuckets,
  {first, last}: Shown,
  from: number,
  to: number,
): void {
  for (let u = from; u < to; u++) {
    for (let i = offsets[u]!, end = offsets[u + 1]!; i < end;) {
      const period = numbers[i]!;
      const start = i;
      while (i < end && numbers[i] === period) i++;
      if (period < first || period > last) continue;
      const row = tally.at(of[u]!, period - first);
      addUnit(tally.cells, row, addEvents(tally.cells, row, amounts, start, i));
    }
  }
}

/** Adds the events to their period; gives their sum. */
function addEvents(cells: Float64Array, row: number, amounts: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const amount = amounts[i]!;
    sum += amount;
    if (amount <= 0) continue;
    cells[row + ORDERS]!++;
    cells[row + ORDER_VALUE]! += amount;
  }
  cells[row + REVENUE]! += sum;
  return sum;
}

function addUnit(cells: Float64Array, row: number, sum: number): void {
  if (sum > 0) cells[row + PAYERS]!++;
  addProduct(cells, row + SQUARES, sum, sum);
}

function countNobodys(
  tally: Tally,
  {calendar, from, to}: Scope,
  {period}: RevenueQuery,
  {nobodys}: RevenueEvents,
  bucketOf: (row: number) => number,
): RevenueFacts["nobodys"] {
  const {first, last} = calendar.periodsBetween(period, from, to);
  const found = {rows: 0, amount: 0};
  calendar.periodNumbers(nobodys.ts, period).forEach((number, i) => {
    if (number < first || number > last) return;
    const row = tally.at(bucketOf(nobodys.rows[i]!), number - first);
    const amount = addEvents(tally.cells, row, nobodys.amounts, i, i + 1);
    tally.cells[row + NOBODYS]! += amount;
    addProduct(tally.cells, row + NOBODYS_SQUARES, amount, amount);
    found.amount += amount;
    found.rows++;
  });
  return found;
}

function rowsFor(facts: RevenueFacts, frame: Frame, query: RevenueQuery): Record<string, Cell>[] {
  if (Number.isNaN(frame.firstTs)) return [];
  const {first, count} = shownPeriods(frame, query.period);
  const currency = oneCurrency(facts.currencies);
  const rowOf = ({breakdown, byKey}: ShownBucket, period: number) => {
    const status = periodStatus(frame, query.period, period);
    const cells = status === "future" ? {} : figures(byKey.get(period - first) ?? NOTHING);
    return {breakdown, period: frame.calendar.label(query.period, period), ...cells, currency, status};
  };
  const periods = Array.from({length: count}, (_, i) => first + i);
  const ranked = rankedBuckets(facts.sums, query.breakdown, REVENUE);
  return shownBuckets(facts.sums, ranked).flatMap((bucket) => periods.map((period) => rowOf(bucket, period)));
}

function figures(sums: Float64Array): Record<string, Cell> {
  const [revenue, active, payers, orders] = [sums[REVENUE]!, sums[ACTIVE]!, sums[PAYERS]!, sums[ORDERS]!];
  return {
    revenue,
    active,
    arpu: rate(revenue, active),
    payers,
    arppu: rate(revenue, payers),
    orders,
    aov: rate(sums[ORDER_VALUE]!, orders),
    arpu_sd: deviation(sums),
  };
}

function deviation(sums: Float64Array): number | null {
  const active = sums[ACTIVE]!;
  if (active < 2) return null;
  const own = sums[REVENUE]! - sums[NOBODYS]!;
  const among = (productsAt(sums, SQUARES) - (own * own) / active) / (active - 1);
  return Math.sqrt(Math.max(0, among) + productsAt(sums, NOBODYS_SQUARES) / active);
}

/**
 * Units of the row `{period}`: those who paid in it, more than they got back (`class: "payers"`, the default), or all that were
 * active (`class: "active"`), with what they brought and in how many orders.
 */
function* behind(scope: Scope, query: RevenueQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  const active = yield* part(activity(scope, "*", query.period, "revenue"), 0, 0.4);
  const {offsets, ts, amounts} = revenueEvents(scope);
  const numbers = scope.calendar.periodNumbers(ts, query.period);
  const inBucket = yield* part(
    inBucketOf(
      query,
      row,
      collect(scope, query),
      ({sums}) => rankedBuckets(sums, query.breakdown, REVENUE),
      () => unitLabels(scope, "*", query.breakdown, "revenue"),
    ),
    0.4,
    0.9,
  );
  const everyone = row.class === "active";
  const found: Row[] = [];
  const period = periodLabelled(scope, query.period, row.period);
  for (let u = 0; u < scope.units && period !== null; u++) {
    if (!isActive(active, u, period) || !inBucket(u)) continue;
    let [sum, orders] = [0, 0];
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      if (numbers[i] !== period) continue;
      sum += amounts[i]!;
      if (amounts[i]! > 0) orders++;
    }
    if (everyone || sum > 0) found.push({unit: scope.index.ids[u]!, revenue: sum, orders});
  }
  return found;
}

function isActive({starts, ends, periods}: Activity, u: number, period: number): boolean {
  for (let e = starts[u]!; e < ends[u]!; e++) if (periods[e] === period) return true;
  return false;
}
