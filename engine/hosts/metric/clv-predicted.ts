// Predicted customer value (semantics 20): what a customer is expected to bring within the horizon, as at the end of each period.
import {exponentOf} from "../../model/currency.js";
import {parseDuration} from "../../model/duration.js";
import type {Reason} from "../../model/reason.js";
import type {Row} from "../../model/table.js";
import {pow} from "../../stats/special.js";
import type {Figure, Measure, Options} from "./measure.js";

const DAY = 86_400_000;

export const clvPredicted: Measure = {
  label({horizon}: Options) {
    const {periods, length} = horizon as {periods: number; length: string};
    const days = parseDuration(length) / DAY;
    return {text: `Predicted value over ${periods} × ${days} ${days === 1 ? "day" : "days"}`, of: {periods, days}};
  },
  format: "money",
  kind: "clv",
  table: "summary",
  column: "period",
  period: "month",
  event: "purchase",
  asks: () => ({}),
  read: ([row]) => figure(row),
  behind: () => ({}),
  snapshot: true,
  reason({clv}) {
    const {bgnbd, gamma_gamma: value} = clv as Readonly<Record<"bgnbd" | "gamma_gamma", {reason?: Reason}>>;
    return bgnbd.reason ?? value.reason ?? null;
  },
};

/** The mean over all customers, in minor units as every metric that is money. */
function figure(row: Row | undefined): Figure {
  const [mean, n] = [row?.clv ?? null, row?.customers ?? null] as (number | null)[];
  const minor = pow(10, exponentOf((row?.currency ?? null) as string | null));
  return {value: mean === null ? null : mean! * minor, n: n ?? null};
}
