// The buckets of the tables: which attempts belong to which, the total first.
import {bucketsOf, NONE} from "../../model/buckets.js";
import type {Breakdown} from "../../model/query.js";
import type {Attempts} from "./attempts.js";
import {NOT_REACHED} from "./bucket-reader.js";
import type {FunnelFacts} from "./facts.js";

export interface Groups {
  /** What the column `breakdown` says of each group: null for the total, which is group 0. */
  readonly labels: readonly (string | null)[];
  /** Place in the labels of the facts → group; all 0 without a breakdown. */
  readonly of: Uint32Array;
}

/**
 * Ranked by the number of attempts; the rest shares `(other)` (semantics 3.5). Values that occur only in single periods come last, so
 * that a group may be empty but for the trend.
 */
export function groupsOf({labels, attempts}: FunnelFacts, breakdown: Breakdown | undefined): Groups {
  if (!breakdown) return {labels: [null], of: new Uint32Array(labels.length)};
  const counts = new Map<string, number>(labels.map((label) => [label, 0]));
  const {bucket} = attempts;
  const byPlace = new Uint32Array(labels.length);
  for (let i = 0; i < bucket.length; i++) byPlace[bucket[i]!]!++;
  labels.forEach((label, place) => counts.set(label, byPlace[place]!));
  const ranked = bucketsOf(counts, breakdown, [NOT_REACHED, NONE]);
  const groupOf = new Map(ranked.labels.map((label, g) => [label, g + 1]));
  return {
    labels: [null, ...ranked.labels],
    of: Uint32Array.from(labels, (label) => groupOf.get(ranked.bucketOf.get(label)!)!),
  };
}

/** Adds the rows of all other groups to that of the total, group 0. Rows have `width` sums. */
export function addTotal(sums: Float64Array, width: number): void {
  for (let i = width; i < sums.length; i++) sums[i % width]! += sums[i]!;
}

/** Groups to show, the total always: those that have an attempt. */
export function shownGroups({labels, of}: Groups, {bucket}: Attempts): number[] {
  const present = new Uint8Array(labels.length);
  present[0] = 1;
  for (let i = 0; i < bucket.length; i++) present[of[bucket[i]!]!] = 1;
  return labels.flatMap((_, g) => (present[g] ? [g] : []));
}
