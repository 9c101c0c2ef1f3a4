// Units at risk of leaving (semantics 20): those in the bands high and critical of the risk score, at the end of each period.
import {parseDuration} from "../../model/duration.js";
import type {Reason} from "../../model/reason.js";
import type {Row} from "../../model/table.js";
import type {Figure, Measure, Options} from "./measure.js";

const DAY = 86_400_000;
const BANDS = ["high", "critical"];

export const atRisk: Measure = {
  label: ({score, horizon}: Options) => {
    // Who has stopped buying has done so for good: no days to tell.
    if (score === "bgnbd") return {text: "At risk (BG/NBD score)", key: "at_risk_bgnbd"};
    const days = parseDuration(String(horizon)) / DAY;
    return {
      text: `At risk (${String(score)} score, ${days} ${days === 1 ? "day" : "days"} ahead)`,
      of: {score: String(score), days},
    };
  },
  format: "count",
  kind: "risk",
  table: "bands",
  column: "period",
  period: "week",
  event: "activity",
  asks: () => ({}),
  read: figure,
  behind: () => BANDS.map((band) => ({band})),
  snapshot: true,
  reason: ({risk}) => (risk as {model?: {reason?: Reason}}).model?.reason ?? null,
};

/** `n`: the units that could be scored; nothing is known where there are none. */
function figure(rows: readonly Row[]): Figure {
  const units = (wanted: (band: string) => boolean) =>
    rows.reduce((sum, {band, units}) => (wanted(String(band)) ? sum + Number(units) : sum), 0);
  const n = units((band) => band !== "no_data");
  return {value: n === 0 ? null : units((band) => BANDS.includes(band)), n};
}
