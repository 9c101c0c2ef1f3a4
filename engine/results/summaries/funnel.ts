// The sentence of a funnel: of those who entered, how many got to the end, and how many still may.
import {parseDuration} from "../../model/duration.js";
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

/** Like "38% of 2,104 people who did “signup” got to “pay” within 14 days; 61 still have time." */
export function funnelSentence({query, tables}: Result, words: Words): string {
  const rows = tables.steps
    ? rowsOf(tables.steps).filter((row) => (row.breakdown ?? null) === null && row.reached !== null)
    : [];
  const [first, last] = [rows[0], rows[rows.length - 1]];
  if (!first || !last) return "The tables tell who went from the first step to the last.";
  const start = query.order === "any" ? `any of ${rows.length} steps` : `“${String(first.label)}”`;
  if (first.reached === 0) return `Nobody did ${start} in this time.`;
  const entered = enteredWords(query, first, start, words);
  const end = query.order === "any" ? "did all of them" : `got to “${String(last.label)}”`;
  return `${words.share(last.rate_total as number)} of ${entered} ${end}${windowWords(query, words)}${pendingWords(last.pending as number, words)}.`;
}

function enteredWords(
  {entry, unit, hold, countBy}: Result["query"],
  {reached}: Row,
  start: string,
  words: Words,
): string {
  const n = reached as number;
  if (entry === "all") return `${words.count(n)} ${n === 1 ? "attempt" : "attempts"} that began with ${start}`;
  const values =
    countBy === "pairs" && Array.isArray(hold) && hold.length > 0
      ? ` (counted once for each ${words.list(hold as string[])})`
      : "";
  return `${words.units(n, String(unit))}${values} who did ${start}`;
}

function windowWords({window}: Result["query"], words: Words): string {
  return typeof window === "string" ? ` within ${words.duration(parseDuration(window))}` : "";
}

function pendingWords(pending: number, words: Words): string {
  if (pending === 0) return "";
  return `; ${words.count(pending)} still ${pending === 1 ? "has" : "have"} time`;
}
