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
  const stock = yield* part(countStock(timeline, size, grid, buckets), 0.75, 0.8);
  const carried = wants(query, "flags") && flags.length ? yield* part(countFlags(rules, flags, grid), 0.8, 0.85) : null;
  const moves = wants(query, "transitions", "projection");
  const matrix = moves ? yield* part(countMoves(timeline, size, grid), 0.85, 0.9) : null;
  const stays = wants(query, "dwell") ? collectStays(timeline, scope) : null;
  yield 0.95;
  const conversions = wants(query, "conversion") ? (query.conversion ?? null) : null;
  const conversion = conversions && countConversions(timeline, rules, conversions, scope);
  yield 0.97;
  return {
    stock,
    flags: carried,
    matrix,
    stays,
    conversion,
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
  const units: number[] = [];
  for (let u = 0; u < index.units; u++) if (offsets[u]! < offsets[u + 1]!) units.push(u);
  const now = {
    units: units.map((u) => index.ids[u]!),
    stage: new Uint8Array(units.length),
    since: new Float64Array(units.length),
    overridden: new Uint8Array(units.length),
    flags: rules.flags.length ? units.map((u) => flagsNow(rules, flags, u)) : [],
  };
  for (let k = 0; k < units.length; k++) {
    const last = offsets[units[k]! + 1]! - 1;
    now.stage[k] = stage[last]!;
    now.since[k] = start[last]!;
    if (manual && manual[last]! & 2) now.overridden[k] = 1;
  }
  return now;
}

function overrideFacts(scope: Scope, rules: StageRules): OverrideFacts | null {
  const found = stageOverrides(scope, rules);
  return found && {rows: found.rows, unknownUnits: found.unknownUnits, unknownStages: found.unknownStages};
}
