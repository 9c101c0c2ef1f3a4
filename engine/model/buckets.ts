// Breakdown buckets: the frequent values, then `(other)`, then `(none)` (semantics 3.5, design.md section 7 "Defaults").
import {byCodePoint} from "./order.js";
import type {Breakdown} from "./query.js";

export const OTHER = "(other)";
export const NONE = "(none)";

/** Where each value goes. */
export interface Buckets {
  /** Labels in the order of output. */
  readonly labels: readonly string[];
  /** Value label → bucket label. */
  readonly bucketOf: ReadonlyMap<string, string>;
}

/**
 * The `top` most counted values keep a bucket of their own (ties go by label), or exactly the `values` that are asked for. Counts are by
 * label, `(none)` included.
 */
export function bucketsOf(
  counts: ReadonlyMap<string, number>,
  {top, values: asked}: Pick<Breakdown, "top" | "values">,
  apart: readonly string[] = [NONE],
): Buckets {
  const values = [...counts.keys()].filter((label) => !apart.includes(label));
  values.sort((a, b) => counts.get(b)! - counts.get(a)! || byCodePoint(a, b));
  const kept = asked ? [...new Set(asked)].filter((label) => !apart.includes(label)) : values.slice(0, top);
  const own = new Set(kept);
  const others = values.filter((label) => !own.has(label));
  const bucketOf = new Map([
    ...kept.map((label) => [label, label] as const),
    ...others.map((label) => [label, OTHER] as const),
  ]);
  const present = apart.filter((label) => counts.has(label));
  for (const label of present) bucketOf.set(label, label);
  return {labels: [...kept, ...(others.length > 0 ? [OTHER] : []), ...present], bucketOf};
}
