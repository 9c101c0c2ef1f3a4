// Historical lifetime value by age: what a customer has brought by the n-th period after the first (semantics 10.2, 5.8).
import * as z from "zod/mini";
import type {Period} from "../model/calendar.js";
import {parseDuration} from "../model/duration.js";
import {QueryError} from "../model/errors.js";
import {oneCurrency} from "../model/money.js";
import {occurrences, type Occurrences} from "../model/occurrences.js";
import {eventPredicateSchema, type EventPredicate} from "../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import {rate} from "../stats/rate.js";
import {tInterval} from "../stats/t-interval.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {deviations, Spread} from "./ltv/spread.js";
import {part} from "./progress.js";
import {revenueEvents} from "./revenue-events.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown, unitBuckets} from "./unit-buckets.js";

export interface LtvQuery extends CommonQuery {
  kind: "ltv";
  /** `incremental`: Σ R_k/E_k over all who were observed at each age; `fixed`: only those observed up to n. */
  form: "incremental" | "fixed";
  period: Period;
  mode: "calendar" | "rolling";
  /** Which event starts a customer's age. */
  start: EventPredicate;
  /** Largest age; default as far as anyone was observed, at most 1000. */
  n?: number | undefined;
  /** Adds to the curve how much customers vary: `sd`, with a 95 % interval of the value. */
  spread: boolean;
}

/**
 * Sums by bucket and by (last observed age, age). Units stand at age 0; revenue at its age, as far as observed. By calendar a cohort
 * is one last observed age.
 */
export interface LtvFacts {
  readonly sums: TallyFacts;
  /** Only where the query asks for the spread. */
  readonly products: TallyFacts | null;
  readonly currencies: readonly (string | null)[];
}

const UNITS = 0;
const REVENUE = 1;
const WIDTH = 2;

// `sd, lo, hi` where the query asks for the spread; `cohorts` only by calendar. `revenue_retention`: revenue at age n by revenue at age 0.
const columns = {
  curve: ["breakdown", "n", "eligible", "revenue", "ltv", "currency", "sd", "lo", "hi"],
  cohorts: ["breakdown", "cohort", "size", "n", "revenue", "ltv", "revenue_retention", "currency"],
} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;
const MOST_AGES = 1000;
/** A longer table of cohorts is left out, and the diagnostics say so. */
const MOST_ROWS = 100_000;
/** Rolling ages have a fixed length (semantics 2.5). */
const LENGTHS: Readonly<Partial<Record<Period, string>>> = {hour: "PT1H", day: "P1D", week: "P7D", month: "P30D"};

export const ltv: Analysis<LtvQuery, LtvFacts> = {
  kind: "ltv",
  schema: z.strictObject({
    kind: z.literal("ltv"),
    ...commonFields,
    form: z._default(z.enum(["incremental", "fixed"]), "incremental"),
    period: z._default(periodSchema, "month"),
    mode: z._default(z.enum(["calendar", "rolling"]), "calendar"),
    start: z._default(eventPredicateSchema, "*"),
    n: z.optional(
      z.int().check(z.gte(0), z.lte(MOST_AGES), z.describe("Largest age; default as far as anyone was observed")),
    ),
    spread: z._default(z.boolean(), false),
  }),
  tables: columns,
  check({breakdown, mode, period}) {
    checkUnitBreakdown(breakdown);
    if (mode === "rolling" && !LENGTHS[period])
      throw new QueryError(
        `a ${period} has no fixed length; write hour, day, week or month, or mode "calendar"`,
        "period",
      );
  },
  collect,
  merge: (parts) => ({
    sums: mergeTallies(parts.map(({sums}) => sums)),
    products: parts.some(({products}) => products)
      ? mergeTallies(parts.flatMap(({products}) => (products ? [products] : [])))
      : null,
    currencies: parts.flatMap(({currencies}) => currencies),
  }),
  tabulate(facts, frame, query) {
    const shown = (names: readonly string[]) =>
      names.filter((name) => (name === "breakdown" ? query.breakdown : query.spread || !/^(sd|lo|hi)$/.test(name)));
    const ages = shownAges(facts, frame, query);
    const rows = query.mode === "calendar" ? ages.reduce((sum, own) => sum + cohortCells(own), 0) : 0;
    const cohorts =
      rows > MOST_ROWS ? [] : ages.flatMap((own) => (query.mode === "calendar" ? cohortRows(own, frame, query) : []));
    return {
      tables: {
        curve: tableOf(
          shown(columns.curve),
          ages.flatMap((own) => curveRows(own, query)),
        ),
        cohorts: tableOf(shown(columns.cohorts), cohorts),
      },
      diagnostics: {form: query.form, ...(rows > MOST_ROWS ? {cohorts_left_out: rows} : {})},
    };
  },
  behind,
};

