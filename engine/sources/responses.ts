// Responses to surveys: an event each, and their scores for the table of surveys, each once, however many exports hold it.
import {stageOfScore} from "./nps.js";
import {shelf} from "./shelf.js";
import type {FinalOut, Key, Out, Shared, SourceFile} from "./source.js";

export interface Response {
  readonly id: string | null;
  readonly survey: string;
  readonly ts: number;
  readonly dayOnly: boolean;
  readonly person: Key;
  /** Who answered, where nobody is named. */
  readonly visitor: Key;
  readonly complete: boolean;
  readonly answers: Readonly<Record<string, unknown>>;
  /** The question about recommending, where it was answered. */
  readonly nps: {readonly question: string; readonly score: number} | null;
}

export function respond(file: SourceFile, out: Out, response: Response): void {
  const {id, survey, ts, dayOnly, person, visitor, complete, answers, nps} = response;
  out.event({
    ts,
    name: "survey response",
    id,
    person,
    visitor: person ? 0 : visitor,
    stage: stageOfScore(nps?.score ?? null),
    dayOnly,
    props: {...answers, survey, complete, ...(nps && {score: nps.score})},
  });
  if (nps && id !== null)
    scored(file, id, {unit: person || visitor, ts, survey, question: nps.question, value: nps.score});
}

interface Scored {
  readonly unit: Key;
  readonly ts: number;
  readonly survey: string;
  readonly question: string;
  readonly value: number;
}

const scoresIn = (shared: Shared) => shelf(shared, "scores of responses", () => new Map<string, Scored>());

// Of two responses with one id the earlier counts, as of their events.
function scored({shared}: SourceFile, id: string, row: Scored): void {
  const known = scoresIn(shared);
  const other = known.get(id);
  if (!other || comesFirst(row, other)) known.set(id, row);
}

const comesFirst = (a: Scored, b: Scored): boolean => a.ts < b.ts || (a.ts === b.ts && a.value < b.value);

/** Puts all scores into the table: for `finish` of a source. */
export function tellScores(shared: Shared, out: FinalOut): void {
  const inTime = [...scoresIn(shared)].sort(([a, x], [b, y]) => x.ts - y.ts || (a < b ? -1 : 1));
  for (const [, row] of inTime) out.row("surveys", {...row});
}
