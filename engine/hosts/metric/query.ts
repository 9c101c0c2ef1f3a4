// The own fields of a metric query.
import * as z from "zod/mini";
import {BASIC_MEASURES} from "../../analyses/metric/names.js";
import type {Period} from "../../model/calendar.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../../model/query.js";
import {COMPOSED_MEASURES} from "./measures.js";

/** A target for a measure (semantics 18.4). */
export interface Goal {
  /** The measure it is for, where a goal is kept apart from the query; must be the query's own. */
  metric?: string | undefined;
  op: "gte" | "gt" | "lte" | "lt";
  target: number;
  /** Date by which it is to be met; without one every period is judged by itself. */
  by?: string | undefined;
  /** Where the way to the target begins. Default: the value of the first complete period shown. */
  start?: number | undefined;
}

export interface MetricQuery extends CommonQuery {
  kind: "metric";
  measure: string;
  /** Which events count, or are activity, for measures that are about one kind of event. */
  event?: EventPredicate | undefined;
  /** For `sum` and `mean`. */
  prop?: string | undefined;
  period: Period;
  /** Own fields of the kind that the measure is read from, like `{"n": 4, "criterion": "on_or_after"}` for `retention_rate`. */
  options?: Record<string, unknown> | undefined;
  goal?: Goal | undefined;
  /** How many earlier periods of the same phase a value is judged by; false for no judgement. */
  anomaly: false | {k: number};
}

const DEFAULT_K = 8;

const goalSchema = z.strictObject({
  metric: z.optional(z.string()),
  op: z._default(z.enum(["gte", "gt", "lte", "lt"]), "gte"),
  target: z.number(),
  by: z.optional(z.string()),
  start: z.optional(z.number()),
});

export const metricSchema = z.strictObject({
  kind: z.literal("metric"),
  ...commonFields,
  measure: z.enum([...BASIC_MEASURES, ...COMPOSED_MEASURES]),
  event: z.optional(eventPredicateSchema),
  prop: z.optional(z.string()),
  period: z.optional(periodSchema.check(z.describe("Default: week; month for money and engagement"))),
  options: z.optional(z.record(z.string(), z.unknown())),
  goal: z.optional(goalSchema),
  anomaly: z._default(
    z.union([z.literal(false), z.strictObject({k: z._default(z.int().check(z.gte(3), z.lte(100)), DEFAULT_K)})]),
    {k: DEFAULT_K},
  ),
});
