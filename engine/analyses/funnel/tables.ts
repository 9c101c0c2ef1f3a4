// The tables of a funnel, from its attempts.
import type {Frame} from "../../model/scope.js";
import {tableOf, type Cell} from "../../model/table.js";
import type {Tables} from "../analysis.js";
import {curveRows} from "./curve-table.js";
import type {FunnelFacts} from "./facts.js";
import {groupsOf} from "./groups.js";
import {histogramRows} from "./histogram-table.js";
import {wants, type FunnelQuery} from "./query.js";
import {stepRows} from "./steps-table.js";
import {trendRows} from "./trend-table.js";

/** All columns there may be; `present` says which a query has. */
export const columns = {
  steps: [
    ...[
      "breakdown",
      "step",
      "label",
      "reached",
      "rate_total",
      "rate_step",
      "dropped",
      "pending",
      "mature",
      "rate_mature",
    ],
    ...[
      "rate_low",
      "rate_high",
      "lo",
      "hi",
      "p25_ms",
      "median_ms",
      "p75_ms",
      "p90_ms",
      "mean_ms",
      "total_median_ms",
      "total_mean_ms",
    ],
    ...["did", "done", "rate_next_with", "rate_next_without", "units", "prop_share", "small"],
  ],
  trend: [
    ...["breakdown", "period", "entered", "reached", "rate", "pending", "status", "lo", "hi"],
    ...["mature", "rate_mature", "median_ms", "small"],
  ],
  histogram: ["breakdown", "from_ms", "to_ms", "units"],
  curve: ["breakdown", "t_ms", "at_risk", "events", "converted", "lo", "hi"],
} as const;

export function tablesOf(facts: FunnelFacts, frame: Frame, query: FunnelQuery): Tables {
  const groups = groupsOf(facts, query.breakdown);
  const rows: Record<string, () => Record<string, Cell>[]> = {
    steps: () => stepRows(facts, groups, frame, query),
    trend: () => trendRows(facts, groups, frame, query),
    histogram: () => histogramRows(facts, groups, query),
    curve: () => curveRows(facts, groups, frame, query),
  };
  const asked = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => wants(query, name));
  return Object.fromEntries(
    asked.map((name) => [
      name,
      tableOf(
        columns[name].filter((column) => isPresent(name, column, query)),
        rows[name]!(),
      ),
    ]),
  );
}

function isPresent(table: string, column: string, query: FunnelQuery): boolean {
  if (column === "breakdown" || column === "prop_share") return query.breakdown !== undefined;
  if (table !== "steps") return true;
  if (column === "did") return query.order === "any";
  if (column === "units") return query.entry === "all";
  const optional = column === "done" || column === "rate_next_with" || column === "rate_next_without";
  return !optional || query.steps.some((step) => typeof step === "object" && "optional" in step && step.optional);
}
