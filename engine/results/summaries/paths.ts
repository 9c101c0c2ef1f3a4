// The sentence of a paths answer: where sequences begin, where they go, how many stop there.
import {rowsOf} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export function pathsSentence({tables, query, diagnostics}: Result, {count, share}: Words): string {
  const sequences = Number(diagnostics.sequences ?? 0);
  const noun = query.unit === "session" ? "sessions" : query.unit === "account" ? "accounts" : "people";
  if (sequences === 0) return `No ${noun} have such a path.`;
  const nodes = tables.nodes ? rowsOf(tables.nodes) : [];
  const start = nodes.filter(({position}) => position === 1)[0];
  const onward = tables.links
    ? rowsOf(tables.links).filter(({position, source}) => position === 1 && source === start?.name)
    : [];
  if (!start) return `${count(sequences)} ${noun} have such a path.`;
  const end = (query.anchor as {at?: string}).at === "end";
  const lead = `${share(Number(start.share))} of ${count(sequences)} ${noun} ${end ? "end" : "start"} with ${String(start.name)}`;
  const next = onward.find(({target}) => target !== "(exit)");
  if (!next) return `${lead} and ${end ? "have nothing before it" : "go no further"}.`;
  return `${lead}; ${end ? "most often after" : "the most frequent next step is"} ${String(next.target)} (${share(Number(next.share_of_source))}).`;
}
