// Scores of survey responses for the table of surveys: each response once, however many exports hold it.
import {shelf} from "./shelf.js";
import type {FinalOut, Key, Shared, SourceFile} from "./source.js";

interface Scored {
  readonly unit: Key;
  readonly ts: number;
  readonly survey: string;
  readonly question: string;
  readonly value: number;
}

const scoresIn = (shared: Shared) => shelf(shared, "scores of responses", () => new Map<string, Scored>());

/** Takes down a score under its response's id. Of two with one id the earlier counts, as of their events. */
export function scored({shared}: SourceFile, id: string, row: Scored): void {
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
