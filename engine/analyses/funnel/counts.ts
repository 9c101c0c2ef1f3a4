// How many attempts of each group got how far, and which of them may still go on (semantics 4.10).
import type {Attempts} from "./attempts.js";
import {addTotal, type Groups} from "./groups.js";
import {OPEN} from "./walk.js";

/** What decides whether an attempt has time left. */
export interface Observed {
  readonly window: number;
  readonly asOf: number;
}

/** Not ended, and its window not over. */
export function isPending({end, anchor}: Attempts, i: number, {window, asOf}: Observed): boolean {
  return end[i] === OPEN && anchor[i]! + window >= asOf;
}

/** Its whole window has been observed. */
export function isMature({anchor}: Attempts, i: number, {window, asOf}: Observed): boolean {
  return anchor[i]! + window < asOf;
}

/** Sums by group and depth. Steps are counted from 0. */
export class Counts {
  readonly #width: number;
  readonly #deep: Float64Array;
  readonly #pending: Float64Array;
  readonly #mature: Float64Array;

  constructor(attempts: Attempts, groups: Groups, steps: number, observed: Observed) {
    const width = steps + 1;
    const size = groups.labels.length * width;
    const [deep, pending, mature] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
    const {depth, bucket} = attempts;
    for (let i = 0; i < depth.length; i++) {
      const at = groups.of[bucket[i]!]! * width + depth[i]!;
      deep[at]!++;
      if (isPending(attempts, i, observed)) pending[at]!++;
      if (isMature(attempts, i, observed)) mature[at]!++;
    }
    for (const sums of [deep, pending, mature]) if (groups.labels.length > 1) addTotal(sums, width);
    this.#width = width;
    this.#deep = deep;
    this.#pending = pending;
    this.#mature = mature;
  }

  /** Attempts that reached step `k`. */
  reached(group: number, k: number): number {
    return this.#above(this.#deep, group, k);
  }
  /** Attempts that have not reached step `k` and still may. */
  pending(group: number, k: number): number {
    return this.#above(this.#pending, group, 0) - this.#above(this.#pending, group, k);
  }
  /** Attempts that reached step `k`, of those whose whole window has been observed. */
  mature(group: number, k: number): number {
    return this.#above(this.#mature, group, k);
  }

  #above(sums: Float64Array, group: number, k: number): number {
    let sum = 0;
    for (let depth = k + 1; depth < this.#width; depth++) sum += sums[group * this.#width + depth]!;
    return sum;
  }
}
