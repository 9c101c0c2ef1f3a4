// The question about one customer: its fields and what a schema cannot check.
import * as z from "zod/mini";
import {QueryError} from "../../model/errors.js";
import {commonFields, type CommonQuery} from "../../model/query.js";
import {rulesSchema, stageRules, type RulesOption} from "../../model/stage-rules.js";

/** One person (or, with `unit: "account"`, one account) and everything known about its way. */
export interface CustomerQuery extends CommonQuery {
  kind: "customer";
  /** The unit's id, as lists of units write it; visitors without a name are `anon:<id>`. */
  id: string;
  /** The stages shown behind its events. */
  rules: RulesOption;
}

export const customerSchema = z.strictObject({
  kind: z.literal("customer"),
  ...commonFields,
  id: z.string().check(z.minLength(1)),
  rules: z._default(rulesSchema, "default-8"),
});

/** Throws QueryError for rules that contradict themselves, and for what no customer has. */
export function checkCustomer({unit, rules, breakdown}: CustomerQuery): void {
  stageRules(rules);
  if (unit === "session")
    throw new QueryError('a customer is a person or an account; write "user" (the default) or "account"', "unit");
  if (breakdown) throw new QueryError("one customer cannot be broken down; leave it out", "breakdown");
}
