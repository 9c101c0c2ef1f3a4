// Survival: how many units last how long, by Kaplan–Meier, and whether groups differ (semantics 12).
import {bucketsOf} from "../model/buckets.js";
import {eventBuckets} from "../model/event-bucket.js";
import type {Scope} from "../model/scope.js";
import type {Row} from "../model/table.js";
import type {Analysis, Work} from "./analysis.js";
import {LifeReader} from "./survival/lives.js";
import {checkSurvival, groupingOf, groupPath, survivalSchema, type SurvivalQuery} from "./survival/query.js";
import {survivalTables} from "./survival/tables.js";
import {columns, mergeLives, type SurvivalFacts} from "./survival/facts.js";

/** Units between two tellings of progress. */
const BATCH = 4096;

export const survival: Analysis<SurvivalQuery, SurvivalFacts> = {
  kind: "survival",
  schema: survivalSchema,
  tables: columns,
  check: checkSurvival,
  collect,
  merge: mergeLives,
  tabulate: (facts, _frame, query) => ({tables: survivalTables(facts, query)}),
  behind,
};

function* collect(scope: Scope, query: SurvivalQuery): Work<SurvivalFacts> {
  const reader = new LifeReader(scope, query);
  yield 0.2;
  const {labels, of} = eventBuckets(scope, groupingOf(query), groupPath(query));
  yield 0.3;
  const group = new Uint32Array(scope.units);
  const ms = new Float64Array(scope.units);
  const ended = new Uint8Array(scope.units);
  let count = 0;
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield 0.3 + (0.7 * u) / scope.units;
    const life = reader.of(u);
    if (!life) continue;
    group[count] = of(u, life.start);
    ms[count] = life.ms;
    ended[count++] = life.ended ? 1 : 0;
  }
  return {labels, group: group.slice(0, count), ms: ms.slice(0, count), ended: ended.slice(0, count)};
}

/** Units of a group, or those that ended at one time of its curve: when they started, how long they have lasted, whether they ended. */
function* behind(scope: Scope, query: SurvivalQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const reader = new LifeReader(scope, query);
  const grouping = groupingOf(query);
  const {labels, of} = eventBuckets(scope, grouping, groupPath(query));
  const found: {row: Row; label: string}[] = [];
  const counts = new Map<string, number>();
  for (let u = 0; u < scope.units; u++) {
    if (u % BATCH === 0) yield u / scope.units;
    const life = reader.of(u);
    if (!life) continue;
    const label = labels[of(u, life.start)]!;
    counts.set(label, (counts.get(label) ?? 0) + 1);
    found.push({
      label,
      row: {unit: scope.index.ids[u]!, started: life.started, duration_ms: life.ms, ended: life.ended},
    });
  }
  const group = row.group ?? null;
  const {bucketOf} = bucketsOf(counts, grouping ?? {top: 1});
  const inGroup = found.filter(({label}) => group === null || bucketOf.get(label) === group).map((one) => one.row);
  return table === "curve" && row.t_ms !== undefined
    ? inGroup.filter((one) => one.ended && one.duration_ms === row.t_ms)
    : inGroup;
}
