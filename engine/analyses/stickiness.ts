// Stickiness: on how many days of a month (or hours of a day, …) units are active, and how many of a month's units a day sees (semantics 8).
import {activity, type Activity} from "../model/activity.js";
import type {Buckets} from "../model/buckets.js";
import {periodLabelled, shownPeriods} from "../model/period-range.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import type {Analysis, Tabulated, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {part} from "./progress.js";
import {baseOf, eachInterval, gridOf, subPeriodsIn} from "./stickiness/days.js";
import {checkStickiness, stickinessSchema, type StickinessQuery} from "./stickiness/query.js";
import {countWindows, DAY_COLUMNS, rollingRows, WINDOW} from "./stickiness/rolling.js";
import {intervalsOf, keyOf, RowWriter, STICKINESS_COLUMNS, STREAKS, UNITS, type Keys} from "./stickiness/rows.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {unitBuckets, type UnitBuckets} from "./unit-buckets.js";

interface StickinessFacts {
  /** Units by interval and number of active sub-periods. */
  readonly units: TallyFacts;
  /** By day; only with `rolling`. */
  readonly days: TallyFacts | null;
}

const shares = [
  "breakdown",
  "period",
  "k",
  "units",
  "share",
  "active",
  "lo",
  "hi",
  "mean_streak",
  "status",
  "small",
  "truncated",
];
// `breakdown` is there with a breakdown.
const columns = {
  exact: shares,
  cumulative: shares,
  ratio: ["breakdown", "period", "mean_active", "active", "ratio", "status", "mean_streak", "small", "truncated"],
  rolling: ["breakdown", "period", "active", "window_active", "ratio", "status", "lo", "hi", "small", "truncated"],
} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;

export const stickiness: Analysis<StickinessQuery, StickinessFacts> = {
  kind: "stickiness",
  schema: stickinessSchema,
  tables: columns,
  check: checkStickiness,
  collect,
  merge: (parts) => ({
    units: mergeTallies(parts.map(({units}) => units)),
    days: parts[0]?.days ? mergeTallies(parts.map(({days}) => days!)) : null,
  }),
  tabulate,
  behind,
};

function* collect(scope: Scope, query: StickinessQuery): Work<StickinessFacts> {
  const active = yield* part(activity(scope, query.activity, baseOf(query), "activity"), 0, 0.4);
  const buckets = unitBuckets(scope, query.activity, query.breakdown, "activity");
  const units = yield* part(countIntervals(scope, query, active, buckets), 0.4, 0.7);
  if (!query.rolling) return {units, days: null};
  const byDay = yield* part(activity(scope, query.activity, "day", "activity"), 0.7, 0.8);
  return {units, days: yield* part(countDays(scope, byDay, buckets), 0.8, 1)};
}

function* countIntervals(
  scope: Scope,
  query: StickinessQuery,
  active: Activity,
  buckets: UnitBuckets,
): Work<TallyFacts> {
  const keys = keysOf(scope, query);
  const grid = gridOf(scope, query);
  const tally = new Tally(buckets.labels, keys.count * keys.width, STICKINESS_COLUMNS);
  let bucket = 0;
  const visit = (interval: number, k: number, streak: number) => {
    const row = tally.at(bucket, keyOf(keys, interval, k));
    tally.cells[row + UNITS]! += 1;
    tally.cells[row + STREAKS]! += streak;
  };
  for (let u = 0; u < scope.units; u++) {
    bucket = buckets.of[u]!;
    eachInterval(grid, active, u, visit);
    if (u % BATCH === 0) yield u / scope.units;
  }
  return tally.facts();
}

/** The intervals shown; the longest of them decides how many sub-periods there can be. */
function keysOf(frame: Frame, query: StickinessQuery): Keys {
  const shown = shownPeriods(frame, query.interval);
  let most = 0;
  for (let n = shown.first; n <= shown.last; n++) most = Math.max(most, subPeriodsIn(frame.calendar, query, n));
  return {...shown, width: most + 1};
}

