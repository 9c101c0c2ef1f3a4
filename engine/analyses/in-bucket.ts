// Whether something is behind a row of a breakdown: the list behind a number keeps to the buckets that the answer shows.
import type {Buckets} from "../model/buckets.js";
import type {EventPredicate} from "../model/predicate-schema.js";
import type {Breakdown} from "../model/query.js";
import type {Scope} from "../model/scope.js";
import type {Cell, Row} from "../model/table.js";
import type {Work} from "./analysis.js";
import {unitBuckets} from "./unit-buckets.js";

/** What is broken down (a unit, an account) → the label of its value. */
type LabelOf<T> = (of: T) => string;

/** Tests whether something is in the bucket `wanted` (null is the total). `labelling` is asked only where it matters. */
export function inBucket<T>(ranked: Buckets | null, wanted: Cell, labelling: () => LabelOf<T>): (of: T) => boolean {
  if (!ranked || wanted === null) return () => true;
  const labelOf = labelling();
  return (of) => ranked.bucketOf.get(labelOf(of)) === wanted;
}

/** The same for the bucket of a row, where the buckets are known only after `facts` are collected: that is done only where it matters. */
export function* inBucketOf<T, F>(
  {breakdown}: {readonly breakdown?: Breakdown | undefined},
  row: Readonly<Row>,
  facts: Work<F>,
  rank: (facts: F) => Buckets | null,
  labelling: () => LabelOf<T>,
): Work<(of: T) => boolean> {
  const wanted = row.breakdown ?? null;
  return inBucket(breakdown && wanted !== null ? rank(yield* facts) : null, wanted, labelling);
}

/** Units → their labels, as `unitBuckets` tells them apart. */
export function unitLabels(
  scope: Scope,
  predicate: EventPredicate,
  breakdown: Breakdown | undefined,
  path: string,
): LabelOf<number> {
  const {labels, of} = unitBuckets(scope, predicate, breakdown, path);
  return (unit) => labels[of[unit]!]!;
}
