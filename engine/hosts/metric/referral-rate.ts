// The referral rate (semantics 20): active units with an accepted invite in the period.
import {ofMeasures} from "../../analyses/index.js";
import type {Row} from "../../model/table.js";
import type {Figure, Measure} from "./measure.js";

export const referralRateMeasure: Measure = {
  label: "Referral rate",
  format: "share",
  kind: "referral",
  analysis: ofMeasures.referralRate,
  table: "periods",
  column: "period",
  period: "week",
  event: "activity",
  asks: ({period}) => ({period}),
  read: ([row]) => figure(row),
  behind: (period) => ({period}),
};

function figure(row: Row | undefined): Figure {
  const cell = (name: string) => (row?.[name] ?? null) as number | null;
  return {value: cell("rate"), n: cell("active"), hits: cell("referrers")};
}
