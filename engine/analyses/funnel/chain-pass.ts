// The deepest attempt of a sequence in one pass, where nothing but time can end one (semantics 4.3, 4.6).
import type {Entries} from "./journey.js";
import type {Plan} from "./plan.js";
import {COMPLETE, OPEN, type Walk} from "./walk.js";

/** Answers of `best` beside an entry: there is no anchor; or some events are simultaneous, which takes the walk block by block. */
export const NO_ANCHOR = -1;
export const TIED = -2;

/** Whether a plan can be answered so: ordered steps without limits of their own, nothing that excludes, the earliest of the deepest attempts. */
export function isPlain({order, entry, required, optional, excluded}: Plan): boolean {
  const free = required.every(({within}) => within === Infinity) && excluded.every((bits) => bits === 0);
  return order === "ordered" && entry === "best" && optional.length === 0 && free;
}

/**
 * For each step the latest anchor of an attempt that has reached it is kept: of all such attempts it has the most time left. The event
 * that first reaches the final depth does so for every anchor within the window before it, and the earliest of these is the one that counts.
 */
export class ChainPass {
  readonly #ts: Float64Array;
  readonly #bits: Uint32Array;
  readonly #window: number;
  readonly #tolerance: number;
  readonly #walk: Walk;
  /**
   * By step, from 1: the instant of the latest anchor that has reached it, whether or not its window was over by then, since from such a
   * one nothing further can be reached in time either; −Infinity where none has.
   */
  readonly #starts: Float64Array;

  /** Events up to `tolerance` ms after another are simultaneous with it; with −1 none are. Attempts found are written into `walk`. */
  constructor({ts, bits}: Entries, {required, window}: Plan, tolerance: number, walk: Walk) {
    this.#ts = ts;
    this.#bits = bits;
    this.#window = window;
    this.#tolerance = tolerance;
    this.#walk = walk;
    this.#starts = new Float64Array(required.length + 1);
  }

  /** The anchor in [from, to) of the attempt that counts among entries `first … end - 1`, which is then in `walk`; or a constant from above. */
  best(first: number, end: number, from: number, to: number): number {
    const [ts, bits, starts, window, tolerance] = [this.#ts, this.#bits, this.#starts, this.#window, this.#tolerance];
    const steps = starts.length - 1;
    let begin = first;
    while (begin < end && ts[begin]! < from) begin++;
    let before = begin > first ? ts[begin - 1]! : -Infinity;
    let depth = 0;
    let reached = 0;
    for (let k = 1; k <= steps; k++) starts[k] = -Infinity;
    for (let i = begin; i < end && depth < steps; i++) {
      const t = ts[i]!;
      if (t - before <= tolerance) return TIED;
      before = t;
      if (t >= to && !(t <= starts[1]! + window)) break;
      // An event takes an attempt one step further, so later steps come first.
      for (let rest = bits[i]!; rest !== 0;) {
        const k = 31 - Math.clz32(rest);
        rest ^= 1 << k;
        if (k > 0) starts[k + 1] = starts[k]!;
        else if (t < to) starts[1] = t;
        if (k < depth || !(t <= starts[k + 1]! + window)) continue;
        depth = k + 1;
        reached = i;
      }
    }
    if (depth === 0) return NO_ANCHOR;
    return this.#trace(depth === 1 ? reached : begin, depth, reached);
  }

  // From the earliest anchor from `begin` on whose window holds the event that reached the depth, step by step.
  #trace(begin: number, depth: number, reached: number): number {
    const [ts, bits, window, walk] = [this.#ts, this.#bits, this.#window, this.#walk];
    const {entries} = walk;
    const t = ts[reached]!;
    let i = begin;
    while ((bits[i]! & 1) === 0 || ts[i]! + window < t) i++;
    const anchor = i;
    entries[0] = anchor;
    for (let k = 1; k < depth; k++) {
      do i++;
      while ((bits[i]! & (1 << k)) === 0);
      entries[k] = i;
    }
    walk.depth = depth;
    walk.end = depth === entries.length ? COMPLETE : OPEN;
    return anchor;
  }
}
