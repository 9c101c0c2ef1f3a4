// The name of a measure in a sentence.
import type {Reason} from "../../model/reason.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {eventWords} from "./event-words.js";
import {periodNoun} from "./period-words.js";

/** What the diagnostics of a metric answer say about its measure. */
export interface MeasureFacts {
  readonly name?: string;
  /** English. */
  readonly label: string;
  /** What the label says of how the measure was read. */
  readonly label_of?: Readonly<Record<string, string | number>>;
  readonly label_key?: string;
  readonly format: string;
  readonly currency: string | null;
  /** Why the last value is unknown, where that is known. */
  readonly reason?: Reason;
}

export const BASIC = {
  "basic.count": "Events",
  "basic.uniques": "Active units",
  "basic.sum": "Sum",
  "basic.mean": "Mean",
  "basic.count.did": "Events {events}",
  "basic.uniques.did": "Units that did {events}",
  "basic.of": "{name} of {prop}",
  "basic.of.did": "{name} of {prop} over {events}",
} as const;

/** Like "Events “purchase”", "Mean of amount over “purchase”". */
export function basicLabel(measure: "count" | "uniques" | "sum" | "mean", asked: Asked, words: Words): string {
  const {prop, event} = asked;
  const say = words.speak(BASIC);
  const name = say(`basic.${measure}`);
  const events = event === undefined ? null : eventWords(event, words);
  if (typeof prop === "string")
    return events ? say("basic.of.did", {name, prop, events}) : say("basic.of", {name, prop});
  if (events === null) return name;
  return say(measure === "count" ? "basic.count.did" : "basic.uniques.did", {events});
}

interface Asked {
  readonly prop?: unknown;
  readonly event?: unknown;
}

/** The label that the answer brings; in another language it is made again. */
export function measureLabel({query, diagnostics}: Result, words: Words): string {
  const {name = "", label, label_of: gaps = {}, label_key: key = name} = diagnostics.measure as MeasureFacts;
  if (Object.hasOwn(BASIC, `basic.${name}`)) return basicLabel(name as "count", query, words);
  const said = Object.entries(gaps).map(([gap, value]): [string, string | number] => {
    if (gap === "period") return [gap, periodNoun(value, words)];
    if (gap === "days") return [gap, value];
    return [gap, words.name(`${gap}.${value}`, String(value))];
  });
  // The plural goes by the days where the measure counts nothing else.
  return words.name(`measure.${key}`, label, {n: gaps["days"] ?? "", ...Object.fromEntries(said)});
}
