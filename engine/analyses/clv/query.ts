// The question about predicted customer value: its fields, their defaults and what a schema cannot check (semantics 11).
import * as z from "zod/mini";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, durationSchema, type CommonQuery} from "../../model/query.js";
import {checkUnitBreakdown} from "../unit-buckets.js";

export interface ClvQuery extends CommonQuery {
  kind: "clv";
  /** Which events are purchases. With `"*"` those that have an amount of 0 or more. */
  purchase: EventPredicate;
  /** The unit of time of the model and of the columns `t_x` and `T`. */
  timeUnit: string;
  /** Count time in whole local days. */
  whole: boolean;
  /** How far ahead value is counted. */
  horizon: {periods: number; length: string};
  /** Per period of the horizon. */
  discount: number;
  /** Which part of a purchase is gain. */
  margin: number;
  /** Purchases of one local day are one. */
  sameDay: "merge";
}

export const clvSchema = z.strictObject({
  kind: z.literal("clv"),
  ...commonFields,
  purchase: z._default(eventPredicateSchema, "*"),
  timeUnit: z._default(durationSchema, "P7D"),
  whole: z._default(z.boolean(), false),
  horizon: z._default(
    z.strictObject({
      periods: z._default(z.int().check(z.gte(1), z.lte(520)), 12),
      length: z._default(durationSchema, "P30D"),
    }),
    {periods: 12, length: "P30D"},
  ),
  discount: z._default(z.number().check(z.gte(0), z.lt(1)), 0.01),
  margin: z._default(z.number().check(z.gt(0), z.lte(1)), 1),
  sameDay: z._default(z.literal("merge"), "merge"),
});

/** Throws QueryError for lengths of nothing and for a breakdown by the step of a funnel. */
export function checkClv({timeUnit, horizon, breakdown}: ClvQuery): void {
  for (const [text, path] of [
    [timeUnit, "timeUnit"],
    [horizon.length, "horizon.length"],
  ] as const)
    if (parseDuration(text, path) === 0) throw new QueryError("must be longer than nothing", path);
  checkUnitBreakdown(breakdown);
}

export function wants({tables}: ClvQuery, name: string): boolean {
  return !tables || tables.includes(name);
}
