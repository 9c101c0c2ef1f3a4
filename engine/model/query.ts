// The fields that every query has, their defaults, and what a query looks like once they are filled in.
import * as z from "zod/mini";
import type {Predicate} from "./predicate-schema.js";
import {predicateSchema} from "./predicate-schema.js";
import type {UnitKind} from "./event-index.js";

// Pages with a strict content policy forbid compiled validators.
z.config({jitless: true});

export const PERIODS = ["hour", "day", "week", "month", "quarter", "year"] as const;
export const periodSchema = z.enum(PERIODS);
export const durationSchema = z.string().check(z.describe("ISO 8601 duration of fixed length, like P14D or PT30M"));

/** Where the value of a breakdown is read (semantics 4.13): `first`, `last`, `profile` or `step:k`. */
export interface Breakdown {
  prop: string;
  source: string;
  /** How many values get a bucket of their own; the others share `(other)`. */
  top: number;
  /** Exactly these values get one, in this order, whatever is frequent. */
  values?: string[] | undefined;
}
const breakdownSchema = z.strictObject({
  prop: z.string(),
  source: z._default(
    z.string().check(z.regex(/^(first|last|profile|step:\d+)$/, "write first, last, profile or step:<number>")),
    "first",
  ),
  top: z._default(z.int().check(z.gte(1), z.lte(1000)), 10),
  values: z.optional(
    z
      .array(z.string())
      .check(
        z.minLength(1),
        z.maxLength(1000),
        z.describe("Exactly these get a bucket, in this order, instead of the top"),
      ),
  ),
});

const rangeSchema = z.union([
  z.tuple([z.nullable(z.string()), z.nullable(z.string())]),
  z.strictObject({last: durationSchema}),
]);

const sideSchema = z.union([z.string().check(z.describe("a cohort of this query")), predicateSchema]);

const compareSchema = z
  .union([
    z.strictObject({
      a: sideSchema,
      b: sideSchema,
      shares: z.optional(z.tuple([z.number().check(z.gt(0)), z.number().check(z.gt(0))])),
    }),
    z.strictObject({range: z.tuple([z.string(), z.string()])}),
    z.enum(["previous", "year"]),
  ])
  .check(
    z.describe(
      "Two sets of units (a cohort's name or a predicate each; `shares` are the planned shares of an experiment), or the query's range (b) against an earlier one (a)",
    ),
  );

/** Two sets of units, each a cohort of the query or a predicate. */
export interface CompareSets {
  a: string | Predicate;
  b: string | Predicate;
  /** Planned shares of an experiment; only their ratio matters. Asks for the check of semantics 18.3. */
  shares?: [number, number] | undefined;
}
/** What a query compares (semantics 18): two sets of units, or its range (side b) with another one (side a). */
export type Compare = CompareSets | {range: [string, string]} | "previous" | "year";

/** Fields of every kind of query, with their defaults (design.md sections 3 and 7). */
export const commonFields = {
  unit: z._default(z.enum(["user", "session", "account"]), "user"),
  range: z.optional(rangeSchema),
  asOf: z.optional(z.string()),
  tz: z._default(z.string(), "UTC"),
  weekStart: z._default(z.int().check(z.gte(1), z.lte(7)), 1),
  fiscalMonth: z._default(z.int().check(z.gte(1), z.lte(12)), 1),
  where: z.optional(predicateSchema),
  breakdown: z.optional(breakdownSchema),
  compare: z.optional(compareSchema),
  preset: z.optional(z.enum(["posthog", "mixpanel", "amplitude"])),
  anonymous: z._default(z.enum(["include", "exclude"]), "include"),
  sessionGap: z._default(durationSchema, "PT30M"),
  tieTolerance: z._default(durationSchema, "PT0S"),
  unknownNames: z._default(z.enum(["error", "allow"]), "error"),
  cohorts: z.optional(
    z.record(z.string(), z.strictObject({when: predicateSchema, mode: z.optional(z.enum(["static", "dynamic"]))})),
  ),
  tables: z.optional(z.array(z.string())),
} as const;

/** The common part of a normalised query. Instants are ISO instants; `range` is always a pair. */
export interface CommonQuery {
  kind: string;
  unit: UnitKind;
  range: [string, string];
  asOf: string;
  tz: string;
  weekStart: number;
  fiscalMonth: number;
  where?: Predicate | undefined;
  breakdown?: Breakdown | undefined;
  compare?: Compare | undefined;
  preset?: "posthog" | "mixpanel" | "amplitude" | undefined;
  anonymous: "include" | "exclude";
  sessionGap: string;
  tieTolerance: string;
  unknownNames: "error" | "allow";
  cohorts?: Record<string, {when: Predicate; mode?: "static" | "dynamic" | undefined}> | undefined;
  tables?: string[] | undefined;
}

/** A query as people write it: plain JSON, checked before use. */
export type QueryInput = {kind: string} & Record<string, unknown>;
