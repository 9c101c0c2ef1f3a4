// Evaluates a predicate for every unit at one instant.
import {Conditions, truthAt, type Reading} from "./conditions.js";
import {QueryError} from "./errors.js";
import type {Predicate} from "./predicate-schema.js";
import {Scope} from "./scope.js";

/**
 * One byte a unit: 1 where the unit satisfies `term` at `at` (epoch ms), from events with `ts ≤ at` before the query's asOf only
 * (semantics 3). The query's own `where` is not applied, since terms like these are what it is made of. Linear in the events
 * of the names asked. Unknown events, properties, cohorts and stages are errors that name the nearest known one.
 */
export function unitTruth(scope: Scope, term: Predicate, at: number, path: string): Uint8Array {
  const {dataset, index, options, unknown} = scope;
  const seen = options.where ? new Scope(dataset, index, {...options, where: null}, unknown) : scope;
  return truthAt(new Conditions(seen, [{when: term, path}], READING), seen.units, at);
}

const READING: Reading = {
  vocabulary: {aliases: new Map(), aliasFirst: false, mayMiss: true, statedAs: null},
  stageFlips(_scope, stage, path) {
    throw new QueryError(`stage "${stage}" cannot be asked for yet`, path);
  },
};
