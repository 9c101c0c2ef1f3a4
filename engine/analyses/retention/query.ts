// The own fields of a retention query, and the columns of offsets that it asks for (semantics 5.1, 5.3).
import * as z from "zod/mini";
import {QueryError} from "../../model/errors.js";
import type {Period} from "../../model/calendar.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, periodSchema, type CommonQuery} from "../../model/query.js";

export interface RetentionQuery extends CommonQuery {
  kind: "retention";
  /** What makes a unit join a cohort. */
  start: EventPredicate;
  /** What counts as coming back. */
  return: EventPredicate;
  period: Period;
  /** Local periods, or fixed lengths from the unit's own anchor; `rolling_hour` first floors anchor and event to the hour (UTC). */
  mode: "calendar" | "rolling" | "rolling_hour";
  criterion: "on" | "on_or_after" | "bracket";
  /** Offsets `[x, y]`, both inclusive, that count as one column each; `n` is then the place in this list, from 0. */
  brackets?: [from: number, to: number][] | undefined;
  cohort: "first" | "first_in_range" | "recurring";
  /** Largest offset. */
  n: number;
  mean: "pooled" | "simple" | "weighted" | "double_weighted";
}

const MAX_OFFSET = 1000;
const offset = z.int().check(z.gte(0), z.lte(MAX_OFFSET));

export const retentionSchema = z.strictObject({
  kind: z.literal("retention"),
  ...commonFields,
  start: z._default(eventPredicateSchema, "*"),
  return: z._default(eventPredicateSchema, "*"),
  period: z._default(periodSchema, "week"),
  mode: z._default(z.enum(["calendar", "rolling", "rolling_hour"]), "calendar"),
  criterion: z._default(z.enum(["on", "on_or_after", "bracket"]), "on"),
  brackets: z.optional(z.array(z.tuple([offset, offset])).check(z.minLength(1), z.maxLength(100))),
  cohort: z._default(z.enum(["first", "first_in_range", "recurring"]), "first"),
  n: z._default(offset.check(z.describe("largest offset")), 12),
  mean: z._default(z.enum(["pooled", "simple", "weighted", "double_weighted"]), "pooled"),
});

/** One column of the triangle: retained by any offset in `from … to`, both inclusive. */
export interface OffsetColumn {
  readonly from: number;
  /** Infinity for "on or after". */
  readonly to: number;
  /** The last offset that must have been observed. */
  readonly until: number;
  readonly label: string | null;
}

export function offsetColumns({criterion, brackets = [], n}: RetentionQuery): OffsetColumn[] {
  if (criterion === "bracket") {
    return brackets.map(([from, to]) => ({from, to, until: to, label: from === to ? `${from}` : `${from}–${to}`}));
  }
  return Array.from({length: n + 1}, (_, k) => ({
    from: k,
    to: criterion === "on" ? k : Infinity,
    until: k,
    label: null,
  }));
}

/** Lengths of rolling periods in ms (semantics 2.5). */
const LENGTHS: Partial<Record<Period, number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
};

/** The fixed length of the query's period; null when it counts by the calendar. */
export function rollingLength({mode, period}: RetentionQuery): number | null {
  return mode === "calendar" ? null : LENGTHS[period]!;
}

export function checkRetention({mode, period, criterion, brackets, breakdown}: RetentionQuery): void {
  if (mode !== "calendar" && !(period in LENGTHS)) {
    throw new QueryError(
      `a ${period} has no fixed length; with mode "${mode}" write hour, day, week or month`,
      "period",
    );
  }
  if (criterion === "bracket" && !brackets)
    throw new QueryError("missing; write for example [[1, 3], [4, 7]]", "brackets");
  if (criterion !== "bracket" && brackets) throw new QueryError('is for criterion "bracket" only', "brackets");
  brackets?.forEach(([from, to], i) => {
    if (from > to) throw new QueryError(`ends before it starts: [${from}, ${to}]`, `brackets[${i}]`);
  });
  if (breakdown && breakdown.source !== "first" && breakdown.source !== "profile") {
    throw new QueryError(
      `must be "first" (the start event) or "profile"; got "${breakdown.source}"`,
      "breakdown.source",
    );
  }
}
