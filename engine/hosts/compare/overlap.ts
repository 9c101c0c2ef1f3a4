// Who is in two sets of units: in one, in both, in neither (semantics 3.4).
import type {CompareSets} from "../../model/query.js";
import type {Predicate} from "../../model/predicate-schema.js";
import {Scope} from "../../model/scope.js";
import {select} from "../../model/selection.js";

export const OVERLAP = ["a_only", "b_only", "both", "neither"] as const;

/** A side as a predicate: a name is that of a cohort. */
export function predicateOf(side: string | Predicate): Predicate {
  return typeof side === "string" ? {cohort: side} : side;
}

/** Units with at least one event that the query sees before each instant, by the sets they are in then: four counts an instant. */
export function overlapCounts(scope: Scope, {a, b}: CompareSets, instants: readonly number[]): Float64Array {
  const {offsets, ts} = select(scope, ["*"], "compare");
  const counts = new Float64Array(4 * instants.length);
  instants.forEach((at, i) => {
    const then =
      at === scope.asOf ? scope : new Scope(scope.dataset, scope.index, {...scope.options, asOf: at}, scope.unknown);
    const inA = then.unitTruth(predicateOf(a), "compare.a");
    const inB = then.unitTruth(predicateOf(b), "compare.b");
    for (let u = 0; u < scope.units; u++) {
      if (offsets[u] === offsets[u + 1] || !(ts[offsets[u]!]! < at)) continue;
      counts[4 * i + (inA[u] ? (inB[u] ? 2 : 0) : inB[u] ? 1 : 3)]!++;
    }
  });
  return counts;
}
