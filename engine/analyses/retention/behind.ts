// The units behind a cell of the triangle or of its average row.
import {activity} from "../../model/activity.js";
import {eventBuckets} from "../../model/event-bucket.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Scope} from "../../model/scope.js";
import type {Cell, Row} from "../../model/table.js";
import type {Work} from "../analysis.js";
import {rankedBuckets} from "../buckets.js";
import {part} from "../progress.js";
import type {TallyFacts} from "../tally.js";
import {eachAnchor} from "./anchors.js";
import {CellReader, type CohortSums} from "./cells.js";
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
  const inBucket = bucketTest(scope, query, facts, row.breakdown ?? null);
  const reader = new CellReader(query, scope);
  const n = Number(row.n ?? 0);
  const rolling = query.mode !== "calendar";
  const found: Row[] = [];
  const width = counter.columns.length;
  if (!(n in counter.columns)) return found;
  const sums = new Float64Array(sumsWidth(width));
  const counts = table === "average" ? countsIn(reader, facts, shown.first, n) : () => true;
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
  facts: TallyFacts,
  wanted: Cell,
): (unit: number, anchor: number) => boolean {
  const ranked = rankedBuckets(facts, query.breakdown, 0);
  if (!ranked || wanted === null) return () => true;
  const {labels, of} = eventBuckets(scope, query.breakdown);
  return (unit, anchor) => ranked.bucketOf.get(labels[of(unit, anchor)]!) === wanted;
}

/** Tests whether a cohort takes part in the average of column `n`. */
function countsIn(reader: CellReader, facts: TallyFacts, firstCohort: number, n: number): (cohort: number) => boolean {
  const {keys, cells, width} = facts;
  const counted = new Set<number>();
  keys.forEach((key, r) => {
    const sums: CohortSums = cells.subarray(r * width, (r + 1) * width);
    const {status} = reader.cell(firstCohort + key, sums, n);
    if (status === "complete" || (status === "partial" && reader.query.mean === "pooled"))
      counted.add(firstCohort + key);
  });
  return (cohort) => counted.has(cohort);
}
