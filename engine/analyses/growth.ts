// Growth accounting: who is new, retained, resurrected and dormant in each period (semantics 6).
import {activity} from "../model/activity.js";
import {oneCurrency} from "../model/money.js";
import {periodLabelled, shownPeriods} from "../model/period-range.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Cell, type Row} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucketOf, unitLabels} from "./in-bucket.js";
import {countAmounts, type AmountFacts} from "./growth/amounts.js";
import {ACTIVE, classOf, countClasses, UNIT_COLUMNS, type ClassRules} from "./growth/classes.js";
import {createdPeriods, firstPeriods, UNDATED} from "./growth/created.js";
import {growthSchema, type GrowthQuery} from "./growth/query.js";
import {amountCells, growthRows} from "./growth/rows.js";
import {part} from "./progress.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";
import {checkUnitBreakdown, unitBuckets} from "./unit-buckets.js";

interface GrowthFacts {
  readonly units: TallyFacts;
  /** Only with a weight. */
  readonly amounts: AmountFacts | null;
  /** With `newBy: "profile_created"`: active units whose profile has no creation date, so that their first activity decides. */
  readonly undated: number;
}

const amountColumns = [
  "amount_new",
  "amount_retained",
  "amount_expansion",
  "amount_contraction",
  "amount_resurrected",
  "amount_churned",
  "amount",
  "currency",
];
// `breakdown` is there with a breakdown, amounts with a weight. `lo` and `hi` are of `retention`.
const columns = {
  periods: [
    "breakdown",
    "period",
    "new",
    "retained",
    "resurrected",
    "dormant",
    "active",
    "quick_ratio",
    "retention",
    ...["dormant_stock", "win_back", "status", "lo", "hi", "small", "truncated", ...amountColumns],
  ],
} as const;

/** Key of the first period shown; the one before it is there to compare with. */
const SHOWN_FROM = 1;
/** Units between two tellings of progress. */
const BATCH = 4096;

export const growth: Analysis<GrowthQuery, GrowthFacts> = {
  kind: "growth",
  schema: growthSchema,
  tables: columns,
  check: ({breakdown}) => checkUnitBreakdown(breakdown),
  collect,
  merge,
  tabulate(facts, frame, query) {
    return {
      tables: {periods: tableOf(columnsFor(query), rowsFor(facts, frame, query))},
      ...(query.newBy === "profile_created" ? {diagnostics: {without_creation_date: facts.undated}} : {}),
    };
  },
  behind,
};

function columnsFor({breakdown, weight}: GrowthQuery): string[] {
  const names = shownColumns(columns.periods, {breakdown});
  return names.filter((name) => weight !== undefined || !amountColumns.includes(name));
}

function* rulesOf(scope: Scope, query: GrowthQuery): Work<ClassRules> {
  return {
    activity: yield* activity(scope, query.activity, query.period, "activity"),
    created: yield* createdOf(scope, query),
    shown: shownPeriods(scope, query.period),
  };
}

function* createdOf(scope: Scope, {newBy, period}: GrowthQuery): Work<Int32Array | null> {
  if (newBy === "first_event") return firstPeriods(yield* activity(scope, "*", period, "activity"));
  return newBy === "profile_created" ? createdPeriods(scope, period) : null;
}

function* collect(scope: Scope, query: GrowthQuery): Work<GrowthFacts> {
  const rules = yield* part(rulesOf(scope, query), 0, 0.5);
  const buckets = unitBuckets(scope, query.activity, query.breakdown, "activity");
  const tally = new Tally(buckets.labels, Math.max(0, rules.shown.last - rules.shown.first + 2), UNIT_COLUMNS);
  for (let u = 0; u < scope.units; u += BATCH) {
    yield 0.5 + (0.3 * u) / scope.units;
    countClasses(tally, rules, buckets, u, Math.min(u + BATCH, scope.units));
  }
  const {weight} = query;
  const amounts = weight === undefined ? null : countAmounts(scope, {...query, weight}, buckets, rules.shown);
  return {units: tally.facts(), amounts, undated: undatedOf(rules)};
}

function undatedOf({activity: {starts, ends}, created}: ClassRules): number {
  let undated = 0;
  created?.forEach((period, u) => (undated += period === UNDATED && ends[u]! > starts[u]! ? 1 : 0));
  return undated;
}

function merge(parts: readonly GrowthFacts[]): GrowthFacts {
  return {
    units: mergeTallies(parts.map(({units}) => units)),
    amounts: mergeAmounts(parts.flatMap(({amounts}) => amounts ?? [])),
    undated: parts.reduce((sum, {undated}) => sum + undated, 0),
  };
}

function mergeAmounts(parts: readonly AmountFacts[]): AmountFacts | null {
  const [first] = parts;
  if (!first) return null;
  const currency = oneCurrency(parts.flatMap(({currencies}) => currencies));
  return {
    sums: mergeTallies(parts.map(({sums}) => sums)),
    scale: first.scale,
    currencies: currency === null ? [] : [currency],
  };
}

function rowsFor({units, amounts}: GrowthFacts, frame: Frame, query: GrowthQuery): Record<string, Cell>[] {
  const ranked = rankedBuckets(units, query.breakdown, ACTIVE, {fromKey: SHOWN_FROM});
  const rows = shownBuckets(units, ranked).flatMap((bucket) => growthRows(frame, query, bucket));
  if (!amounts) return rows;
  // Amounts follow the ranking by active units, so that a value is in the same bucket in all columns.
  const extra = shownBuckets(amounts.sums, ranked).flatMap(({byKey}) => amountCells(frame, query, byKey, amounts));
  return rows.map((row, i) => ({...row, ...extra[i]}));
}

/**
 * Units of the row `{period, class}`: `new`, `retained`, `resurrected`, `dormant` or `active` (the first three), or a list of these; all
 * four without a class. With the period of their first activity and the last one with activity before this period.
 */
function* behind(scope: Scope, query: GrowthQuery, _table: string, row: Readonly<Row>): Work<Row[]> {
  const rules = yield* part(rulesOf(scope, query), 0, 0.5);
  const inBucket = yield* inBucketOf(
    query,
    row,
    part(collect(scope, query), 0.5, 0.9),
    ({units}) => rankedBuckets(units, query.breakdown, ACTIVE, {fromKey: SHOWN_FROM}),
    () => unitLabels(scope, query.activity, query.breakdown, "activity"),
  );
  const {starts, ends, periods} = rules.activity;
  const label = (period: number) => scope.calendar.label(query.period, period);
  const classes = row.class === undefined ? null : [row.class].flat();
  const found: Row[] = [];
  const period = periodLabelled(scope, query.period, row.period);
  for (let u = 0; u < scope.units && period !== null; u++) {
    const [start, end] = [starts[u]!, ends[u]!];
    let e = start;
    while (e < end && periods[e]! < period) e++;
    const active = e < end && periods[e] === period;
    const dormant = !active && e > start && periods[e - 1] === period - 1;
    const name = active ? classOf(rules, u, e) : "dormant";
    const asked = !classes || classes.includes(name) || (active && classes.includes("active"));
    if (!(active || dormant) || !asked || !inBucket(u)) continue;
    found.push({
      unit: scope.index.ids[u]!,
      class: name,
      first: label(periods[start]!),
      previous: e > start ? label(periods[e - 1]!) : null,
    });
  }
  return found;
}
