// Collects the facts about stages that the tables asked for need.
import type {Scope} from "../../model/scope.js";
import {stageOverrides} from "../../model/stage-overrides.js";
import {stageRules, type StageRules} from "../../model/stage-rules.js";
import type {StageTimeline} from "../../model/stage-timeline.js";
import type {Work} from "../analysis.js";
import {part} from "../progress.js";
import {mergeTallies, type TallyFacts} from "../tally.js";
import {unitBuckets} from "../unit-buckets.js";
import {countFlag, countMoves, countStock} from "./count.js";
import type {NowFacts, OverrideFacts, StagesFacts} from "./facts.js";
import {Grid} from "./grid.js";
import {wants, type StagesQuery} from "./query.js";
import {collectStays, countConversions} from "./stays.js";
import {flagsNow, flagsOf, stagesOf} from "./timelines.js";

export function* collectStages(scope: Scope, query: StagesQuery): Work<StagesFacts> {
  const rules = stageRules(query.rules);
  const grid = new Grid(scope, query.period);
  const size = rules.stages.length;
  const timeline = yield* part(stagesOf(scope, query, rules), 0, 0.6);
  const flags = wants(query, "flags", "now") ? yield* part(flagsOf(scope, rules), 0.6, 0.75) : [];
  const buckets = unitBuckets(scope, "*", query.breakdown, "breakdown");
  const stock = yield* part(countStock(timeline, size, grid, buckets), 0.75, 0.85);
  return {
    stock,
    flags: wants(query, "flags") && flags.length ? yield* part(countFlags(rules, flags, grid), 0.85, 0.9) : null,
    matrix: wants(query, "transitions", "projection") ? yield* part(countMoves(timeline, size, grid), 0.9, 1) : null,
    stays: wants(query, "dwell") ? collectStays(timeline, scope) : null,
    conversion:
      wants(query, "conversion") && query.conversion
        ? countConversions(timeline, rules, query.conversion, scope)
        : null,
    now: wants(query, "now") ? collectNow(scope, rules, timeline, flags) : null,
    overrides: overrideFacts(scope, rules),
  };
}

function* countFlags(rules: StageRules, timelines: readonly StageTimeline[], grid: Grid): Work<TallyFacts> {
  const counted: TallyFacts[] = [];
  for (const [f, {id}] of rules.flags.entries()) counted.push(yield* countFlag(timelines[f]!, id, grid));
  return mergeTallies(counted);
}

function collectNow(
  {index}: Scope,
  rules: StageRules,
  timeline: StageTimeline,
  flags: readonly StageTimeline[],
): NowFacts {
  const {offsets, start, stage, manual} = timeline;
  const units = Array.from({length: index.units}, (_, u) => u).filter((u) => offsets[u]! < offsets[u + 1]!);
  const last = units.map((u) => offsets[u + 1]! - 1);
  return {
    units: units.map((u) => index.ids[u]!),
    stage: Uint8Array.from(last, (i) => stage[i]!),
    since: Float64Array.from(last, (i) => start[i]!),
    overridden: Uint8Array.from(last, (i) => (manual && manual[i]! & 2 ? 1 : 0)),
    flags: rules.flags.length ? units.map((u) => flagsNow(rules, flags, u)) : [],
  };
}

function overrideFacts(scope: Scope, rules: StageRules): OverrideFacts | null {
  const found = stageOverrides(scope, rules);
  return found && {rows: found.rows, unknownUnits: found.unknownUnits, unknownStages: found.unknownStages};
}
