// The transition graph: all adjacent pairs, without positions (semantics 9.4).
import {byCodePoint} from "../../model/order.js";
import type {Cell} from "../../model/table.js";
import type {PairCounts} from "./pair-counter.js";

/** Pairs, the most frequent first. `p_out` is the share of all that follow the source. */
export function graphRows(
  {source, target, count, units}: PairCounts,
  names: readonly string[],
): Record<string, Cell>[] {
  const out = new Map<number, number>();
  source.forEach((code, i) => out.set(code, (out.get(code) ?? 0) + count[i]!));
  const rows = Array.from(source, (code, i) => ({
    source: names[code]!,
    target: names[target[i]!]!,
    count: count[i]!,
    units: units[i]!,
    p_out: count[i]! / out.get(code)!,
  }));
  return rows.sort((a, b) => b.count - a.count || byCodePoint(a.source, b.source) || byCodePoint(a.target, b.target));
}
