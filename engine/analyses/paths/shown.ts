// The buckets of a paths answer: the total, then the values with the most sequences, `(other)`, `(none)`.
import {bucketsOf, type Buckets} from "../../model/buckets.js";
import {mergeSequences, type PathsFacts, type Sequences} from "./facts.js";
import type {PathsQuery} from "./query.js";

interface ShownSequences extends Sequences {
  readonly breakdown: string | null;
}

export function shownSequences(facts: PathsFacts, query: PathsQuery): ShownSequences[] {
  const total = {...mergeSequences([...facts.buckets.values()]), breakdown: null};
  const ranked = rankedSequences(facts, query);
  if (!ranked) return [total];
  const parts = (bucket: string) =>
    [...facts.buckets].filter(([label]) => ranked.bucketOf.get(label) === bucket).map(([, own]) => own);
  return [total, ...ranked.labels.map((bucket) => ({...mergeSequences(parts(bucket)), breakdown: bucket}))];
}

/** Which value goes into which bucket; null without a breakdown. */
export function rankedSequences({buckets}: PathsFacts, {breakdown}: PathsQuery): Buckets | null {
  if (!breakdown) return null;
  const counts = [...buckets].filter(([, {sequences, notMatched}]) => sequences + notMatched > 0);
  return bucketsOf(new Map(counts.map(([label, {sequences}]) => [label, sequences])), breakdown);
}
