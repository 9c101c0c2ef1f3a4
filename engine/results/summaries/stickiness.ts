// The sentence of a stickiness answer: how many of an interval's units a day sees.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";
import {EVENTS} from "./event-words.js";
import {periodNoun, periodNouns} from "./period-words.js";

export const STICKINESS = {
  "stickiness.bare": "Units by the number of active {periods} in each {interval}.",
  "stickiness.open.one": "{when}, which is not over yet, {units} was active so far.",
  "stickiness.open.other": "{when}, which is not over yet, {units} were active so far.",
  "stickiness.mean.one": "{when}, {units} was active, {mean} of them in an average {period} ({share}).",
  "stickiness.mean.other": "{when}, {units} were active, {mean} of them in an average {period} ({share}).",
} as const;

/** Like "In March 2024, 420 people were active, 86.4 of them in an average day (21%)." */
export function stickinessSentence({query, tables}: Result, words: Words): string {
  const say = words.speak(STICKINESS);
  const nouns = {
    period: periodNoun(query.subPeriod, words),
    periods: periodNouns(query.subPeriod, words),
    interval: periodNoun(query.interval, words),
  };
  if (!tables.ratio) return say("stickiness.bare", nouns);
  const rows = rowsOf(tables.ratio).filter((row) => (row.breakdown ?? null) === null && row.active !== null);
  const row =
    rows.findLast(({status, active}) => status === "complete" && active !== 0) ??
    rows.findLast(({active}) => active !== 0);
  if (!row) return words.speak(EVENTS)("event.nobodyAtAll");
  const n = row.active as number;
  const when = sentence(words.during(String(row.period), String(query.interval)));
  const gaps = {...nouns, n, when, units: words.units(n, String(query.unit))};
  if (row.ratio === null) return say("stickiness.open", gaps);
  const mean = words.number(row.mean_active as number, 1);
  return say("stickiness.mean", {...gaps, mean, share: words.share(row.ratio as number)});
}
