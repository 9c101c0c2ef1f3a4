// The units behind a cell of the triangle or of its average row.
import {activity} from "../../model/activity.js";
import type {Buckets} from "../../model/buckets.js";
import {eventBuckets} from "../../model/event-bucket.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Scope} from "../../model/scope.js";
import type {Cell, Row} from "../../model/table.js";
import type {Work} from "../analysis.js";
import {rankedBuckets, shownBuckets, type ShownBucket} from "../buckets.js";
import {part} from "../progress.js";
import type {TallyFacts} from "../tally.js";
import {eachAnchor} from "./anchors.js";
import {CellReader} from "./cells.js";
import {counterOf, sumsWidth} from "./counter.js";
import type {RetentionQuery} from "./query.js";

/**
 * Units of the row `{cohort, n}` of `cells`, or `{n}` of `average` (there only those that count in it), each with the cohort, the
 * instant of its start event and whether it came back. `retained: true | false` in the row keeps only these. `facts` are those of
 * the whole scope.
 */
export function* retentionBehind(
  scope: Scope,
  query: RetentionQuery,
  facts: TallyFacts,
  table: string,
  row: Readonly<Row>,
): Work<Row[]> {
  const starts = yield* part(activity(scope, query.start, query.period, "start"), 0, 0.3);
  const counter = yield* part(counterOf(scope, query), 0.3, 0.6);
  const shown = shownPeriods(scope, query.period);
  const wanted = row.breakdown ?? null;
  const ranked = rankedBuckets(facts, query.breakdown, 0);
  const inBucket = bucketTest(scope, query, ranked, wanted);
  const reader = new CellReader(query, scope);
  const n = Number(row.n ?? 0);
  const rolling = query.mode !== "calendar";
  const found: Row[] = [];
  const width = counter.columns.length;
  if (!(n in counter.columns)) return found;
  const sums = new Float64Array(sumsWidth(width));
  const counts =
    table === "average" ? countsIn(reader, shownBuckets(facts, ranked), wanted, shown.first, n) : () => true;
  eachAnchor(starts, query.cohort, shown, 0, scope.units, (unit, period, anchor) => {
    const cohort = scope.calendar.label(query.period, period);
    if ((row.cohort !== undefined && row.cohort !== cohort) || !inBucket(unit, anchor) || !counts(period)) return;
    counter.add(sums.fill(0), 0, unit, period, anchor);
    const retained = sums[1 + width + n] === 1;
    if (rolling && sums[1 + n] === 0) return;
    if (typeof row.retained === "boolean" && row.retained !== retained) return;
    found.push({unit: scope.index.ids[unit]!, cohort, started: scope.index.ts[anchor]!, retained});
  });
  return found;
}

function bucketTest(
  scope: Scope,
  query: RetentionQuery,
  ranked: Buckets | null,
  wanted: Cell,
): (unit: number, anchor: number) => boolean {
  if (!ranked || wanted === null) return () => true;
  const {labels, of} = eventBuckets(scope, query.breakdown);
  return (unit, anchor) => ranked.bucketOf.get(labels[of(unit, anchor)]!) === wanted;
}

/** Tests whether a cohort takes part in the average of column `n`, as that bucket's row of the table has it. */
function countsIn(
  reader: CellReader,
  shown: readonly ShownBucket[],
  wanted: Cell,
  firstCohort: number,
  n: number,
): (cohort: number) => boolean {
  const counted = new Set<number>();
  for (const [key, sums] of shown.find(({breakdown}) => breakdown === wanted)?.byKey ?? []) {
    if (reader.counts(reader.cell(firstCohort + key, sums, n))) counted.add(firstCohort + key);
  }
  return (cohort) => counted.has(cohort);
}
