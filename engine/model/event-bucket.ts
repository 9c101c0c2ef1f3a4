// The breakdown value at one event of a unit, for analyses in which a unit may have several (one in each cohort).
import {NONE} from "./buckets.js";
import {asDict} from "./column.js";
import {QueryError} from "./errors.js";
import {profileCodeAt} from "./profiles.js";
import type {Breakdown} from "./query.js";
import type {Scope} from "./scope.js";

/** Bucket codes and what they stand for. */
interface EventBuckets {
  /** Code → label. */
  readonly labels: readonly string[];
  /** The code of `unit` by its event at `position`. */
  of(unit: number, position: number): number;
}

const ONE_BUCKET: EventBuckets = {labels: [NONE], of: () => 0};

/**
 * Reads the buckets of a query; without a breakdown there is one. The value is that of the event, else of the profile valid then;
 * with source `profile` always the latter (semantics 3.5). `path` is the option that names the property. Throws QueryError for a property that nothing carries.
 */
export function eventBuckets(scope: Scope, breakdown: Breakdown | undefined, path = "breakdown.prop"): EventBuckets {
  if (!breakdown) return ONE_BUCKET;
  const column = scope.property(breakdown.prop, path);
  if (breakdown.source === "profile") return profileBuckets(scope, breakdown.prop);
  if (!column) return ONE_BUCKET;
  const {codes, dictionary} = asDict(column);
  return {labels: dictionary.map(labelOf), of: (_unit, position) => codes[position]!};
}

function profileBuckets(scope: Scope, prop: string): EventBuckets {
  const profile = scope.profiles.get(prop);
  if (!profile) {
    if (scope.options.unknownNames === "allow" || scope.size === 0) return ONE_BUCKET;
    throw new QueryError(`no profile has "${prop}", only events do; write "first"`, "breakdown.source");
  }
  const {ts} = scope.index;
  return {
    labels: profile.column.dictionary.map(labelOf),
    of: (unit, position) => profileCodeAt(profile, unit, ts[position]!),
  };
}

function labelOf(value: string | number | boolean | null): string {
  return value === null ? NONE : String(value);
}
