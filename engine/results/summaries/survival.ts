// The sentence of a survival answer: by when half have ended, or how many last.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {eventWords, nobodyWords} from "./event-words.js";

export const SURVIVAL = {
  "survival.silent": "fell silent for {span}",
  "survival.did": "did {events}",
  "survival.else": "did anything else",
  "survival.bare": "The tables show when units {ended}.",
  "survival.who": "{units} who did {events}",
  "survival.half": "Half of {who} {ended} within {span}{groups}.",
  "survival.early": "{ends} of {who} {ended} so far, too few to tell when half will have{groups}.",
  "survival.differ": "; groups by {by} differ ({p})",
  "survival.alike": "; groups by {by} do not differ clearly ({p})",
  "survival.p": "p {p}",
  "survival.tiny": "p < {p}",
} as const;

/** Like "Half of 2,104 people fell silent for 28 days within 45 days; groups by plan differ (p 0.003)." */
export function survivalSentence({query, tables}: Result, words: Words): string {
  const say = words.speak(SURVIVAL);
  const all = (tables.groups ? rowsOf(tables.groups) : []).find(({group}) => group === null);
  const ended = endedWords(query, words);
  if (!all) return say("survival.bare", {ended});
  if (all.n === 0) return nobodyWords(query.start, words);
  const units = words.units(Number(all.n), String(query.unit));
  const events = eventWords(query.start, words);
  const who = events === null ? units : say("survival.who", {units, events});
  const groups = groupWords(tables.logrank ? rowsOf(tables.logrank) : [], query, words);
  const half = all.median_ms as number | null;
  return half === null
    ? say("survival.early", {ends: Number(all.events), who, ended, groups})
    : say("survival.half", {who, ended, span: words.span(half), groups});
}

function endedWords({end, gap}: Result["query"], words: Words): string {
  const say = words.speak(SURVIVAL);
  if (end === undefined) return say("survival.silent", {span: words.span(parseDuration(String(gap)))});
  const events = eventWords(end, words);
  return events === null ? say("survival.else") : say("survival.did", {events});
}

function groupWords([test]: Row[], query: Result["query"], words: Words): string {
  if (!test || test.p === null) return "";
  const say = words.speak(SURVIVAL);
  const chance = Number(test.p);
  const by = String(query.group ?? (query.breakdown as {prop: string} | undefined)?.prop);
  const p =
    chance < 0.001
      ? say("survival.tiny", {p: words.number(0.001, 3)})
      : say("survival.p", {p: words.number(chance, 3)});
  return say(chance < 0.05 ? "survival.differ" : "survival.alike", {by, p});
}
