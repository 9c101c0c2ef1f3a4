// Account coverage (semantics 20): target accounts that were reached, or that are engaged, at the end of each period.
import {ofMeasures} from "../../analyses/index.js";
import type {Measure, Options} from "./measure.js";

export const accountCoverageMeasure: Measure = {
  label: ({level}: Options) => ({
    text: level === "engaged" ? "Account coverage, engaged" : "Account coverage",
    of: {level: String(level)},
  }),
  format: "share",
  kind: "accounts",
  analysis: ofMeasures.accountCoverage,
  table: "coverage",
  column: "period",
  period: "month",
  event: "touch",
  unit: "account",
  asks: () => ({}),
  read([row], {level}) {
    const cell = (name: string) => (row?.[name] ?? null) as number | null;
    const engaged = level === "engaged";
    return {
      value: cell(engaged ? "engaged_rate" : "rate"),
      n: cell("targets"),
      hits: cell(engaged ? "engaged" : "touched"),
    };
  },
  behind: () => ({}),
  snapshot: true,
};
