// The walk in any order: how many steps can be given an event of their own (semantics 4.5, 4.7).
import type {Journey} from "./journey.js";
import {Matching} from "./matching.js";
import type {Plan} from "./plan.js";
import {COMPLETE, EXCLUDED, OPEN, type Walk} from "./walk.js";

/** The kinds of event this walk asks a journey for: each step, and what excludes. */
export function anyKinds({required, excluded}: Plan): number[] {
  return [...required.map((_, k) => 1 << k), excluded[0]!];
}

export class AnyWalk implements Walk {
  readonly entries: Int32Array;
  depth = 0;
  end = OPEN;
  endBlock = -1;
  lacked = -Infinity;
  readonly #journey: Journey;
  readonly #steps: number;
  readonly #window: number;
  readonly #excluded: number;
  readonly #matching: Matching;
  // Where the latest attempt began, up to which block it looked, and until when.
  #start = 0;
  #until = 0;
  #limit = 0;

  constructor(journey: Journey, {required, window, excluded}: Plan) {
    this.#journey = journey;
    this.#steps = required.length;
    this.#window = window;
    this.#excluded = excluded[0]!;
    this.#matching = new Matching(required.length);
    this.entries = new Int32Array(required.length);
  }

  from(anchor: number): void {
    const journey = this.#journey;
    const {ts, end} = journey;
    const limit = ts[anchor]! + this.#window;
    const start = journey.blockOf(anchor);
    const stop = this.#exclusion(start, limit);
    this.#matching.clear();
    this.depth = 0;
    this.#take(start, limit);
    let block = start;
    while (this.depth < this.#steps) {
      const next = this.#nextUseful(block);
      if (next > stop || next >= end || ts[journey.entryOf(next)]! > limit) break;
      block = next;
      const before = this.depth;
      this.#take(block, limit);
      // What happens together with the exclusion counts only if it completes the attempt.
      if (block === stop && this.depth < this.#steps) {
        this.depth = before;
        break;
      }
    }
    const complete = this.depth === this.#steps;
    this.end = complete ? COMPLETE : stop < end ? EXCLUDED : OPEN;
    this.endBlock = complete ? block : stop < end ? stop : -1;
    this.#start = start;
    this.#until = complete ? block + 1 : stop;
    this.#limit = limit;
  }

  /** Bits of the steps that the latest attempt did, whether or not they count for its depth. */
  did(): number {
    const journey = this.#journey;
    let did = 0;
    for (let k = 0; k < this.#steps; k++) {
      const block = journey.next(k, this.#start - 1);
      if (block < this.#until && journey.ts[journey.firstWith(1 << k, block)]! <= this.#limit) did |= 1 << k;
    }
    return did;
  }

  // The first block after the anchor's that has an excluding event within the window; the end of the sequence without one.
  #exclusion(start: number, limit: number): number {
    const journey = this.#journey;
    if (this.#excluded === 0) return journey.end;
    const stop = journey.next(this.#steps, start);
    return stop < journey.end && journey.ts[journey.firstWith(this.#excluded, stop)]! <= limit ? stop : journey.end;
  }

  // The next block with an event that can make the matching larger.
  #nextUseful(block: number): number {
    let next = this.#journey.end;
    for (let k = 0; k < this.#steps; k++) {
      if (this.#matching.useful & (1 << k)) next = Math.min(next, this.#journey.next(k, block));
    }
    return next;
  }

  #take(block: number, limit: number): void {
    const {bits, ts} = this.#journey;
    const end = this.#journey.entryAfter(block);
    for (let entry = this.#journey.entryOf(block); entry < end && this.depth < this.#steps; entry++) {
      if (ts[entry]! <= limit && this.#matching.add(bits[entry]!)) this.entries[this.depth++] = entry;
    }
  }
}
