// The sentence of a survival answer: by when half have ended, or how many last.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {eventWords} from "./event-words.js";

/** Like "Half of 2,104 people fell silent for 28 days within 45 days; in the groups by plan that differs (p 0.003)." */
export function survivalSentence({query, tables}: Result, words: Words): string {
  const all = (tables.groups ? rowsOf(tables.groups) : []).find(({group}) => group === null);
  const end = eventWords(query.end);
  const ended =
    query.end === undefined
      ? `fell silent for ${words.duration(parseDuration(String(query.gap)))}`
      : `did ${end ?? "anything else"}`;
  if (!all) return `The tables show when units ${ended}.`;
  const start = eventWords(query.start);
  const who = start === null ? "" : ` who did ${start}`;
  if (all.n === 0) return start === null ? "Nobody was active in this time." : `Nobody did ${start} in this time.`;
  const many = `${words.units(Number(all.n), String(query.unit))}${who}`;
  const half =
    all.median_ms === null
      ? `${words.count(Number(all.events))} of ${many} ${ended} so far, too few to tell when half will have`
      : `Half of ${many} ${ended} within ${words.duration(Number(all.median_ms))}`;
  return `${half}${testWords(tables.logrank ? rowsOf(tables.logrank) : [], query, words)}.`;
}

function testWords([test]: Row[], query: Result["query"], words: Words): string {
  if (!test || test.p === null) return "";
  const by = String(query.group ?? (query.breakdown as {prop: string} | undefined)?.prop);
  const p = Number(test.p) < 0.001 ? "p < 0.001" : `p ${words.number(Number(test.p), 3)}`;
  return Number(test.p) < 0.05 ? `; groups by ${by} differ (${p})` : `; groups by ${by} do not differ clearly (${p})`;
}
