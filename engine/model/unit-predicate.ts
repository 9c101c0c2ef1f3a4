// Evaluates a predicate for every unit at one instant.
import {QueryError} from "./errors.js";
import type {Predicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";

/** One byte a unit: 1 where the unit satisfies `term` at `at`, from events with `ts ≤ at` only (semantics 3). */
export function unitTruth(_scope: Scope, term: Predicate, _at: number, path: string): Uint8Array {
  throw new QueryError(`unit terms like ${JSON.stringify(term)} are being built`, path);
}
