// Basic measures by period: how many events or units, the sum or mean of a property (design.md section 7 "Metric").
import * as z from "zod/mini";
import {activity} from "../model/activity.js";
import type {Period} from "../model/calendar.js";
import {QueryError} from "../model/errors.js";
import {oneCurrency} from "../model/money.js";
import {occurrences} from "../model/occurrences.js";
import {ownerless} from "../model/ownerless.js";
import {periodLabelled, periodStatus, shownPeriods, type Shown} from "../model/period-range.js";
import {eventPredicateSchema, type EventPredicate} from "../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import {tInterval} from "../stats/t-interval.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {measured, type Measured} from "./metric/measured.js";
import {BASIC_MEASURES} from "./metric/names.js";
import {mergeSpreads, Spreads, type SpreadFacts} from "./metric/spreads.js";
import {nobodysLabel} from "./nobodys-label.js";
import {part} from "./progress.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown, unitBuckets, type UnitBuckets} from "./unit-buckets.js";

interface BasicQuery extends CommonQuery {
  kind: "metric";
  measure: (typeof BASIC_MEASURES)[number];
  /** Which events count; by default all, those of an account only too. */
  event: EventPredicate;
  /** What is summed or averaged: a property of numbers, or `amount` for money in minor units. */
  prop?: string | undefined;
  period: Period;
}
interface BasicFacts {
  /** Events or units by bucket and period, counted from the first one shown. */
  readonly counts: TallyFacts;
  /** Only for `sum` and `mean`, where `counts` has the values. */
  readonly spreads: SpreadFacts | null;
  readonly currencies: readonly (string | null)[];
}

// `n`: units, events or values. `lo, hi`: of a mean.
const columns = {periods: ["breakdown", "period", "value", "n", "lo", "hi", "sd", "currency", "status"]} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;

export const basicMetric: Analysis<BasicQuery, BasicFacts> = {
  kind: "metric",
  schema: z.strictObject({
    kind: z.literal("metric"),
    ...commonFields,
    measure: z.enum(BASIC_MEASURES),
    event: z._default(eventPredicateSchema, "*"),
    prop: z.optional(z.string().check(z.minLength(1))),
    period: z._default(periodSchema, "week"),
  }),
  tables: columns,
  check({measure, prop, breakdown}) {
    checkUnitBreakdown(breakdown);
    const needed = measure === "sum" || measure === "mean";
    if (needed && prop === undefined)
      throw new QueryError(`missing; name the property whose ${measure} is asked for, like "amount"`, "prop");
    if (!needed && prop !== undefined)
      throw new QueryError(`is for sum and mean only; a ${measure} has no property`, "prop");
  },
  *collect(scope, query) {
    const buckets = unitBuckets(scope, query.event, query.breakdown, "event");
    return query.measure === "uniques"
      ? yield* collectUnits(scope, query, buckets)
      : yield* collectEvents(scope, query, buckets);
  },
  merge: (parts) => ({
    counts: mergeTallies(parts.map(({counts}) => counts)),
    spreads: mergeSpreads(parts.flatMap(({spreads}) => (spreads ? [spreads] : []))),
    currencies: parts.flatMap(({currencies}) => currencies),
  }),
  tabulate: (facts, frame, query) => ({
    tables: {
      periods: tableOf(shownColumns(columns.periods, query), rowsFor(facts, frame, query)),
    },
  }),
  behind,
};

function* collectUnits(scope: Scope, query: BasicQuery, buckets: UnitBuckets): Work<BasicFacts> {
  const {starts, ends, periods} = yield* activity(scope, query.event, query.period, "event");
  const {first, last, count} = shownPeriods(scope, query.period);
  const tally = new Tally(buckets.labels, count, 1);
  for (let u = 0; u < scope.units; u++) countRuns(tally, buckets.of[u]!, periods, starts[u]!, ends[u]!, {first, last});
  return {counts: tally.facts(), spreads: null, currencies: []};
}

/** Counts entries `from … to - 1` by their periods, those of one period at once. */
function countRuns(
  tally: Tally,
  bucket: number,
  periods: Int32Array,
  from: number,
  to: number,
  {first, last}: {first: number; last: number},
): void {
  for (let i = from; i < to;) {
    const start = i;
    const period = periods[i]!;
    while (i < to && periods[i] === period) i++;
    if (period < first || period > last) continue;
    const row = tally.at(bucket, period - first);
    tally.cells[row]! += i - start;
  }
}

