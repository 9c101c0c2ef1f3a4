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
  /**
   * Which score. `gap`: from how long all units' gaps between active days last. `bgnbd`: the chance of having stopped, by the model of
   * purchases that kind `clv` fits.
   */
  score: "gap" | "bgnbd";
  /** What breaks a silence; purchases with the score `bgnbd`, and then those with an amount of 0 or more where it is `"*"`. */
  activity: EventPredicate;
  /** How far ahead the chance of further silence looks, and how long ago the backtest is: whole days. `bgnbd` looks ahead without an end. */
  horizon: string;
  /** How many gaps must have lasted as long as a unit's silence for it to be scored by `gap`. */
  minAtRisk: number;
}

export const riskSchema = z.strictObject({
  kind: z.literal("risk"),
  ...commonFields,
  score: z._default(
    z.enum(["gap", "bgnbd"]).check(z.describe("gap: by pauses of any activity; bgnbd: by the model of purchases")),
    "gap",
  ),
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

/** Throws QueryError for a horizon that is no whole number of days, an option of the other score, a breakdown by the step of a funnel. */
export function checkRisk(query: RiskQuery): void {
  if (query.score === "bgnbd" && query.minAtRisk !== FEWEST) {
    throw new QueryError(`is about the gaps that score "gap" counts; leave it out with "bgnbd"`, "minAtRisk");
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
