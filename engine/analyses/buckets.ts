// The buckets of a breakdown as a table shows them: the total, the largest values, the rest, and those without a value.
import {bucketsOf, type Buckets} from "../model/buckets.js";
import type {Breakdown} from "../model/query.js";
import {addTo, type TallyFacts} from "./tally.js";

/** The columns that a table shows: `breakdown` only where the query has one. */
export function shownColumns(columns: readonly string[], {breakdown}: {readonly breakdown?: unknown}): string[] {
  return columns.filter((column) => column !== "breakdown" || breakdown);
}

/** Sums by key of one bucket as shown; `breakdown` is null for the total. */
export interface ShownBucket {
  readonly breakdown: string | null;
  readonly byKey: ReadonlyMap<number, Float64Array>;
}

/**
 * The total, then the buckets in the order of output, `(other)` as the sum of the rest; only the total where nothing is broken down
 * (`ranked` null). Each unit must have been counted in one bucket at each key.
 */
export function shownBuckets(facts: TallyFacts, ranked: Buckets | null): ShownBucket[] {
  const total: ShownBucket = {
    breakdown: null,
    byKey: sumsByName(facts, () => "").get("") ?? new Map<number, Float64Array>(),
  };
  if (!ranked) return [total];
  const sums = sumsByName(facts, (label) => ranked.bucketOf.get(label)!);
  return [
    total,
    ...ranked.labels.map((label) => ({breakdown: label, byKey: sums.get(label) ?? new Map<number, Float64Array>()})),
  ];
}

/**
 * The values by the sum of column `main` over the keys from `fromKey` on, and which label goes into which bucket; null without a
 * breakdown. `also` are labels that other facts of the same answer have.
 */
export function rankedBuckets(
  facts: TallyFacts,
  breakdown: Breakdown | undefined,
  main: number,
  {fromKey = 0, also = []}: {fromKey?: number; also?: readonly string[]} = {},
): Buckets | null {
  if (!breakdown) return null;
  const {buckets, keys, cells, width} = facts;
  const counts = new Map<string, number>(also.map((label) => [label, 0]));
  buckets.forEach((label, r) => {
    const count = keys[r]! < fromKey ? 0 : cells[r * width + main]!;
    counts.set(label, (counts.get(label) ?? 0) + count);
  });
  return bucketsOf(counts, breakdown);
}

function sumsByName(
  {width, buckets, keys, cells}: TallyFacts,
  nameOf: (label: string) => string,
): Map<string, Map<number, Float64Array>> {
  const byName = new Map<string, Map<number, Float64Array>>();
  buckets.forEach((label, r) => {
    const name = nameOf(label);
    let byKey = byName.get(name);
    if (!byKey) byName.set(name, (byKey = new Map<number, Float64Array>()));
    const key = keys[r]!;
    let row = byKey.get(key);
    if (!row) byKey.set(key, (row = new Float64Array(width)));
    addTo(row, cells, r * width);
  });
  return byName;
}
