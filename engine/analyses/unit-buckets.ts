// Buckets of units that fall into one for good: by the first or last value on their matching events, or by their profile.
import {NONE} from "../model/buckets.js";
import {QueryError} from "../model/errors.js";
import {occurrences} from "../model/occurrences.js";
import type {EventPredicate} from "../model/predicate-schema.js";
import type {Breakdown} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import {unitCodes, type UnitCodes} from "../model/unit-bucket.js";

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
  const found = occurrences(scope, predicate, path);
  const codes = unitCodes(scope, found, breakdown);
  const places = new Places(codes);
  for (let u = 0; u < scope.units; u++) if (found.starts[u]! < found.ends[u]!) of[u] = places.of(codes.of(u));
  return {labels: places.labels, of};
}

/** Places of codes in order of first sight, `(none)` first; values that read the same have one place. */
class Places {
  readonly labels: string[] = [NONE];
  readonly #known = new Map<string, number>([[NONE, 0]]);
  readonly #ofCode: Int32Array;
  constructor(private readonly codes: UnitCodes) {
    this.#ofCode = new Int32Array(codes.dictionary.length).fill(-1);
  }

  of(code: number): number {
    const place = this.#ofCode[code]!;
    if (place >= 0) return place;
    return (this.#ofCode[code] = this.#see(String(this.codes.dictionary[code] ?? NONE)));
  }

  #see(label: string): number {
    const place = this.#known.get(label);
    if (place !== undefined) return place;
    this.#known.set(label, this.labels.length);
    return this.labels.push(label) - 1;
  }
}

/** Throws QueryError for a source that needs the steps of a funnel. */
export function checkUnitBreakdown(breakdown: Breakdown | undefined): void {
  if (!breakdown || /^(first|last|profile)$/.test(breakdown.source)) return;
  throw new QueryError(`must be "first", "last" or "profile"; got "${breakdown.source}"`, "breakdown.source");
}