function* collect(scope: Scope, query: LtvQuery): Work<LtvFacts> {
  const events = revenueEvents(scope);
  const starts = occurrences(scope, query.start, "start");
  const buckets = unitBuckets(scope, query.start, query.breakdown, "start");
  const clock = ageClock(scope, query);
  const ages = agesOf(clock, query);
  const tally = new Tally(buckets.labels, (clock.longest + 1) * ages, WIDTH);
  const spread = query.spread ? new Spread(buckets.labels, query.form, ages) : null;
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield u / scope.units;
    const anchor = anchorOf(scope, starts, u);
    const observed = clock.observed(anchor);
    if (!(observed >= 0)) continue;
    const bucket = buckets.of[u]!;
    const first = tally.at(bucket, observed * ages);
    tally.cells[first + UNITS]!++;
    const own: {ages: number[]; amounts: number[]} = {ages: [], amounts: []};
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

/** Adds an amount to its age; events come in time order. */
function noteAt({ages, amounts}: {ages: number[]; amounts: number[]}, age: number, amount: number): void {
  if (ages[ages.length - 1] === age) amounts[amounts.length - 1]! += amount;
  else {
    ages.push(age);
    amounts.push(amount);
  }
}

/** The unit's first start event if it lies in the range, else NaN. */
function anchorOf({from, to}: Scope, {starts, ends, ts}: Occurrences, u: number): number {
  const first = starts[u]!;
  if (first === ends[u]!) return NaN;
  const anchor = ts[first]!;
  return anchor >= from && anchor < to ? anchor : NaN;
}

/** How many ages are counted: 0 … n, or as far as anyone was observed. */
function agesOf({longest}: AgeClock, {n = MOST_AGES}: LtvQuery): number {
  return Math.min(longest, n) + 1;
}

interface AgeClock {
  /** Age at `ts` of a unit anchored at `anchor`. */
  ageAt(ts: number, anchor: number): number;
  /** The largest age whose period is over at asOf; below 0 when none is, NaN without an anchor. */
  observed(anchor: number): number;
  /** No unit can be older than this. */
  readonly longest: number;
}

function ageClock({calendar, asOf, firstTs, from}: Frame, {mode, period}: LtvQuery): AgeClock {
  const eldest = Math.max(firstTs, from);
  const finish = (ageAt: AgeClock["ageAt"], observed: AgeClock["observed"]): AgeClock => ({
    ageAt,
    observed,
    longest: Math.max(0, observed(eldest) || 0),
  });
  if (mode === "rolling") {
    const length = parseDuration(LENGTHS[period]!);
    return finish(
      (ts, anchor) => Math.floor((ts - anchor) / length),
      (anchor) => Math.floor((asOf - anchor) / length) - 1,
    );
  }
  // The last period that is over: the one before the period that holds asOf (asOf itself may be its first instant).
  const lastEnded = calendar.periodOf(asOf, period) - 1;
  const number = (ts: number) => (Number.isNaN(ts) ? NaN : calendar.periodOf(ts, period));
  return finish(
    (ts, anchor) => number(ts) - number(anchor),
    (anchor) => lastEnded - number(anchor),
  );
}

/** Units and revenue of one bucket: `units[o]` were last observed at age o and brought `revenue[o][n]` at age n; null of none. */
interface Ages {
  readonly breakdown: string | null;
  readonly ages: number;
  readonly units: Float64Array;
  readonly revenue: readonly (Float64Array | null)[];
  readonly products: ReadonlyMap<number, Float64Array> | null;
  readonly currency: string | null;
}

function shownAges({sums, products, currencies}: LtvFacts, frame: Frame, query: LtvQuery): Ages[] {
  const clock = ageClock(frame, query);
  const ages = agesOf(clock, query);
  const currency = oneCurrency(currencies);
  const ranked = rankedBuckets(sums, query.breakdown, UNITS);
  const spreads = products && shownBuckets(products, ranked);
  return shownBuckets(sums, ranked).map(({breakdown, byKey}, i) => {
    const units = new Float64Array(clock.longest + 1);
    const revenue = new Array<Float64Array | null>(units.length).fill(null);
    for (const [key, cells] of byKey) {
      const observed = Math.floor(key / ages);
      units[observed]! += cells[UNITS]!;
      (revenue[observed] ??= new Float64Array(Math.min(observed + 1, ages)))[key % ages]! += cells[REVENUE]!;
    }
    return {breakdown, ages, units, revenue, products: spreads?.[i]!.byKey ?? null, currency};
  });
}

function curveRows(own: Ages, {form}: LtvQuery): Record<string, Cell>[] {
  const {eligible, within, upTo} = byAge(own);
  const {breakdown, currency} = own;
  const length = eligible.findLastIndex((count) => count > 0) + 1;
  const curve = {eligible: eligible.subarray(0, length), revenue: own.revenue};
  const sds = own.products && deviations(own.products, curve, form);
  let value = 0;
  return Array.from({length}, (_, n) => {
    value += within[n]! / eligible[n]!;
    const revenue = form === "fixed" ? upTo[n]! : within[n]!;
    const ltv = form === "fixed" ? revenue / eligible[n]! : value;
    const sd = sds?.[n] ?? null;
    const interval = sd === null ? null : tInterval({n: eligible[n]!, mean: ltv, sd});
    return {
      ...{breakdown, n, eligible: eligible[n]!, revenue, ltv, currency},
      ...{sd, lo: interval?.lo ?? null, hi: interval?.hi ?? null},
    };
  });
}

/** By age n, of the units observed at n: how many they are, their revenue at n, and their revenue up to n. */
function byAge({ages, units, revenue}: Ages): {eligible: Float64Array; within: Float64Array; upTo: Float64Array} {
  const [eligible, within, upTo] = [new Float64Array(ages), new Float64Array(ages), new Float64Array(ages)];
  revenue.forEach((own, observed) => {
    let sum = 0;
    own?.forEach((amount, n) => {
      sum += amount;
      eligible[n]! += units[observed]!;
      within[n]! += amount;
      upTo[n]! += sum;
    });
  });
  return {eligible, within, upTo};
}

function cohortCells({revenue}: Ages): number {
  return revenue.reduce((sum, own) => sum + (own?.length ?? 0), 0);
}

function cohortRows(
  {breakdown, units, revenue, currency}: Ages,
  {calendar, asOf}: Frame,
  {period}: LtvQuery,
): Record<string, Cell>[] {
  const lastEnded = calendar.periodOf(asOf, period) - 1;
  // The longer observed, the earlier the cohort.
  return [...revenue.entries()].reverse().flatMap(([observed, own]) => {
    const cohort = calendar.label(period, lastEnded - observed);
    const size = units[observed]!;
    let sum = 0;
    return Array.from(own ?? [], (amount, n) => {
      sum += amount;
      return {
        breakdown,
        cohort,
        size,
        n,
        revenue: amount,
        ltv: sum / size,
        revenue_retention: rate(amount, own![0]!),
        currency,
      };
    });
  });
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
    if (
      table === "cohorts" &&
      scope.calendar.label(query.period, scope.calendar.periodOf(anchor, query.period)) !== row.cohort
    )
      continue;
    let revenue = 0;
    for (let i = events.offsets[u]!; i < events.offsets[u + 1]!; i++) {
      if (events.ts[i]! >= anchor && clock.ageAt(events.ts[i]!, anchor) <= n) revenue += events.amounts[i]!;
    }
    found.push({unit: scope.index.ids[u]!, started: anchor, revenue});
  }
  return found;
}
