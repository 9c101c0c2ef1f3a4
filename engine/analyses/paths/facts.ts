// What is collected for paths, and the words for what lies outside a sequence.
import type {Codes} from "../../model/column.js";
import {mergePairs, type PairCounts} from "./pair-counter.js";
import type {PathsQuery} from "./query.js";

export const EXIT = "(exit)";
export const ENTRY = "(entry)";

/** Sequences of one event are only counted: they stand at the anchor's position and nowhere else. */
export interface Sequences {
  /** The longer ones as rows of `width` name codes (0 = none there), positions from `first` on. */
  readonly codes: Codes;
  /** Beside each code the time from it to the next. */
  readonly gaps: Float64Array;
  readonly rows: number;
  /** Sequences of one event by name code; empty where there are none. */
  readonly singles: Uint32Array;
  /** All of them. */
  readonly sequences: number;
  /** Units with events in range but without the anchor. */
  readonly notMatched: number;
  /** Adjacent pairs of whole sequences, without positions. */
  readonly pairs: PairCounts;
}

export interface PathsFacts {
  readonly names: readonly string[];
  /** By the label of a bucket; one bucket where nothing is broken down. */
  readonly buckets: ReadonlyMap<string, Sequences>;
}

/** Positions of a query: numbers from `first`, `width` of them; the anchor is position 1. */
export function positionsOf({anchor, steps}: Pick<PathsQuery, "anchor" | "steps">): {first: number; width: number} {
  return anchor.at === "around" ? {first: 2 - steps, width: 2 * steps - 1} : {first: 1, width: steps};
}

/** The facts of disjoint sets of units over the same dictionary of names. */
export function mergeFacts(parts: readonly PathsFacts[]): PathsFacts {
  const labels = new Set(parts.flatMap(({buckets}) => [...buckets.keys()]));
  const of = (label: string) => parts.flatMap(({buckets}) => buckets.get(label) ?? []);
  return {
    names: parts[0]?.names ?? [],
    buckets: new Map([...labels].map((label) => [label, mergeSequences(of(label))])),
  };
}

/** Sequences of several buckets or threads as one. */
export function mergeSequences(parts: readonly Sequences[]): Sequences {
  if (parts.length === 1) return parts[0]!;
  const length = parts.reduce((sum, {codes}) => sum + codes.length, 0);
  const codes = emptyLike(parts[0]?.codes ?? new Uint8Array(), length);
  const gaps = new Float64Array(length);
  const singles = new Uint32Array(parts.reduce((most, {singles: own}) => Math.max(most, own.length), 0));
  let [at, rows, sequences, notMatched] = [0, 0, 0, 0];
  for (const part of parts) {
    codes.set(part.codes, at);
    gaps.set(part.gaps, at);
    at += part.codes.length;
    part.singles.forEach((count, code) => (singles[code]! += count));
    rows += part.rows;
    sequences += part.sequences;
    notMatched += part.notMatched;
  }
  return {codes, gaps, rows, singles, sequences, notMatched, pairs: mergePairs(parts.map(({pairs}) => pairs))};
}

function emptyLike(codes: Codes, length: number): Codes {
  return new (codes.constructor as new (length: number) => Codes)(length);
}
