// Stages: in which stage of the journey units are, how they move, how long they stay (semantics 7).
import {atOnce} from "../model/at-once.js";
import type {Frame} from "../model/scope.js";
import {stageRules} from "../model/stage-rules.js";
import {type ColumnTable, tableOf} from "../model/table.js";
import type {Analysis, Tabulated, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {stagesBehind} from "./stages/behind.js";
import {collectStages} from "./stages/collect.js";
import {mergeStages, type StagesFacts} from "./stages/facts.js";
import {Grid} from "./stages/grid.js";
import {checkStages, stagesSchema, wants, type StagesQuery} from "./stages/query.js";
import {
  distributionRows,
  flagRows,
  flowRows,
  projectionRows,
  transitionRows,
  type Rows,
  type TableFrame,
} from "./stages/tables.js";
import {conversionRows, dwellRows, livesByStage, nowTable} from "./stages/unit-tables.js";

// `breakdown` is there with a breakdown.
const columns = {
  distribution: ["breakdown", "period", "at", "stage", "units", "share", "label", "status", "small"],
  flows: ["breakdown", "period", "stage", "stock", "entries", "exits", "label", "status"],
  transitions: ["from", "to", "jumps", "jump_rate", "pairs", "rate", "lo", "hi", "from_label", "to_label", "small"],
  dwell: [
    "stage",
    "stays",
    "censored",
    "median_ms",
    "mean_finished_ms",
    "median_finished_ms",
    "label",
    "biased_low",
    "small",
  ],
  conversion: [
    ...["from", "to", "how", "entered", "reached", "rate", "pending", "mature", "rate_mature", "lo", "hi"],
    ...["within_ms", "small"],
  ],
  now: ["unit", "stage", "since", "label", "overridden", "flags"],
  projection: ["period", "at", "stage", "units", "share", "label", "ahead", "projected"],
  flags: ["period", "at", "flag", "units", "share", "label", "status", "small"],
} as const;

export const stages: Analysis<StagesQuery, StagesFacts> = {
  kind: "stages",
  schema: stagesSchema,
  tables: columns,
  check: checkStages,
  collect: collectStages,
  merge: mergeStages,
  settle,
  tabulate,
  behind: stagesBehind,
};

function* settle(facts: StagesFacts, query: StagesQuery): Work<StagesFacts> {
  const rules = stageRules(query.rules);
  const lives = facts.stays && (yield* livesByStage(facts.stays, rules.stages.length));
  const now = facts.now && (yield* nowTable(rules, facts.now));
  return {...facts, settled: {lives, now}};
}

function tabulate(facts: StagesFacts, frame: Frame, query: StagesQuery): Tabulated {
  const rules = stageRules(query.rules);
  const table: TableFrame = {frame, query, rules, grid: new Grid(frame, query.period)};
  const buckets = shownBuckets(facts.stock, rankedBuckets(facts.stock, query.breakdown, 2 * rules.stages.length));
  const total = buckets[0]!;
  const {lives, now} = facts.settled ?? atOnce(settle(facts, query)).settled!;
  const rows: Record<Exclude<keyof typeof columns, "now">, () => Rows> = {
    distribution: () => distributionRows(table, buckets),
    flows: () => flowRows(table, buckets),
    transitions: () => (facts.matrix ? transitionRows(table, facts.matrix) : []),
    dwell: () => (lives ? dwellRows(rules, lives) : []),
    conversion: () => (facts.conversion ? conversionRows(query.conversion ?? [], facts.conversion) : []),
    projection: () => (facts.matrix ? projectionRows(table, total, facts.matrix) : []),
    flags: () => (facts.flags ? flagRows(table, facts.flags, total) : []),
  };
  const tables: Record<string, ColumnTable> = {};
  for (const [name, own] of Object.entries(columns)) {
    if (!wants(query, name)) continue;
    const shown = shownColumns(own, query);
    if (name !== "now") tables[name] = tableOf(shown, rows[name as keyof typeof rows]());
    else if (now) tables[name] = now;
  }
  return {tables, diagnostics: diagnosticsOf(facts, table)};
}

function diagnosticsOf({overrides}: StagesFacts, {query, rules, grid}: TableFrame): Record<string, unknown> {
  const short = query.projection !== undefined && grid.complete < 2;
  return {
    rules: {id: rules.id, version: rules.version},
    ...(overrides ? {stage_overrides: overrides} : {}),
    ...(short ? {projection: `needs two complete periods; the range has ${grid.complete}`} : {}),
  };
}
