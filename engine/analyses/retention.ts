// Retention: of the units that started together, how many came back after n periods (semantics 5).
import {activity} from "../model/activity.js";
import {eventBuckets} from "../model/event-bucket.js";
import {shownPeriods} from "../model/period-range.js";
import type {Scope} from "../model/scope.js";
import {tableOf} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets} from "./buckets.js";
import {part} from "./progress.js";
import {eachAnchor} from "./retention/anchors.js";
import {retentionBehind} from "./retention/behind.js";
import {averageRows, cellRows, CellReader} from "./retention/cells.js";
import {counterOf, sumsWidth} from "./retention/counter.js";
import {checkRetention, retentionSchema, type RetentionQuery} from "./retention/query.js";
import {mergeTallies, Tally, type TallyFacts} from "./tally.js";

/** Sums by bucket and cohort; the key is counted from the first cohort shown. */
type RetentionFacts = TallyFacts;

// `label` is there with brackets, `breakdown` with a breakdown.
const columns = {
  cells: [
    "breakdown",
    "cohort",
    "size",
    "n",
    "label",
    "eligible",
    "retained",
    "rate",
    "lo",
    "hi",
    "so_far",
    "status",
    "open",
    "rate_previous",
    "churn",
    "small",
    "truncated",
  ],
  average: ["breakdown", "n", "label", "eligible", "retained", "rate", "lo", "hi", "rate_previous", "churn", "small"],
} as const;

/** Units between two tellings of progress. */
const BATCH = 4096;

export const retention: Analysis<RetentionQuery, RetentionFacts> = {
  kind: "retention",
  schema: retentionSchema,
  tables: columns,
  check: checkRetention,
  collect,
  merge: mergeTallies,
  tabulate(facts, frame, query) {
    const reader = new CellReader(query, frame);
    const {first} = shownPeriods(frame, query.period);
    const buckets = shownBuckets(facts, rankedBuckets(facts, query.breakdown, 0));
    return {
      tables: {
        cells: tableOf(
          columnsFor(query, columns.cells),
          buckets.flatMap((bucket) => cellRows(reader, bucket, first)),
        ),
        average: tableOf(
          columnsFor(query, columns.average),
          buckets.flatMap((bucket) => averageRows(reader, bucket, first)),
        ),
      },
    };
  },
  *behind(scope, query, table, row) {
    const facts = yield* part(collect(scope, query), 0, 0.5);
    return yield* part(retentionBehind(scope, query, facts, table, row), 0.5, 1);
  },
};

function columnsFor({breakdown, criterion}: RetentionQuery, names: readonly string[]): string[] {
  return names.filter((name) => (name === "breakdown" ? breakdown : name === "label" ? criterion === "bracket" : true));
}

function* collect(scope: Scope, query: RetentionQuery): Work<RetentionFacts> {
  const starts = yield* part(activity(scope, query.start, query.period, "start"), 0, 0.3);
  const counter = yield* part(counterOf(scope, query), 0.3, 0.6);
  const shown = shownPeriods(scope, query.period);
  const buckets = eventBuckets(scope, query.breakdown);
  const tally = new Tally(buckets.labels, shown.count, sumsWidth(counter.columns.length));
  const visit = (unit: number, cohort: number, anchor: number) => {
    const row = tally.at(buckets.of(unit, anchor), cohort - shown.first);
    counter.add(tally.cells, row, unit, cohort, anchor);
  };
  for (let u = 0; u < scope.units; u += BATCH) {
    yield 0.6 + (0.4 * u) / scope.units;
    eachAnchor(starts, query.cohort, shown, u, Math.min(u + BATCH, scope.units), visit);
  }
  return tally.facts();
}
