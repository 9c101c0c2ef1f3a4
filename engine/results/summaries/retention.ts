// The sentence of a retention answer: how many started, and how many of them came back early and late.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {eventWords} from "./event-words.js";

/** Like "Of 420 people who did “signup” in 12 cohorts, 38 % came back in week 1 and 21 % in week 11." */
export function retentionSentence({query, tables}: Result, words: Words): string {
  const start = eventWords(query.start);
  const cohorts = cohortsOf(tables.cells ? rowsOf(tables.cells) : []);
  const who = start === null ? "was active" : `did ${start}`;
  if (tables.cells && cohorts.length === 0) return `Nobody ${who} in this time.`;
  const known = (tables.average ? rowsOf(tables.average) : []).filter(
    (row) => (row.breakdown ?? null) === null && row.rate !== null && (query.criterion === "bracket" || row.n !== 0),
  );
  const size = cohorts.reduce((sum, row) => sum + (row.size as number), 0);
  const joined = tables.cells ? joinedWords(query, size, cohorts.length, words) : "On average";
  if (!tables.average) return `${joined}, the table shows who came back.`;
  if (known.length === 0) return `${joined}, none has been observed long enough to tell who came back.`;
  const said = known.length === 1 ? known : [known[0]!, known[known.length - 1]!];
  const shares = said.map(
    (row, i) => `${words.share(row.rate as number)}${i === 0 ? " came back" : ""} ${when(row, query)}`,
  );
  return `${joined}, ${shares.join(" and ")}.`;
}

// With recurring cohorts one person is counted in each of their own.
function joinedWords({start, unit, cohort}: Result["query"], size: number, cohorts: number, words: Words): string {
  const event = eventWords(start);
  const many = cohorts === 1 ? "1 cohort" : `${words.count(cohorts)} cohorts`;
  if (cohort === "recurring") return `Of ${words.count(size)} entries into ${many}`;
  return `Of ${words.units(size, String(unit))} who ${event === null ? "were active" : `did ${event}`}`;
}

function cohortsOf(cells: readonly Row[]): Row[] {
  const seen = new Set<unknown>();
  return cells.filter((row) => (row.breakdown ?? null) === null && !seen.has(row.cohort) && seen.add(row.cohort));
}

function when({n, label}: Row, {period, criterion, mode}: Result["query"]): string {
  const after = mode === "calendar" ? "" : " after the start";
  if (criterion === "bracket") return `in ${String(period)}s ${String(label)}${after}`;
  return `${period === "day" ? "on" : "in"} ${String(period)} ${String(n)}${after}${criterion === "on_or_after" ? " or later" : ""}`;
}
