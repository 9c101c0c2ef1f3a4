// The timelines that an answer about stages reads.
import type {Scope} from "../../model/scope.js";
import {flagRules, type StageRules} from "../../model/stage-rules.js";
import {stageTimeline, stayAt, type StageTimeline} from "../../model/stage-timeline.js";
import type {Work} from "../analysis.js";
import {furthestTimeline} from "./furthest.js";
import type {StagesQuery} from "./query.js";

/** The stays of the query's units. */
export function stagesOf(scope: Scope, query: StagesQuery, rules: StageRules): Work<StageTimeline> {
  return query.accountStage === "furthest" ? furthestTimeline(scope, rules) : stageTimeline(scope, rules);
}

/** When each flag of the rule set holds: stage 0 of its timeline. */
export function* flagsOf(scope: Scope, rules: StageRules): Work<StageTimeline[]> {
  const timelines: StageTimeline[] = [];
  for (const flag of rules.flags) timelines.push(yield* stageTimeline(scope, flagRules(rules, flag), false));
  return timelines;
}

/** The flags that a unit carries at the end. */
export function flagsNow(rules: StageRules, timelines: readonly StageTimeline[], unit: number): string[] {
  return rules.flags.flatMap(({id}, f) => {
    const {stage} = timelines[f]!;
    const last = stayAt(timelines[f]!, unit, Infinity);
    return last >= 0 && stage[last] === 0 ? [id] : [];
  });
}
