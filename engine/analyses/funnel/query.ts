// The own fields of a funnel query, and what a schema cannot say about them (semantics 4.1).
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, durationSchema, periodSchema, type CommonQuery} from "../../model/query.js";

/** A step with options; a step may also be written as an event predicate alone. */
export interface StepOptions {
  label?: string | undefined;
  when: EventPredicate;
  /** Looked for beside the walk, which ignores it (semantics 4.8). */
  optional: boolean;
  /** How late the step may come after the one before it. */
  within?: string | undefined;
}
export type Step = EventPredicate | StepOptions;

export interface FunnelQuery extends CommonQuery {
  kind: "funnel";
  steps: Step[];
  /** How long an attempt may take from its anchor on, inclusive; null for no limit. */
  window: string | null;
  order: "ordered" | "strict" | "any";
  /** Which attempts of a unit count; `newest` is `best` with the latest of equally deep ones. */
  entry: "best" | "first" | "all" | "newest";
  /** Events that end an attempt while step `after` is its last one; after any step when that is left out. */
  exclude: {when: EventPredicate; after?: number | undefined}[];
  exclusionEffect: "truncate" | "remove";
  /** Properties that must not change during an attempt. */
  hold: string[];
  /** With `hold`: a unit's best over all held values, each value by itself, or the value of its first anchor only. */
  countBy: "users" | "pairs" | "first_value";
  trend?: {period: Period; by: "by_entry" | "per_period"} | undefined;
  /** Edges as durations; true for the usual ones. */
  histogram: boolean | string[];
  curve: boolean;
  /** In strict order: the events that break an attempt when they come between two steps. */
  strictScope?: EventPredicate | undefined;
}

/** Steps that a funnel in any order may have. */
const MAX_ANY_STEPS = 10;
const MAX_STEPS = 20;
const MAX_EXCLUSIONS = 10;

const stepSchema = z.union([
  eventPredicateSchema,
  z.strictObject({
    label: z.optional(z.string()),
    when: eventPredicateSchema,
    optional: z._default(z.boolean(), false),
    within: z.optional(durationSchema),
  }),
]);

export const funnelSchema = z.strictObject({
  kind: z.literal("funnel"),
  ...commonFields,
  steps: z
    .array(stepSchema)
    .check(
      z.minLength(2, "a funnel has at least 2 steps"),
      z.maxLength(MAX_STEPS, `a funnel has at most ${MAX_STEPS} steps`),
    ),
  window: z._default(z.nullable(durationSchema), "P14D"),
  order: z._default(z.enum(["ordered", "strict", "any"]), "ordered"),
  entry: z._default(z.enum(["best", "first", "all", "newest"]), "best"),
  exclude: z._default(
    z
      .array(z.strictObject({when: eventPredicateSchema, after: z.optional(z.int().check(z.gte(1)))}))
      .check(z.maxLength(MAX_EXCLUSIONS)),
    [],
  ),
  exclusionEffect: z._default(z.enum(["truncate", "remove"]), "truncate"),
  hold: z._default(z.array(z.string()).check(z.maxLength(3)), []),
  countBy: z._default(z.enum(["users", "pairs", "first_value"]), "users"),
  trend: z.optional(
    z.strictObject({
      period: z._default(periodSchema, "week"),
      by: z._default(z.enum(["by_entry", "per_period"]), "by_entry"),
    }),
  ),
  histogram: z._default(
    z.union([z.boolean(), z.array(durationSchema).check(z.minLength(1), z.maxLength(1000))]),
    false,
  ),
  curve: z._default(z.boolean(), false),
  strictScope: z.optional(eventPredicateSchema),
});

/** The step with its options, whichever way it was written. */
export function optionsOf(step: Step): StepOptions {
  return typeof step === "object" && "when" in step ? step : {when: step, optional: false};
}

/** Which step a breakdown reads, from 1; null where it reads another source. */
export function stepOfSource(source: string): number | null {
  const match = /^step:(\d+)$/.exec(source);
  return match ? Number(match[1]) : null;
}

/** Throws QueryError for what cannot be counted as written. */
export function checkFunnel(query: FunnelQuery): void {
  if (query.window !== null) parseDuration(query.window, "window");
  const steps = query.steps.map(optionsOf);
  steps.forEach((step, s) => checkStep(query, step, s));
  if (query.order === "any" && steps.length > MAX_ANY_STEPS) {
    throw new QueryError(`order "any" takes at most ${MAX_ANY_STEPS} steps; got ${steps.length}`, "steps");
  }
  query.exclude.forEach(({after}, e) => {
    if (after !== undefined && query.order !== "any")
      checkNumber(steps, after, steps.length - 1, `exclude[${e}].after`);
  });
  const source = query.breakdown ? stepOfSource(query.breakdown.source) : null;
  if (source !== null) checkNumber(steps, source, steps.length, "breakdown.source");
  edgesOf(query);
}

function checkStep({order, steps}: FunnelQuery, {optional, within}: StepOptions, s: number): void {
  const path = `steps[${s}]`;
  if (within !== undefined) parseDuration(within, `${path}.within`);
  if (order === "any" && (optional || within !== undefined)) {
    throw new QueryError(
      `has no meaning with order "any"; leave it out`,
      `${path}.${optional ? "optional" : "within"}`,
    );
  }
  if (optional && (s === 0 || s === steps.length - 1)) {
    throw new QueryError(`the ${s === 0 ? "first" : "last"} step cannot be optional`, `${path}.optional`);
  }
  if (within !== undefined && s === 0)
    throw new QueryError("the first step follows no other; leave it out", `${path}.within`);
}

function checkNumber(steps: readonly StepOptions[], step: number, most: number, path: string): void {
  if (step < 1 || step > most) throw new QueryError(`must be a step from 1 to ${most}; got ${step}`, path);
  if (steps[step - 1]!.optional)
    throw new QueryError(`step ${step} is optional, so no attempt stands at it; name another`, path);
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const USUAL_EDGES = [
  0,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  6 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
];

/** Ascending lower edges (ms) of the histogram's bins, from 0; the last bin has no end. */
export function edgesOf({histogram}: FunnelQuery): number[] {
  if (!Array.isArray(histogram)) return USUAL_EDGES;
  const edges = histogram.map((edge, i) => parseDuration(edge, `histogram[${i}]`));
  edges.forEach((edge, i) => {
    if (i > 0 && edge <= edges[i - 1]!)
      throw new QueryError(`must be longer than the edge before it; got "${histogram[i]!}"`, `histogram[${i}]`);
  });
  return edges[0] === 0 ? edges : [0, ...edges];
}

/** Whether an answer to the query has the table: the steps always, others when an option or `tables` asks for them. */
export function wants({tables, trend, histogram, curve}: FunnelQuery, table: string): boolean {
  if (tables) return tables.includes(table);
  if (table === "trend") return trend !== undefined;
  return table === "histogram" ? histogram !== false : table === "curve" ? curve : true;
}
