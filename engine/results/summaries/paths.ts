// The sentence of a paths answer: where sequences begin, where they go, how many stop there.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export const PATHS = {
  "paths.none.user": "No people have such a path.",
  "paths.none.session": "No sessions have such a path.",
  "paths.none.account": "No accounts have such a path.",
  "paths.some.one": "{units} has such a path.",
  "paths.some.other": "{units} have such a path.",
  "paths.start.one": "{share} of {units} starts with {event}",
  "paths.start.other": "{share} of {units} start with {event}",
  "paths.end.one": "{share} of {units} ends with {event}",
  "paths.end.other": "{share} of {units} end with {event}",
  "paths.start.only.one": "{lead} and goes no further.",
  "paths.start.only.other": "{lead} and go no further.",
  "paths.end.only.one": "{lead} and has nothing before it.",
  "paths.end.only.other": "{lead} and have nothing before it.",
  "paths.start.next": "{lead}; the most frequent next step is {event} ({share}).",
  "paths.end.next": "{lead}; most often after {event} ({share}).",
} as const;

export function pathsSentence({tables, query, diagnostics}: Result, words: Words): string {
  const say = words.speak(PATHS);
  const n = Number(diagnostics.sequences ?? 0);
  if (n === 0) return say(`paths.none.${query.unit as "user"}`);
  const units = words.units(n, String(query.unit));
  const nodes = tables.nodes ? rowsOf(tables.nodes) : [];
  const start = nodes.filter(({position}) => position === 1)[0];
  if (!start) return say("paths.some", {n, units});
  const side = (query.anchor as {at?: string}).at === "end" ? "end" : "start";
  const lead = say(`paths.${side}`, {n, share: words.share(Number(start.share)), units, event: String(start.name)});
  const next = (tables.links ? rowsOf(tables.links) : []).find(
    ({position, source, target}) => position === 1 && source === start.name && target !== "(exit)",
  );
  if (!next) return say(`paths.${side}.only`, {n, lead});
  const share = words.share(Number(next.share_of_source));
  return say(`paths.${side}.next`, {lead, event: String(next.target), share});
}
