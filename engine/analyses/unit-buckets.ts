// Buckets of units that fall into one for good: by the first or last value on their matching events, or by their profile.
import {NONE} from "../model/buckets.js";
import {QueryError} from "../model/errors.js";
import type {EventPredicate} from "../model/predicate-schema.js";
import type {Breakdown} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {select} from "../model/selection.js";
import {unitLabels} from "../model/unit-bucket.js";

export interface UnitBuckets {
  readonly labels: readonly string[];
  /** Unit → place in `labels`; units without a matching event are in the first. */
  readonly of: Uint32Array;
}

/** The bucket of each unit; one bucket for all without a breakdown. */
export function unitBuckets(
  scope: Scope,
  predicate: EventPredicate,
  breakdown: Breakdown | undefined,
  path: string,
): UnitBuckets {
  const of = new Uint32Array(scope.units);
  if (!breakdown) return {labels: [NONE], of};
  const selection = select(scope, [predicate], path);
  const labelOf = unitLabels(scope, selection, breakdown);
  const codes = new Map<string, number>([[NONE, 0]]);
  for (let u = 0; u < scope.units; u++) {
    if (selection.offsets[u] === selection.offsets[u + 1]) continue;
    const label = labelOf(u);
    let code = codes.get(label);
    if (code === undefined) codes.set(label, (code = codes.size));
    of[u] = code;
  }
  return {labels: [...codes.keys()], of};
}

/** Throws QueryError for a source that needs the steps of a funnel. */
export function checkUnitBreakdown(breakdown: Breakdown | undefined): void {
  if (!breakdown || /^(first|last|profile)$/.test(breakdown.source)) return;
  throw new QueryError(`must be "first", "last" or "profile"; got "${breakdown.source}"`, "breakdown.source");
}
