// Sums by group of what attempts did beside going from step to step.
import type {FunnelFacts} from "./facts.js";
import {addTotal, type Groups} from "./groups.js";

/** How many attempts have mark `bit`, by how deep they got. Bits and steps are counted from 0. */
export class MarkCounts {
  readonly #sums: Float64Array;

  /** Counts the marks of bits `0 … bits - 1`. */
  constructor(
    {attempts, steps}: FunnelFacts,
    groups: Groups,
    readonly bits: number,
    readonly depths = steps + 1,
  ) {
    const width = bits * depths;
    this.#sums = new Float64Array(groups.labels.length * width);
    if (bits === 0) return;
    const {marks, depth, bucket} = attempts;
    for (let i = 0; i < marks.length; i++) {
      const at = groups.of[bucket[i]!]! * width + depth[i]!;
      for (let bit = 0; bit < bits; bit++) if ((marks[i]! >>> bit) & 1) this.#sums[at + bit * depths]!++;
    }
    if (groups.labels.length > 1) addTotal(this.#sums, width);
  }

  /** Attempts with the mark that reached step `k`. */
  of(group: number, bit: number, k = 0): number {
    const at = (group * this.bits + bit) * this.depths;
    let count = 0;
    for (let depth = k + 1; depth < this.depths; depth++) count += this.#sums[at + depth]!;
    return count;
  }
}

/** By group and step: attempts whose event of that step has a value of the breakdown's property. */
export function carriedCounts({attempts, steps}: FunnelFacts, groups: Groups): Float64Array {
  const sums = new Float64Array(groups.labels.length * steps);
  const {carried, bucket} = attempts;
  for (let i = 0; i < carried.length; i++) {
    const at = groups.of[bucket[i]!]! * steps;
    for (let k = 0; k < steps; k++) sums[at + k]! += (carried[i]! >>> k) & 1;
  }
  if (groups.labels.length > 1) addTotal(sums, steps);
  return sums;
}

/** By group and step: different units with an attempt that reached it. */
export function unitCounts({attempts, steps}: FunnelFacts, groups: Groups): Float64Array {
  const counts = new Float64Array(groups.labels.length * steps);
  // The attempts of a unit lie side by side, so the latest unit counted is all there is to remember.
  const latest = new Float64Array(counts.length).fill(-1);
  const {unit, depth, bucket} = attempts;
  const count = (group: number, i: number) => {
    for (let at = group * steps; at < group * steps + depth[i]!; at++) {
      if (latest[at] === unit[i]) continue;
      latest[at] = unit[i]!;
      counts[at]!++;
    }
  };
  for (let i = 0; i < unit.length; i++) {
    const group = groups.of[bucket[i]!]!;
    count(0, i);
    if (group > 0) count(group, i);
  }
  return counts;
}
