// The question about survival: its fields, their defaults and what a schema cannot check.
import * as z from "zod/mini";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, durationSchema, type Breakdown, type CommonQuery} from "../../model/query.js";

export interface SurvivalQuery extends CommonQuery {
  kind: "survival";
  start: EventPredicate;
  /** What ends it. Without it, silence does: the first time that no `activity` came for `gap`. */
  end?: EventPredicate | undefined;
  gap?: string | undefined;
  activity: EventPredicate;
  /** A property whose value at the start makes groups to compare. */
  group?: string | undefined;
}

/** Silence that counts as churn unless the query says otherwise (semantics 12.2). */
const DEFAULT_GAP = "P28D";
/** Groups shown by themselves unless a breakdown says otherwise. */
const DEFAULT_TOP = 10;

export const survivalSchema = z.strictObject({
  kind: z.literal("survival"),
  ...commonFields,
  start: z._default(eventPredicateSchema, "*"),
  end: z.optional(eventPredicateSchema),
  gap: z.optional(durationSchema),
  activity: z._default(eventPredicateSchema, "*"),
  group: z.optional(z.string()),
});

/** Fills in the default gap. Throws QueryError for two ways to end, or two ways to group. */
export function checkSurvival(query: SurvivalQuery): void {
  if (query.end !== undefined && query.gap !== undefined) {
    throw new QueryError(
      `either an event ends it or silence does; leave out "end" or "gap" (what breaks the silence is "activity")`,
      "gap",
    );
  }
  if (query.end === undefined) query.gap ??= DEFAULT_GAP;
  if (query.gap !== undefined && parseDuration(query.gap, "gap") === 0)
    throw new QueryError("must be longer than nothing", "gap");
  if (query.group !== undefined && query.breakdown)
    throw new QueryError(`"group" and "breakdown" mean the same here; write one of them`, "group");
  const source = query.breakdown?.source ?? "first";
  if (source !== "first" && source !== "profile") {
    throw new QueryError(
      `groups are made at the start; write "first" or "profile", not "${source}"`,
      "breakdown.source",
    );
  }
}

/** The option that names what is grouped by. */
export function groupPath({group}: SurvivalQuery): string {
  return group === undefined ? "breakdown.prop" : "group";
}

/** How units are grouped, if at all. */
export function groupingOf({group, breakdown}: SurvivalQuery): Breakdown | undefined {
  return group === undefined ? breakdown : {prop: group, source: "first", top: DEFAULT_TOP};
}
