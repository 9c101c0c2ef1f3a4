// The own fields of a question about churn risk (semantics 13).
import * as z from "zod/mini";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {eventPredicateSchema, type EventPredicate} from "../../model/predicate-schema.js";
import {commonFields, durationSchema, type CommonQuery} from "../../model/query.js";
import {checkUnitBreakdown} from "../unit-buckets.js";

export const DAY = 86_400_000;
/** Fewer gaps than this that lasted as long say nothing about how they go on (semantics 13.1). */
const FEWEST = 30;

export interface RiskQuery extends CommonQuery {
  kind: "risk";
  /** Which score. `gap`: from how long all units' gaps between active days last. */
  score: "gap" | "bgnbd";
  /** What breaks a silence. */
  activity: EventPredicate;
  /** How far ahead the chance of further silence looks: whole days. */
  horizon: string;
  /** How many gaps must have lasted as long as a unit's silence for it to be scored. */
  minAtRisk: number;
}

export const riskSchema = z.strictObject({
  kind: z.literal("risk"),
  ...commonFields,
  score: z._default(z.enum(["gap", "bgnbd"]), "gap"),
  activity: z._default(eventPredicateSchema, "*"),
  horizon: z._default(durationSchema, "P28D"),
  minAtRisk: z._default(
    z
      .int()
      .check(
        z.gte(1),
        z.describe("Units silent for longer than all but fewer gaps than this are not scored (band no_data)"),
      ),
    FEWEST,
  ),
});

/** Throws QueryError for a score that is not built, a horizon that is no whole number of days, a breakdown by the step of a funnel. */
export function checkRisk(query: RiskQuery): void {
  if (query.score === "bgnbd") {
    throw new QueryError(
      `"bgnbd" is not a score of this version: risk does not read the model of purchases that kind "clv" fits; write "gap"`,
      "score",
    );
  }
  const days = horizonDays(query);
  if (days < 1 || !Number.isInteger(days)) {
    throw new QueryError(
      `"${query.horizon}" is not a whole number of days; silence is counted in days, so write for example P28D`,
      "horizon",
    );
  }
  checkUnitBreakdown(query.breakdown);
}

export function horizonDays({horizon}: RiskQuery): number {
  return parseDuration(horizon, "horizon") / DAY;
}

export function wants({tables}: RiskQuery, name: string): boolean {
  return !tables || tables.includes(name);
}
