// The sentence of a stages answer: how many there are and where most of them stand.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import {sentence, type Words} from "../words.js";

/** Like "In the week of Mar 25, 2024, 2,104 people were on the journey: 38 % in Retention, 20 % in Inactive and 9 % in Referral." */
export function stagesSentence(result: Result, words: Words): string {
  const {tables, query} = result;
  if (tables.distribution) return distributionWords(rowsOf(tables.distribution), result, words);
  if (tables.now) return nowWords(tables.now.array("label"), String(query.unit), words);
  if (tables.transitions) return transitionWords(rowsOf(tables.transitions), words);
  if (tables.dwell) return dwellWords(rowsOf(tables.dwell), words);
  return "The tables show how stages of the journey follow each other.";
}

function distributionWords(all: Row[], {query}: Result, words: Words): string {
  const rows = all.filter((row) => (row.breakdown ?? null) === null && row.units !== null);
  const last = latest(rows);
  const people = last.reduce((sum, row) => sum + Number(row.units), 0);
  if (people === 0) return "Nobody is on the journey yet.";
  const so = last[0]!.status === "complete" ? "" : " so far";
  const shares = largest(last, "units").map((row) => `${words.share(Number(row.share))} in ${String(row.label)}`);
  const when = sentence(words.during(String(last[0]!.period), String(query.period)));
  const many = `${words.units(people, String(query.unit))} ${people === 1 ? "was" : "were"}`;
  return `${when}${so}, ${many} on the journey: ${words.list(shares)}.`;
}

// The last complete period, else the one under way.
function latest(rows: readonly Row[]): Row[] {
  const row = rows.findLast(({status}) => status === "complete") ?? rows.at(-1);
  return rows.filter(({period}) => period === row?.period);
}

function nowWords(labels: ArrayLike<unknown>, unit: string, words: Words): string {
  if (labels.length === 0) return "Nobody is on the journey yet.";
  const counts = new Map<string, number>();
  for (let i = 0; i < labels.length; i++) counts.set(String(labels[i]), (counts.get(String(labels[i])) ?? 0) + 1);
  const stages = [...counts].map(([label, units]) => ({label, units}));
  const shares = largest(stages, "units").map(
    (row) => `${words.share(Number(row.units) / labels.length)} in ${String(row.label)}`,
  );
  return `Of ${words.units(labels.length, unit)}, ${words.list(shares)}.`;
}

function transitionWords(rows: readonly Row[], words: Words): string {
  const [most] = largest(
    rows.filter(({from, to}) => from !== to && from !== "(entering)"),
    "jumps",
  );
  if (!most || Number(most.jumps) === 0) return "Nobody changed stages in this time.";
  return `The most frequent change was from ${String(most.from_label)} to ${String(most.to_label)} (${words.count(Number(most.jumps))} times).`;
}

function dwellWords(rows: readonly Row[], words: Words): string {
  const known = rows.filter(({median_ms}) => median_ms !== null);
  if (known.length === 0) return "No stage has been left often enough to tell how long stays last.";
  const [longest] = largest(known, "median_ms");
  return `Half of all stays in ${String(longest!.label)}, the longest, last ${words.duration(Number(longest!.median_ms))} or more.`;
}

/** Up to three, the largest first; ties stay in the order of the journey. */
function largest(rows: readonly Row[], column: string): Row[] {
  const some = rows.filter((row) => Number(row[column]) > 0);
  return [...some].sort((a, b) => Number(b[column]) - Number(a[column])).slice(0, 3);
}
