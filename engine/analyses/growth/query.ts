// The own fields of a growth query (semantics 6).
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../../model/query.js";

export interface GrowthQuery extends CommonQuery {
  kind: "growth";
  /** What counts as being active. */
  activity: EventPredicate;
  period: Period;
  /** Whether a unit is new in the period of its first activity, of its first event of any name, or of the creation date in its profile. */
  newBy: "first_activity" | "first_event" | "profile_created";
  /** A property of the events that holds numbers (`amount` for money): the same classes on its sums too. */
  weight?: string | undefined;
}

export const growthSchema = z.strictObject({
  kind: z.literal("growth"),
  ...commonFields,
  activity: z._default(eventPredicateSchema, "*"),
  period: z._default(periodSchema, "day"),
  newBy: z._default(z.enum(["first_activity", "first_event", "profile_created"]), "first_activity"),
  weight: z.optional(z.string().check(z.minLength(1))),
});