function* countDays(scope: Scope, byDay: Activity, buckets: UnitBuckets): Work<TallyFacts> {
  const shown = shownPeriods(scope, "day");
  const tally = new Tally(buckets.labels, shown.count, DAY_COLUMNS);
  for (let u = 0; u < scope.units; u += BATCH) {
    countWindows(tally, byDay, buckets, shown, u, Math.min(u + BATCH, scope.units));
    yield u / scope.units;
  }
  return tally.facts();
}

function tabulate({units, days}: StickinessFacts, frame: Frame, query: StickinessQuery): Tabulated {
  const keys = keysOf(frame, query);
  const writer = new RowWriter(frame, query);
  const ranked = rankingOf({units, days}, query);
  const buckets = shownBuckets(units, ranked);
  const intervals = buckets.flatMap((bucket) =>
    intervalsOf(bucket, keys).map((interval) => ({name: bucket.breakdown, interval})),
  );
  const rolling = days ? shownBuckets(days, ranked) : [];
  const table = (name: keyof typeof columns, rows: Record<string, Cell>[]) =>
    tableOf(shownColumns(columns[name], query), rows);
  return {
    tables: {
      exact: table(
        "exact",
        intervals.flatMap(({name, interval}) => writer.exact(name, interval)),
      ),
      cumulative: table(
        "cumulative",
        intervals.flatMap(({name, interval}) => writer.cumulative(name, interval)),
      ),
      ratio: table(
        "ratio",
        intervals.map(({name, interval}) => writer.ratio(name, interval)),
      ),
      rolling: table(
        "rolling",
        rolling.flatMap((bucket) => rollingRows(frame, bucket)),
      ),
    },
  };
}

/** One ranking for all tables, by units and intervals. */
function rankingOf({units, days}: StickinessFacts, {breakdown}: StickinessQuery): Buckets | null {
  return rankedBuckets(units, breakdown, UNITS, {also: days?.buckets ?? []});
}

/**
 * Units of a row: `{period, k}` of `exact` (k active sub-periods) or `cumulative` (k or more), `{period}` of `ratio` (all active ones)
 * or of `rolling` (active in its 28 days; `on_day` tells who was on the day itself).
 */
function* behind(scope: Scope, query: StickinessQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const base = table === "rolling" ? "day" : baseOf(query);
  const active = yield* part(activity(scope, query.activity, base, "activity"), 0, 0.4);
  const inBucket = yield* inBucketOf(
    query,
    row,
    part(collect(scope, query), 0.4, 0.9),
    (facts) => rankingOf(facts, query),
    () => unitLabels(scope, query.activity, query.breakdown, "activity"),
  );
  if (table === "rolling") return windowUnits(scope, active, String(row.period), inBucket);
  const grid = gridOf(scope, query);
  const k = Number(row.k ?? 1);
  const found: Row[] = [];
  for (let u = 0; u < scope.units; u++) {
    eachInterval(grid, active, u, (interval, count, streak) => {
      if ((table === "exact" ? count !== k : count < k) || !inBucket(u)) return;
      if (scope.calendar.label(query.interval, interval) !== row.period) return;
      found.push({unit: scope.index.ids[u]!, active: count, streak});
    });
  }
  return found;
}

function windowUnits(
  scope: Scope,
  {starts, ends, periods}: Activity,
  label: string,
  inBucket: (unit: number) => boolean,
): Row[] {
  const day = periodLabelled(scope, "day", label);
  const found: Row[] = [];
  for (let u = 0; u < scope.units && day !== null; u++) {
    const days = periods.subarray(starts[u], ends[u]).filter((one) => one <= day && one > day - WINDOW);
    if (days.length === 0 || !inBucket(u)) continue;
    found.push({unit: scope.index.ids[u]!, active: days.length, on_day: days[days.length - 1] === day});
  }
  return found;
}
