// How long conversions took, in bins (semantics 4.14).
import type {Cell} from "../../model/table.js";
import type {FunnelFacts} from "./facts.js";
import {addTotal, shownGroups, type Groups} from "./groups.js";
import {edgesOf, type FunnelQuery} from "./query.js";

/** Bins are `[from_ms, to_ms)`; the last has no end. Units are those that reached the last step. */
export function histogramRows(
  {attempts, steps}: FunnelFacts,
  groups: Groups,
  query: FunnelQuery,
): Record<string, Cell>[] {
  const edges = edgesOf(query);
  const sums = new Float64Array(groups.labels.length * edges.length);
  const {depth, bucket, times} = attempts;
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === steps) sums[groups.of[bucket[i]!]! * edges.length + binOf(edges, times[steps - 2]![i]!)]!++;
  }
  if (groups.labels.length > 1) addTotal(sums, edges.length);
  return shownGroups(groups, attempts).flatMap((group) =>
    edges.map((from, bin) => ({
      breakdown: groups.labels[group]!,
      from_ms: from,
      to_ms: edges[bin + 1] ?? null,
      units: sums[group * edges.length + bin]!,
    })),
  );
}

/** The bin of a time ≥ 0. */
export function binOf(edges: readonly number[], time: number): number {
  let low = 0;
  let high = edges.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! <= time) low = middle;
    else high = middle;
  }
  return low;
}
