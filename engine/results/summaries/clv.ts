// The sentence of a predicted value: what a customer is expected to bring, or why that cannot be told.
import {parseDuration} from "../../model/duration.js";
import type {Reason} from "../../model/reason.js";
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {reasonWords} from "./reason.js";

export const CLV = {
  "clv.bare": "The tables show what customers are expected to do.",
  "clv.none": "No prediction: {reason}.",
  "clv.value.one":
    "{units} are expected to bring {money} each over {periods} period of {length}, with {purchases} purchases.",
  "clv.value.other":
    "{units} are expected to bring {money} each over {periods} periods of {length}, with {purchases} purchases.",
  "clv.purchases.one":
    "{units} are expected to make {purchases} purchases each over {periods} period of {length}; what these are worth cannot be told: {reason}.",
  "clv.purchases.other":
    "{units} are expected to make {purchases} purchases each over {periods} periods of {length}; what these are worth cannot be told: {reason}.",
} as const;

interface State {
  readonly reason?: Reason;
}
interface Facts {
  readonly bgnbd: State;
  readonly gamma_gamma: State;
  readonly currency: string | null;
  /** Minor units in a major one. */
  readonly minor_units: number;
}

/** Like "2,357 people are expected to bring $38.50 each over 12 periods of 30 days, with 1.2 purchases." */
export function clvSentence({query, tables, diagnostics}: Result, words: Words): string {
  const say = words.speak(CLV);
  const {bgnbd, gamma_gamma: value, currency, minor_units: minor} = diagnostics.clv as Facts;
  if (bgnbd.reason) return say("clv.none", {reason: reasonWords(bgnbd.reason, words)});
  const row = (tables.summary ? rowsOf(tables.summary) : []).find(({breakdown = null}) => breakdown === null);
  if (!row) return say("clv.bare");
  const {periods, length} = query.horizon as {periods: number; length: string};
  const said = {
    units: words.units(Number(row.customers), String(query.unit)),
    n: periods,
    periods,
    length: words.span(parseDuration(length)),
    purchases: words.number(row.expected as number | null, 2),
  };
  if (row.clv !== null) return say("clv.value", {...said, money: words.money(Number(row.clv) * minor, currency)});
  return say("clv.purchases", {...said, reason: value.reason ? reasonWords(value.reason, words) : "–"});
}
