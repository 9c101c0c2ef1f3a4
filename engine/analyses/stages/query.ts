// The question about stages: its fields, their defaults and what a schema cannot check.
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {parseDuration} from "../../model/duration.js";
import {QueryError} from "../../model/errors.js";
import {commonFields, durationSchema, periodSchema, type CommonQuery} from "../../model/query.js";
import {rulesSchema, stageCode, stageRules, type RulesOption} from "../../model/stage-rules.js";
import {checkUnitBreakdown} from "../unit-buckets.js";

/** Of the units that enter `from`, how many enter `to` within a time: as the very next stage, or at all. */
export interface StageConversion {
  from: string;
  to: string;
  within: string;
  how: "direct" | "eventual";
}

export interface StagesQuery extends CommonQuery {
  kind: "stages";
  rules: RulesOption;
  period: Period;
  conversion?: StageConversion[] | undefined;
  /** Periods to project the distribution ahead. */
  projection?: number | undefined;
  /** Of an account: by the rules on all its events, or the furthest stage of a member active within 28 days (semantics 17.4). */
  accountStage: "rules" | "furthest";
}

export const stagesSchema = z.strictObject({
  kind: z.literal("stages"),
  ...commonFields,
  rules: z._default(rulesSchema, "default-8"),
  period: z._default(periodSchema, "week"),
  conversion: z.optional(
    z.array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        within: durationSchema,
        how: z._default(z.enum(["direct", "eventual"]), "eventual"),
      }),
    ),
  ),
  projection: z.optional(z.int().check(z.gte(1), z.lte(60), z.describe("Periods ahead"))),
  accountStage: z._default(z.enum(["rules", "furthest"]), "rules"),
});

/** Throws QueryError for rules that contradict themselves, unknown stages and options that do not go together. */
export function checkStages(query: StagesQuery): void {
  const rules = stageRules(query.rules);
  checkUnitBreakdown(query.breakdown);
  if (query.accountStage === "furthest" && query.unit !== "account") {
    throw new QueryError('"furthest" is about accounts; add "unit": "account"', "accountStage");
  }
  query.conversion?.forEach(({from, to, within}, i) => {
    const path = `conversion[${i}]`;
    stageCode(rules, from, `${path}.from`);
    stageCode(rules, to, `${path}.to`);
    parseDuration(within, `${path}.within`);
    if (from === to) throw new QueryError(`"${from}" cannot convert to itself; name another stage`, `${path}.to`);
  });
}

/** Does the query want this table? All of them unless it lists some. */
export function wants({tables}: StagesQuery, ...names: string[]): boolean {
  return !tables || names.some((name) => tables.includes(name));
}
