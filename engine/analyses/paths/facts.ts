// What is collected for paths, and the words for what lies outside a sequence.
import type {PathsQuery} from "./query.js";

export const EXIT = "(exit)";
export const ENTRY = "(entry)";
export const OTHER = "(other)";

/** Sequences as rows of `width` name codes (0 = none there), positions from `first` on, with the time from each to the next. */
export interface PathsFacts {
  readonly names: readonly string[];
  readonly width: number;
  readonly codes: Uint32Array;
  readonly gaps: Float64Array;
  readonly sequences: number;
  /** Units with events in range but without the anchor. */
  readonly notMatched: number;
  /** Adjacent pairs of whole sequences, without positions. */
  readonly pairs: {
    readonly source: Uint32Array;
    readonly target: Uint32Array;
    readonly count: Uint32Array;
    readonly units: Uint32Array;
  };
}

/** Positions of a query: numbers from `first`, `width` of them; the anchor is position 1. */
export function positionsOf({anchor, steps}: PathsQuery): {first: number; width: number} {
  return anchor.at === "around" ? {first: 2 - steps, width: 2 * steps - 1} : {first: 1, width: steps};
}
