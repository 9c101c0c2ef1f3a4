// The grammar of predicates (semantics 3.1) as schemas: one source for types, checks and the published JSON Schema.
import * as z from "zod/mini";
import {OPERATORS, type Operator} from "./compare.js";
import type {Scalar} from "./column.js";

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const wantedSchema = z.union([scalarSchema, z.array(scalarSchema)]);

/** A test of one property. `value` may be left out with `exists`. */
export interface PropTerm {
  prop: string;
  op: Operator;
  value?: Scalar | Scalar[] | undefined;
  /** When the value is read: at the instant asked (default), from the unit's first event, or from the event at hand. */
  at?: "asOf" | "first" | "event" | undefined;
}
export type Where = {all: Where[]} | {any: Where[]} | {not: Where} | PropTerm;

/** Event names: one, a list, an alias of the stage rules, or `"*"` for any. */
export type EventNames = string | string[];
/** Which events are meant: by name, or by name and properties. */
export type EventPredicate = EventNames | {event: EventNames; where?: Where | undefined};

/** Events counted, or a property of them summed, ever or in a stretch of time. */
export type CountTerm = {
  event: EventNames;
  where?: Where | undefined;
  count?: [Operator, number] | undefined;
  sum?: [string, Operator, number] | undefined;
  within?: string | undefined;
  between?: [string, string] | undefined;
};
/** A predicate of a unit at an instant. */
export type Predicate =
  | {all: Predicate[]}
  | {any: Predicate[]}
  | {not: Predicate}
  | CountTerm
  | {first: EventNames; olderThan?: string | undefined; within?: string | undefined}
  | {last: EventNames; olderThan?: string | undefined; within?: string | undefined}
  | {resumed: EventNames; gap: string; within: string}
  | PropTerm
  | {stage: string}
  | {cohort: string}
  | {account: Predicate};

const operator = z.enum(OPERATORS);
const numberOperator = z.enum(["eq", "neq", "lt", "lte", "gt", "gte"]);
const duration = z.string().check(z.describe("ISO 8601 duration of fixed length, like P14D or PT30M"));
const propTerm = z.strictObject({
  prop: z.string(),
  op: operator,
  value: z.optional(wantedSchema),
  at: z.optional(z.enum(["asOf", "first", "event"])),
});
export const eventNamesSchema = z.union([z.string(), z.array(z.string())]);

export const whereSchema: z.ZodMiniType<Where> = z.lazy(() =>
  z.union([
    z.strictObject({all: z.array(whereSchema)}),
    z.strictObject({any: z.array(whereSchema)}),
    z.strictObject({not: whereSchema}),
    propTerm,
  ]),
);

export const eventPredicateSchema = z.union([
  eventNamesSchema,
  z.strictObject({event: eventNamesSchema, where: z.optional(whereSchema)}),
]) as unknown as z.ZodMiniType<EventPredicate>;

export const predicateSchema: z.ZodMiniType<Predicate> = z.lazy(() =>
  z.union([
    z.strictObject({all: z.array(predicateSchema)}),
    z.strictObject({any: z.array(predicateSchema)}),
    z.strictObject({not: predicateSchema}),
    z.strictObject({
      event: eventNamesSchema,
      where: z.optional(whereSchema),
      count: z.optional(z.tuple([numberOperator, z.number()])),
      sum: z.optional(z.tuple([z.string(), numberOperator, z.number()])),
      within: z.optional(duration),
      between: z.optional(z.tuple([z.string(), z.string()])),
    }),
    z.strictObject({first: eventNamesSchema, olderThan: z.optional(duration), within: z.optional(duration)}),
    z.strictObject({last: eventNamesSchema, olderThan: z.optional(duration), within: z.optional(duration)}),
    z.strictObject({resumed: eventNamesSchema, gap: duration, within: duration}),
    propTerm,
    z.strictObject({stage: z.string()}),
    z.strictObject({cohort: z.string()}),
    z.strictObject({account: predicateSchema}),
  ]),
);
