// One condition over time and one unit: whether it holds at an instant, and until when that cannot change.
import {firstFrom} from "./first-from.js";
import type {EventList} from "./event-list.js";

/**
 * `WITHIN`: at least n entries in (t − span, t]. `FROM`: from the n-th entry + span on, for ever. `FLIPS`: false at first, turned over
 * at each entry. `SUM`: the values of the entries in (t − span, t] pass a test.
 */
export const WITHIN = 0;
export const FROM = 1;
export const FLIPS = 2;
export const SUM = 3;
type LeafKind = typeof WITHIN | typeof FROM | typeof FLIPS | typeof SUM;

/** Values to sum, and whether every partial sum of them is exact. */
interface Summands {
  readonly values: Float64Array;
  /** Sum of all values before each entry, where sums are exact; else null. */
  readonly before: Float64Array | null;
}

/** Instants only move forward between two calls of `start`. Plain fields: this is the inner loop of stage timelines. */
export class Leaf {
  truth = 0;
  /** The truth stays as it is before this instant. */
  until = -Infinity;
  readonly ts: Float64Array;
  readonly offsets: Uint32Array;
  #from = 0;
  #to = 0;
  /** First entry after the instant (or a later one that settles the truth until then). */
  #next = 0;
  /** First entry inside the span, for sums. */
  #first = 0;
  #sum = 0;

  constructor(
    readonly kind: LeafKind,
    list: Pick<EventList, "ts" | "offsets">,
    readonly n: number,
    /** Milliseconds; Infinity for no limit. */
    readonly span: number,
    /** Entries at or after this instant do not exist. */
    readonly limit: number = Infinity,
    readonly summands: Summands | null = null,
    readonly passes: (sum: number) => boolean = () => false,
  ) {
    this.ts = list.ts;
    this.offsets = list.offsets;
  }

  /** Turns to a unit, before all time. */
  start(unit: number): void {
    this.#from = this.#next = this.#first = this.offsets[unit]!;
    this.#to = this.offsets[unit + 1]!;
    if (this.limit < Infinity) this.#to = firstFrom(this.ts, this.#from, this.#to, this.limit);
    this.until = -Infinity;
    this.#sum = 0;
  }

  /** Sets `truth` at `t` and `until`. */
  advance(t: number): void {
    if (this.kind === WITHIN) this.#within(t);
    else if (this.kind === FROM) this.#fromNth(t);
    else if (this.kind === FLIPS) this.#flips(t);
    else this.#sums(t);
  }

  // While it holds, the n-th last entry says how long; later entries prolong that, so most entries are jumped over.
  #within(t: number): void {
    const {ts, n, span} = this;
    const to = this.#to;
    let next = firstAfter(ts, this.#next, to, t);
    let until = next - n >= this.#from ? ts[next - n]! + span : -Infinity;
    if (until > t) {
      for (;;) {
        next = firstAfter(ts, next, to, until);
        const longer = ts[next - n]! + span;
        if (!(longer > until)) break;
        until = longer;
      }
      this.#next = next;
      this.truth = 1;
      this.until = until;
      return;
    }
    if (next < this.#from + n - 1) next = this.#from + n - 1;
    while (next < to && !(ts[next - n + 1]! + span > ts[next]!)) next++;
    this.#next = Math.min(next, to);
    this.truth = 0;
    this.until = next < to ? ts[next]! : Infinity;
  }

  #fromNth(t: number): void {
    const nth = this.#from + this.n - 1;
    const since = nth < this.#to ? this.ts[nth]! + this.span : Infinity;
    this.truth = t >= since ? 1 : 0;
    this.until = t >= since ? Infinity : since;
  }

  #flips(t: number): void {
    this.#next = firstAfter(this.ts, this.#next, this.#to, t);
    this.truth = (this.#next - this.#from) & 1;
    this.until = this.#next < this.#to ? this.ts[this.#next]! : Infinity;
  }

  #sums(t: number): void {
    const {ts, span} = this;
    const known = this.#next;
    this.#next = firstAfter(ts, known, this.#to, t);
    let first = this.#first;
    while (first < this.#next && !(ts[first]! + span > t)) first++;
    this.#addUp(first, known);
    this.truth = this.passes(this.#sum) ? 1 : 0;
    const leaves = first < this.#next ? ts[first]! + span : Infinity;
    this.until = Math.min(leaves, this.#next < this.#to ? ts[this.#next]! : Infinity);
  }

  // Sums run in time order from the first entry inside the span, whatever was summed before: rounding must not depend on the path.
  #addUp(first: number, known: number): void {
    const {values, before} = this.summands!;
    if (before) {
      this.#sum = before[this.#next]! - before[first]!;
    } else {
      const fresh = first !== this.#first;
      let sum = fresh ? 0 : this.#sum;
      for (let i = fresh ? first : known; i < this.#next; i++) sum += values[i]!;
      this.#sum = sum;
    }
    this.#first = first;
  }
}

/** The first entry in [from, to) later than `t`: a few steps one by one, then doubling ones. */
export function firstAfter(ts: Float64Array, from: number, to: number, t: number): number {
  const near = from + 8 < to ? from + 8 : to;
  while (from < near && ts[from]! <= t) from++;
  return from < near || from === to ? from : farAfter(ts, from, to, t);
}

function farAfter(ts: Float64Array, from: number, to: number, t: number): number {
  let step = 8;
  while (from + step < to && ts[from + step]! <= t) {
    from += step + 1;
    step *= 2;
  }
  if (from + step < to) to = from + step;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (ts[middle]! <= t) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Values ready to be summed; missing ones count as nothing. */
export function summands(values: Float64Array): Summands {
  const before = new Float64Array(values.length + 1);
  let exact = true;
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) values[i] = 0;
    size += Math.abs(values[i]!);
    exact &&= Number.isInteger(values[i]!) && size <= Number.MAX_SAFE_INTEGER;
    before[i + 1] = before[i]! + values[i]!;
  }
  return {values, before: exact ? before : null};
}
