// The sentence of a stages answer: how many there are and where most of them stand.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";
import {PERIODS} from "./period-words.js";
import {stageWords} from "./stage-words.js";

export const STAGES = {
  "stages.bare": "The tables show how stages of the journey follow each other.",
  "stages.none": "Nobody is on the journey yet.",
  "stages.at.one": "{when}, {units} was on the journey: {shares}.",
  "stages.at.other": "{when}, {units} were on the journey: {shares}.",
  "stages.now": "Of {units}, {shares}.",
  "stages.share": "{share} in {stage}",
  "stages.unchanged": "Nobody changed stages in this time.",
  "stages.change.one": "The most frequent change was from {from} to {to} ({n} time).",
  "stages.change.other": "The most frequent change was from {from} to {to} ({n} times).",
  "stages.stay": "Half of all stays in {stage}, the longest, last {duration} or more.",
  "stages.noStay": "No stage has been left often enough to tell how long stays last.",
} as const;

/** Like "In the week of Mar 25, 2024, 2,104 people were on the journey: 38 % in Retention, 20 % in Inactive and 9 % in Referral." */
export function stagesSentence(result: Result, words: Words): string {
  const {tables, query} = result;
  if (tables.distribution) return distributionWords(rowsOf(tables.distribution), result, words);
  if (tables.now) return nowWords(rowsOf(tables.now), String(query.unit), words);
  if (tables.transitions) return transitionWords(rowsOf(tables.transitions), words);
  if (tables.dwell) return dwellWords(rowsOf(tables.dwell), words);
  return words.speak(STAGES)("stages.bare");
}

function distributionWords(all: Row[], {query}: Result, words: Words): string {
  const say = words.speak(STAGES);
  const last = latest(all.filter((row) => (row.breakdown ?? null) === null && row.units !== null));
  const n = last.reduce((sum, row) => sum + Number(row.units), 0);
  if (n === 0) return say("stages.none");
  const {period, status} = last[0]!;
  const during = sentence(words.during(String(period), String(query.period)));
  const when = status === "complete" ? during : words.speak(PERIODS)("period.soFar", {when: during});
  const shares = sharesWords(last, (row) => Number(row.share), words);
  return say("stages.at", {n, when, units: words.units(n, String(query.unit)), shares});
}

// The last complete period, else the one under way.
function latest(rows: readonly Row[]): Row[] {
  const row = rows.findLast(({status}) => status === "complete") ?? rows.at(-1);
  return rows.filter(({period}) => period === row?.period);
}

function nowWords(rows: readonly Row[], unit: string, words: Words): string {
  const say = words.speak(STAGES);
  if (rows.length === 0) return say("stages.none");
  const counts = new Map<string, Row & {units: number}>();
  for (const row of rows) {
    const known = counts.get(String(row.stage));
    counts.set(String(row.stage), {...row, units: (known?.units ?? 0) + 1});
  }
  const shares = sharesWords([...counts.values()], (row) => Number(row.units) / rows.length, words);
  return say("stages.now", {units: words.units(rows.length, unit), shares});
}

function sharesWords(rows: readonly Row[], share: (row: Row) => number, words: Words): string {
  const say = words.speak(STAGES);
  const said = largest(rows, "units").map((row) =>
    say("stages.share", {share: words.share(share(row)), stage: stageWords(row.stage, row.label, words)}),
  );
  return words.list(said);
}

function transitionWords(rows: readonly Row[], words: Words): string {
  const say = words.speak(STAGES);
  const [most] = largest(
    rows.filter(({from, to}) => from !== to && from !== "(entering)"),
    "jumps",
  );
  if (!most || Number(most.jumps) === 0) return say("stages.unchanged");
  const [from, to] = [stageWords(most.from, most.from_label, words), stageWords(most.to, most.to_label, words)];
  return say("stages.change", {from, to, n: Number(most.jumps)});
}

function dwellWords(rows: readonly Row[], words: Words): string {
  const say = words.speak(STAGES);
  const known = rows.filter(({median_ms}) => median_ms !== null);
  if (known.length === 0) return say("stages.noStay");
  const [longest] = largest(known, "median_ms");
  const {stage, label, median_ms: half} = longest!;
  return say("stages.stay", {stage: stageWords(stage, label, words), duration: words.duration(Number(half))});
}

/** Up to three, the largest first; ties stay in the order of the journey. */
function largest(rows: readonly Row[], column: string): Row[] {
  const some = rows.filter((row) => Number(row[column]) > 0);
  return [...some].sort((a, b) => Number(b[column]) - Number(a[column])).slice(0, 3);
}
