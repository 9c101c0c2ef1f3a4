// The buckets of a breakdown as a table shows them: the total, the largest values, the rest, and those without a value.
import {bucketsOf, type Buckets} from "../model/buckets.js";
import type {Breakdown} from "../model/query.js";
import {addTo, type TallyFacts} from "./tally.js";

/** Sums by key of one bucket as shown; `breakdown` is null for the total. */
export interface ShownBucket {
  readonly breakdown: string | null;
  readonly byKey: ReadonlyMap<number, Float64Array>;
}

/**
 * The total, then the buckets in the order of output, `(other)` as the sum of the rest; only the total without a breakdown. `main` is
 * the sum that ranks the values. Each unit must have been counted in one bucket at each key.
 */
export function shownBuckets(facts: TallyFacts, breakdown: Breakdown | undefined, main: number): ShownBucket[] {
  const total: ShownBucket = {breakdown: null, byKey: sumsByName(facts, () => "").get("") ?? new Map()};
  if (!breakdown) return [total];
  const {labels, bucketOf} = rankedBuckets(facts, breakdown, main);
  const sums = sumsByName(facts, (label) => bucketOf.get(label)!);
  return [total, ...labels.map((label) => ({breakdown: label, byKey: sums.get(label)!}))];
}

/** Which label goes into which bucket. */
export function rankedBuckets({buckets, cells, width}: TallyFacts, {top}: Breakdown, main: number): Buckets {
  const counts = new Map<string, number>();
  buckets.forEach((label, r) => counts.set(label, (counts.get(label) ?? 0) + cells[r * width + main]!));
  return bucketsOf(counts, top);
}

function sumsByName(
  {width, buckets, keys, cells}: TallyFacts, nameOf: (label: string) => string,
): Map<string, Map<number, Float64Array>> {
  const byName = new Map<string, Map<number, Float64Array>>();
  buckets.forEach((label, r) => {
    const name = nameOf(label);
    let byKey = byName.get(name);
    if (!byKey) byName.set(name, (byKey = new Map()));
    const key = keys[r]!;
    let row = byKey.get(key);
    if (!row) byKey.set(key, (row = new Float64Array(width)));
    addTo(row, cells, r * width);
  });
  return byName;
}
