// The question about lifetime value by age: its fields, their defaults and what a schema cannot check (semantics 10.2, 5.8).
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../../model/query.js";
import {checkUnitBreakdown} from "../unit-buckets.js";

export interface LtvQuery extends CommonQuery {
  kind: "ltv";
  /** `incremental`: Σ R_k/E_k over all who were observed at each age; `fixed`: only those observed up to n. */
  form: "incremental" | "fixed";
  period: Period;
  mode: "calendar" | "rolling";
  /** Which event starts a customer's age. */
  start: EventPredicate;
  /** Largest age; default as far as anyone was observed, at most 1000. */
  n?: number | undefined;
  /** Adds to the curve how much customers vary: `sd`, with a 95 % interval of the value. */
  spread: boolean;
}

export const MOST_AGES = 1000;
/** Rolling ages have a fixed length (semantics 2.5). */
export const LENGTHS: Readonly<Partial<Record<Period, string>>> = {
  hour: "PT1H",
  day: "P1D",
  week: "P7D",
  month: "P30D",
};

export const ltvSchema = z.strictObject({
  kind: z.literal("ltv"),
  ...commonFields,
  form: z._default(z.enum(["incremental", "fixed"]), "incremental"),
  period: z._default(periodSchema, "month"),
  mode: z._default(z.enum(["calendar", "rolling"]), "calendar"),
  start: z._default(eventPredicateSchema, "*"),
  n: z.optional(
    z.int().check(z.gte(0), z.lte(MOST_AGES), z.describe("Largest age; default as far as anyone was observed")),
  ),
  spread: z._default(z.boolean(), false),
});

/** Throws QueryError for a breakdown by the step of a funnel, and for ages of no fixed length. */
export function checkLtv({breakdown, mode, period}: LtvQuery): void {
  checkUnitBreakdown(breakdown);
  if (mode === "rolling" && !LENGTHS[period])
    throw new QueryError(
      `a ${period} has no fixed length; write hour, day, week or month, or mode "calendar"`,
      "period",
    );
}
