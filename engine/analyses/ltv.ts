// Historical lifetime value by age: what a customer has brought by the n-th period after the first (semantics 10.2, 5.8).
import {occurrences} from "../model/occurrences.js";
import type {Scope} from "../model/scope.js";
import type {Row} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {ageClock, agesOf, anchorOf} from "./ltv/clock.js";
import {mergeLtv, REVENUE, UNITS, WIDTH, type LtvFacts} from "./ltv/facts.js";
import {checkLtv, ltvSchema, type LtvQuery} from "./ltv/query.js";
import {Spread} from "./ltv/spread.js";
import {columns, tabulate} from "./ltv/tables.js";
import {part} from "./progress.js";
import {revenueEvents} from "./revenue-events.js";
import {Tally} from "./tally.js";
import {unitBuckets} from "./unit-buckets.js";

export const ltv: Analysis<LtvQuery, LtvFacts> = {
  kind: "ltv",
  schema: ltvSchema,
  tables: columns,
  check: checkLtv,
  collect,
  merge: mergeLtv,
  tabulate,
  behind,
};

/** Units between two tellings of progress. */
const BATCH = 4096;

function* collect(scope: Scope, query: LtvQuery): Work<LtvFacts> {
  const events = revenueEvents(scope);
  const starts = occurrences(scope, query.start, "start");
  const buckets = unitBuckets(scope, query.start, query.breakdown, "start");
  const clock = ageClock(scope, query);
  const ages = agesOf(clock, query);
  const tally = new Tally(buckets.labels, (clock.longest + 1) * ages, WIDTH);
  const spread = query.spread ? new Spread(buckets.labels, query.form, ages) : null;
  const own: Purchases = {ages: [], amounts: []};
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield u / scope.units;
    const anchor = anchorOf(scope, starts, u);
    const observed = clock.observed(anchor);
    if (!(observed >= 0)) continue;
    const bucket = buckets.of[u]!;
    const first = tally.at(bucket, observed * ages);
    tally.cells[first + UNITS]!++;
    own.ages.length = own.amounts.length = 0;
    for (let i = events.offsets[u]!, end = events.offsets[u + 1]!; i < end; i++) {
      if (events.ts[i]! < anchor) continue;
      const age = clock.ageAt(events.ts[i]!, anchor);
      if (age > observed || age >= ages) break;
      const row = tally.at(bucket, observed * ages + age);
      tally.cells[row + REVENUE]! += events.amounts[i]!;
      if (spread) noteAt(own, age, events.amounts[i]!);
    }
    spread?.add(bucket, own.ages, own.amounts, observed);
  }
  return {sums: tally.facts(), products: spread?.facts() ?? null, currencies: events.currencies};
}

/** What a customer brought at each age, ascending. */
interface Purchases {
  readonly ages: number[];
  readonly amounts: number[];
}

/** Adds an amount to its age; events come in time order. */
function noteAt({ages, amounts}: Purchases, age: number, amount: number): void {
  if (ages[ages.length - 1] === age) amounts[amounts.length - 1]! += amount;
  else {
    ages.push(age);
    amounts.push(amount);
  }
}

/** Units of the row `{n}` of the curve or `{cohort, n}` of a cohort: those observed at that age, with what they brought up to it. */
function* behind(scope: Scope, query: LtvQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const events = revenueEvents(scope);
  const starts = occurrences(scope, query.start, "start");
  const clock = ageClock(scope, query);
  const inBucket = yield* part(
    inBucketOf(
      query,
      row,
      collect(scope, query),
      ({sums}) => rankedBuckets(sums, query.breakdown, UNITS),
      () => unitLabels(scope, query.start, query.breakdown, "start"),
    ),
    0,
    0.5,
  );
  const n = Number(row.n);
  const found: Row[] = [];
  for (let u = 0; u < scope.units; u++) {
    const anchor = anchorOf(scope, starts, u);
    if (!(clock.observed(anchor) >= n) || !inBucket(u)) continue;
    if (table === "cohorts" && cohortOf(scope, query, anchor) !== row.cohort) continue;
    let revenue = 0;
    for (let i = events.offsets[u]!; i < events.offsets[u + 1]!; i++) {
      if (events.ts[i]! >= anchor && clock.ageAt(events.ts[i]!, anchor) <= n) revenue += events.amounts[i]!;
    }
    found.push({unit: scope.index.ids[u]!, started: anchor, revenue});
  }
  return found;
}

function cohortOf({calendar}: Scope, {period}: LtvQuery, anchor: number): string {
  return calendar.label(period, calendar.periodOf(anchor, period));
}
