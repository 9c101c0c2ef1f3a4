// The gap score: the chance that a silence goes on, from how long all gaps last (semantics 13.1, 13.3).
import {kaplanMeierCounts, survivalAt} from "../../stats/kaplan-meier.js";
import type {GapCounts} from "./facts.js";
import {horizonDays, type RiskQuery} from "./query.js";

/** In the order of the tables. `no_data`: too few gaps lasted as long to tell. */
export const BANDS = ["low", "medium", "high", "critical", "no_data"] as const;
export type Band = (typeof BANDS)[number];

/** Days of silence → S(g + h) / S(g); null where S(g) is 0 or fewer than `minAtRisk` gaps lasted g days or longer. */
export function riskBySilence(gaps: GapCounts, query: RiskQuery): (number | null)[] {
  const {finished, open} = gaps;
  const curve = kaplanMeierCounts(finished, open);
  const ahead = horizonDays(query);
  let atRisk = curve.n;
  return Array.from(finished, (_, g) => {
    const [now, then] = [survivalAt(curve, g), survivalAt(curve, g + ahead)];
    const enough = atRisk >= query.minAtRisk;
    atRisk -= finished[g]! + open[g]!;
    return enough && now ? then! / now : null;
  });
}

/** A risk is a quotient of rounded products: it may lie a hair below a boundary or another one. */
export const HAIR = 1e-12;

export function bandOf(risk: number | null): Band {
  if (risk === null) return "no_data";
  if (risk < 0.25 - HAIR) return "low";
  if (risk < 0.5 - HAIR) return "medium";
  return risk < 0.75 - HAIR ? "high" : "critical";
}
