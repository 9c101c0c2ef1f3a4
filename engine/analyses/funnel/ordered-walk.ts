// The walk through steps in their order, the first match being binding (semantics 4.3, 4.4, 4.7).
import type {Journey} from "./journey.js";
import {maskOf, type OptionalStep, type Plan} from "./plan.js";
import {BROKEN, COMPLETE, EXCLUDED, OPEN, type Walk} from "./walk.js";

/** The kinds of event that are asked of a journey: required steps, what excludes after each of them, what breaks, optional steps. */
export function orderedKinds({required, optional, excluded, breaking}: Plan): number[] {
  return [
    ...required.map((_, k) => 1 << k),
    ...excluded,
    breaking,
    ...optional.map((_, o) => 1 << (required.length + o)),
  ];
}
/** The kind of optional step `o`. */
const optionalKind = (steps: number, o: number): number => 2 * steps + 1 + o;

export class OrderedWalk implements Walk {
  readonly entries: Int32Array;
  depth = 0;
  end = OPEN;
  endBlock = -1;
  lacked = -Infinity;
  readonly #journey: Journey;
  readonly #steps: number;
  readonly #window: number;
  readonly #within: Float64Array;
  readonly #optional: readonly OptionalStep[];
  readonly #excluded: Int32Array;
  readonly #breaking: number;
  // Whether anything but time can end an attempt before its last step.
  readonly #canStop: boolean;

  constructor(journey: Journey, {required, optional, window, excluded, breaking}: Plan) {
    this.#journey = journey;
    this.#steps = required.length;
    this.#window = window;
    this.#within = Float64Array.from(required, ({within}) => within);
    this.#optional = optional;
    this.#excluded = Int32Array.from(excluded);
    this.#breaking = breaking;
    this.#canStop = breaking !== 0 || excluded.some((bits) => bits !== 0);
    this.entries = new Int32Array(required.length);
  }

  from(anchor: number): void {
    const journey = this.#journey;
    const entries = this.entries;
    const steps = this.#steps;
    const {ts, tied} = journey;
    const limit = ts[anchor]! + this.#window;
    let block = journey.blockOf(anchor);
    let at = ts[anchor]!;
    let k = 1;
    entries[0] = anchor;
    this.end = OPEN;
    this.endBlock = -1;
    for (; k < steps; k++) {
      const deadline = Math.min(limit, at + this.#within[k]!);
      let entry = tied ? this.#candidate(block, k, deadline) : -1;
      if (entry < 0) {
        const next = journey.next(k, block);
        if (next < journey.end) entry = tied ? this.#candidate(next, k, deadline) : ts[next]! <= deadline ? next : -1;
        if (this.#canStop && this.#stops(k - 1, block, entry < 0 ? journey.end : next, limit)) entry = -1;
        if (entry < 0) {
          this.#stick(next);
          break;
        }
        block = next;
      }
      entries[k] = entry;
      at = Math.max(at, ts[entry]!);
    }
    this.depth = k;
    if (k < steps) return;
    this.end = COMPLETE;
    this.endBlock = block;
  }

  // Without simultaneous events each step of a later attempt comes no earlier than the same step of this one.
  #stick(next: number): void {
    const {ts, end, tied} = this.#journey;
    this.lacked = tied ? -Infinity : next < end ? ts[next]! : Infinity;
  }

  // The unused event of the block that fills step k by its deadline: the one that matches the fewest later steps, then the first.
  #candidate(block: number, k: number, deadline: number): number {
    const {bits, ts} = this.#journey;
    const later = maskOf(k + 1, this.#steps - k - 1);
    const end = this.#journey.entryAfter(block);
    let best = -1;
    let fewest = Infinity;
    for (let entry = this.#journey.entryOf(block); entry < end; entry++) {
      if ((bits[entry]! & (1 << k)) === 0 || ts[entry]! > deadline || this.#isUsed(entry, k)) continue;
      const count = bitCount(bits[entry]! & later);
      if (count >= fewest) continue;
      best = entry;
      fewest = count;
    }
    return best;
  }

  #isUsed(entry: number, depth: number): boolean {
    for (let k = 0; k < depth; k++) if (this.entries[k] === entry) return true;
    return false;
  }

  /** Bits of the optional steps that the latest attempt did (semantics 4.8). */
  done(): number {
    let done = 0;
    for (let o = 0; o < this.#optional.length; o++) if (this.#isDone(o, this.#optional[o]!)) done |= 1 << o;
    return done;
  }

  // An unused match from the step before on, up to the step after if that was reached, else to the end of the window.
  #isDone(o: number, {after, within}: OptionalStep): boolean {
    if (this.depth <= after) return false;
    const {ts, bits, end} = this.#journey;
    const wanted = 1 << (this.#steps + o);
    const start = this.#journey.blockOf(this.entries[after]!);
    const last = this.depth > after + 1 ? this.#journey.blockOf(this.entries[after + 1]!) : end - 1;
    const limit = Math.min(ts[this.entries[0]!]! + this.#window, ts[this.entries[after]!]! + within);
    let block = start - 1;
    for (;;) {
      block = this.#journey.next(optionalKind(this.#steps, o), block);
      if (block > last || ts[this.#journey.entryOf(block)]! > limit) return false;
      for (let entry = this.#journey.entryOf(block); entry < this.#journey.entryAfter(block); entry++) {
        if ((bits[entry]! & wanted) !== 0 && ts[entry]! <= limit && !this.#isUsed(entry, this.depth)) return true;
      }
    }
  }

  // Does something end the attempt, standing at step k since `block`, before it goes on in block `next`?
  #stops(k: number, block: number, next: number, limit: number): boolean {
    const {ts, end} = this.#journey;
    const steps = this.#steps;
    const excluded = this.#excluded[k] ? this.#journey.next(steps + k, block) : end;
    const broken = this.#breaking ? this.#journey.next(2 * steps, block) : end;
    const stop = Math.min(excluded, broken);
    if (stop >= next) return false;
    const wanted = excluded === stop ? this.#excluded[k]! : this.#breaking;
    if (ts[this.#journey.firstWith(wanted, stop)]! > limit) return false;
    this.end = excluded === stop ? EXCLUDED : BROKEN;
    this.endBlock = stop;
    return true;
  }
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