function* collectEvents(scope: Scope, query: BasicQuery, buckets: UnitBuckets): Work<BasicFacts> {
  const events = occurrences(scope, query.event, "event");
  const nobodys = ownerless(scope, query.event, "event");
  const values = query.prop === undefined ? null : measured(scope, query.prop, events, nobodys);
  const labelOf = nobodysLabel(scope, query.breakdown);
  const labels = [...new Set([...buckets.labels, ...Array.from(nobodys, labelOf)])];
  const shown = shownPeriods(scope, query.period);
  const counter = new EventCounter(labels, shown, values);
  const numbers = scope.calendar.periodNumbers(events.ts, query.period);
  for (let u = 0; u < scope.units;) {
    yield u / scope.units;
    for (const end = Math.min(u + BATCH, scope.units); u < end; u++)
      counter.addAll(buckets.of[u]!, numbers, events.starts[u]!, events.ends[u]!);
  }
  const {ts} = scope.index.store;
  nobodys.forEach((row, i) =>
    counter.add(
      labels.indexOf(labelOf(row)),
      scope.calendar.periodOf(ts[row]!, query.period),
      values ? values.nobodys[i]! : 0,
    ),
  );
  return counter.facts();
}

/** Counts events, or the values they carry. */
class EventCounter {
  readonly #tally: Tally;
  readonly #spreads: Spreads | null;
  constructor(
    labels: readonly string[],
    private readonly shown: Shown,
    private readonly values: Measured | null,
  ) {
    this.#tally = new Tally(labels, shown.count, 1);
    this.#spreads = values && new Spreads(labels, shown.count);
  }
  /** Adds entries of a unit, which are in time order. */
  addAll(bucket: number, numbers: Int32Array, from: number, to: number): void {
    const {shown, values} = this;
    if (!values) return countRuns(this.#tally, bucket, numbers, from, to, shown);
    for (let i = from; i < to; i++) this.add(bucket, numbers[i]!, values.own[i]!);
  }
  add(bucket: number, period: number, value: number): void {
    // Missing is NaN.
    if (period < this.shown.first || period > this.shown.last || value !== value) return;
    const row = this.#tally.at(bucket, period - this.shown.first);
    this.#tally.cells[row]!++;
    this.#spreads?.add(bucket, period - this.shown.first, value);
  }
  facts(): BasicFacts {
    return {
      counts: this.#tally.facts(),
      spreads: this.#spreads?.facts() ?? null,
      currencies: this.values?.currencies ?? [],
    };
  }
}

function rowsFor(facts: BasicFacts, frame: Frame, query: BasicQuery): Record<string, Cell>[] {
  if (Number.isNaN(frame.firstTs)) return [];
  const {first, count} = shownPeriods(frame, query.period);
  const ranked = rankedBuckets(facts.counts, query.breakdown, 0);
  const currency = oneCurrency(facts.currencies);
  return shownBuckets(facts.counts, ranked).flatMap(({breakdown, byKey}) =>
    Array.from({length: count}, (_, key) => {
      const status = periodStatus(frame, query.period, first + key);
      const n = byKey.get(key)?.[0] ?? 0;
      const inBucket = (label: string) => breakdown === null || ranked?.bucketOf.get(label) === breakdown;
      const figures =
        status === "future" ? {} : facts.spreads ? spreadFigures(facts.spreads, query, key, inBucket) : {value: n, n};
      return {breakdown, period: frame.calendar.label(query.period, first + key), ...figures, currency, status};
    }),
  );
}

function spreadFigures(
  spreads: SpreadFacts,
  {measure}: BasicQuery,
  key: number,
  inBucket: (label: string) => boolean,
): Record<string, Cell> {
  const {n, sum, mean, sd} = spreadOf(spreads, key, inBucket);
  if (measure === "sum") return {value: sum, n, sd};
  const interval = tInterval({n, mean, sd});
  return {value: mean, n, lo: interval?.lo ?? null, hi: interval?.hi ?? null, sd};
}

function spreadOf(spreads: SpreadFacts, key: number, inBucket: (label: string) => boolean) {
  return Spreads.joined(spreads.filter((spread) => spread.key === key && inBucket(spread.label)));
}

/** Units of the row `{period}`, with how many of its events they did and what these add up to. */
function* behind(scope: Scope, query: BasicQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  const inBucket = yield* part(
    inBucketOf(
      query,
      row,
      basicMetric.collect(scope, query),
      ({counts}) => rankedBuckets(counts, query.breakdown, 0),
      () => unitLabels(scope, query.event, query.breakdown, "event"),
    ),
    0,
    0.5,
  );
  const events = occurrences(scope, query.event, "event");
  const values = query.prop === undefined ? null : measured(scope, query.prop, events, new Uint32Array());
  const period = periodLabelled(scope, query.period, row.period);
  const found: Row[] = [];
  if (period === null) return found;
  for (let u = 0; u < scope.units; u++) {
    let [count, sum] = [0, 0];
    for (let i = events.starts[u]!; i < events.ends[u]!; i++) {
      const value = values ? values.own[i]! : 1;
      // Missing is NaN.
      if (value !== value || scope.calendar.periodOf(events.ts[i]!, query.period) !== period) continue;
      count++;
      sum += value;
    }
    if (count > 0 && inBucket(u)) found.push({unit: scope.index.ids[u]!, events: count, ...(values ? {sum} : {})});
  }
  return found;
}
