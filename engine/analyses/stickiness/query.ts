// The own fields of a stickiness query (semantics 8).
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, PERIODS, type CommonQuery} from "../../model/query.js";
import {checkUnitBreakdown} from "../unit-buckets.js";

export interface StickinessQuery extends CommonQuery {
  kind: "stickiness";
  /** What counts as being active. */
  activity: EventPredicate;
  interval: Exclude<Period, "hour">;
  /** Active ones of these are counted in each interval. */
  subPeriod: Exclude<Period, "year">;
  /** Whether the table `rolling` is filled. */
  rolling: boolean;
}

export const stickinessSchema = z.strictObject({
  kind: z.literal("stickiness"),
  ...commonFields,
  activity: z._default(eventPredicateSchema, "*"),
  interval: z._default(z.enum(["day", "week", "month", "quarter", "year"]), "month"),
  subPeriod: z._default(z.enum(["hour", "day", "week", "month", "quarter"]), "day"),
  rolling: z._default(z.boolean(), false),
});

export function checkStickiness({interval, subPeriod, breakdown}: StickinessQuery): void {
  if (PERIODS.indexOf(subPeriod) >= PERIODS.indexOf(interval)) {
    throw new QueryError(
      `a ${subPeriod} is not shorter than a ${interval}; write ${shorterThan(interval).join(" or ")}`,
      "subPeriod",
    );
  }
  checkUnitBreakdown(breakdown);
}

function shorterThan(interval: Period): readonly Period[] {
  return PERIODS.slice(0, PERIODS.indexOf(interval));
}
