// Evaluates a predicate for every unit at one instant.
import {atOnce} from "./at-once.js";
import {FlipWriter, type Flips} from "./condition-flips.js";
import {Conditions, truthAt, type Reading} from "./conditions.js";
import type {Predicate} from "./predicate-schema.js";
import {Scope} from "./scope.js";
import {stageCode, stageRules, type RulesOption} from "./stage-rules.js";
import {stageTimeline} from "./stage-timeline.js";

/**
 * One byte a unit: 1 where the unit satisfies `term` at `at` (epoch ms), from events with `ts ≤ at` before the query's asOf only
 * (semantics 3). The query's own `where` is not applied, since terms like these are what it is made of. Stages and aliases are
 * those of the query's rule set, else of `default-8`; at asOf a unit is in the stage that the table `now` shows. Linear in the
 * events of the names asked. Unknown events, properties, cohorts and stages are errors that name the nearest known one.
 */
export function unitTruth(scope: Scope, term: Predicate, at: number, path: string): Uint8Array {
  const {dataset, index, options, unknown} = scope;
  const seen = options.where ? new Scope(dataset, index, {...options, where: null}, unknown) : scope;
  const {vocabulary} = rulesOf(scope);
  const reading: Reading = {vocabulary: {...vocabulary, aliasFirst: false}, stageFlips};
  return truthAt(new Conditions(seen, [{when: term, path}], reading), seen.units, at);
}

function rulesOf(scope: Scope) {
  return stageRules((scope.options.rules ?? "default-8") as RulesOption);
}

/** When each unit of a scope is in a stage. */
function stageFlips(scope: Scope, stage: string, path: string): Flips {
  const rules = rulesOf(scope);
  const code = stageCode(rules, stage, path);
  const timeline = atOnce(stageTimeline(scope, rules));
  const writer = new FlipWriter(scope.units);
  for (let u = 0; u < scope.units; u++) {
    for (let i = timeline.offsets[u]!; i < timeline.offsets[u + 1]!; i++)
      writer.set(timeline.start[i]!, timeline.stage[i] === code);
    writer.next();
  }
  return writer.finish();
}
