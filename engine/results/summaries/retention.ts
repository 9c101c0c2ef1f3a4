// The sentence of a retention answer: how many started, and how many of them came back early and late.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {eventWords, nobodyWords} from "./event-words.js";
import {periodAt, periodNoun, periodNouns, PERIODS} from "./period-words.js";

export const RETENTION = {
  "retention.average": "On average",
  "retention.active.one": "Of {units} who was active",
  "retention.active.other": "Of {units} who were active",
  "retention.did": "Of {units} who did {events}",
  "retention.entries.one": "Of {size} entries into {n} cohort",
  "retention.entries.other": "Of {size} entries into {n} cohorts",
  "retention.table": "{who}, the table shows who came back.",
  "retention.early": "{who}, none has been observed long enough to tell who came back.",
  "retention.single": "{who}, {share} came back {at}.",
  "retention.pair": "{who}, {share} came back {at} and {later} {laterAt}.",
} as const;

/** Like "Of 420 people who did “signup”, 38 % came back in week 1 and 21 % in week 11." */
export function retentionSentence({query, tables}: Result, words: Words): string {
  const say = words.speak(RETENTION);
  const cohorts = cohortsOf(tables.cells ? rowsOf(tables.cells) : []);
  if (tables.cells && cohorts.length === 0) return nobodyWords(query.start, words);
  const known = (tables.average ? rowsOf(tables.average) : []).filter(
    (row) => (row.breakdown ?? null) === null && row.rate !== null && (query.criterion === "bracket" || row.n !== 0),
  );
  const size = cohorts.reduce((sum, row) => sum + (row.size as number), 0);
  const who = tables.cells ? joinedWords(query, size, cohorts.length, words) : say("retention.average");
  if (!tables.average) return say("retention.table", {who});
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first || !last) return say("retention.early", {who});
  const gaps = {who, share: words.share(first.rate as number), at: when(first, query, words)};
  if (first === last) return say("retention.single", gaps);
  return say("retention.pair", {...gaps, later: words.share(last.rate as number), laterAt: when(last, query, words)});
}

// With recurring cohorts one person is counted in each of their own.
function joinedWords({start, unit, cohort}: Result["query"], size: number, cohorts: number, words: Words): string {
  const say = words.speak(RETENTION);
  if (cohort === "recurring") return say("retention.entries", {size, n: cohorts});
  const [events, units] = [eventWords(start, words), words.units(size, String(unit))];
  return events === null ? say("retention.active", {n: size, units}) : say("retention.did", {units, events});
}

function cohortsOf(cells: readonly Row[]): Row[] {
  const seen = new Set<unknown>();
  return cells.filter((row) => (row.breakdown ?? null) === null && !seen.has(row.cohort) && seen.add(row.cohort));
}

function when({n, label}: Row, {period, criterion, mode}: Result["query"], words: Words): string {
  const say = words.speak(PERIODS);
  const nouns = {period: periodNoun(period, words), periods: periodNouns(period, words), numbers: String(label)};
  const at = criterion === "bracket" ? say("period.between", nouns) : periodAt(period, Number(n), words);
  const after = mode === "calendar" ? at : say("period.afterStart", {at});
  return criterion === "on_or_after" ? say("period.orLater", {at: after}) : after;
}
