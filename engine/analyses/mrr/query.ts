// The own fields of an MRR query.
import * as z from "zod/mini";
import type {Period} from "../../model/calendar.js";
import {commonFields, periodSchema, type CommonQuery} from "../../model/query.js";

export interface MrrQuery extends CommonQuery {
  kind: "mrr";
  period: Period;
}

export const mrrSchema = z.strictObject({
  kind: z.literal("mrr"),
  ...commonFields,
  unit: z._default(z.literal("account"), "account"),
  period: z._default(periodSchema, "month"),
});
