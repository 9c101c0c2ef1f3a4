// The events that one predicate matches, unit by unit: the whole index as it is where a query sees every event.
import type {EventPredicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {namesOf, select, whereOf} from "./selection.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`, in time order. */
export interface Occurrences {
  readonly offsets: Uint32Array;
  readonly ts: Float64Array;
  /** Entry → position in the index; null where they are the same. */
  readonly positions: Uint32Array | null;
}

/** The events before `asOf` that pass the query's filter and match `predicate`. Copies nothing when these are all events. */
export function occurrences(scope: Scope, predicate: EventPredicate, path: string): Occurrences {
  if (!seesAll(scope, predicate, path)) return select(scope, [predicate], path);
  return {offsets: scope.index.offsets, ts: scope.index.ts, positions: null};
}

function seesAll(scope: Scope, predicate: EventPredicate, path: string): boolean {
  const {where, anonymous} = scope.options;
  if (where || anonymous === "exclude" || whereOf(predicate) || scope.dataset.lastTs >= scope.asOf) return false;
  const mask = scope.namesMask(namesOf(predicate), path);
  for (let code = 1; code < mask.length; code++) if (!mask[code]) return false;
  return true;
}
