// Which attempts of a unit count (semantics 4.6).
import {ChainPass, isPlain, NO_ANCHOR, TIED} from "./chain-pass.js";
import type {Journey} from "./journey.js";
import {bitCount} from "./ordered-walk.js";
import {maskOf, type Plan} from "./plan.js";
import type {Sequences} from "./sequences.js";
import {EXCLUDED, OPEN, type Walk} from "./walk.js";

/** Takes an attempt that counts, right after it was walked. */
export interface Taker {
  take(group: number, anchor: number): void;
}

/** Walks the attempts of one group of sequences after the other and hands on those that count. */
export class Chooser {
  readonly #plan: Plan;
  readonly #sequences: Sequences;
  readonly #journey: Journey;
  readonly #walk: Walk;
  readonly #sequenced: boolean;
  readonly #anchors: number;
  readonly #stepBits: number;
  readonly #newest: boolean;
  // Null where one pass over a unit's events does not tell.
  readonly #chain: ChainPass | null;
  #open = -1;

  /** Events up to `tolerance` ms apart are simultaneous; with −1 no two events of a unit are. */
  constructor(plan: Plan, sequences: Sequences, journey: Journey, walk: Walk, tolerance: number) {
    this.#plan = plan;
    this.#sequences = sequences;
    this.#journey = journey;
    this.#walk = walk;
    this.#sequenced = tolerance < 0;
    this.#anchors = plan.anchors;
    this.#stepBits = maskOf(0, plan.required.length);
    this.#newest = plan.entry === "newest";
    this.#chain = sequences.groups === null && isPlain(plan) ? new ChainPass(sequences, plan, tolerance, walk) : null;
  }

  /** The attempts of a group that start in [from, to). */
  choose(group: number, from: number, to: number, taker: Taker): void {
    const {groups} = this.#sequences;
    const first = groups === null ? group : groups[group]!;
    const end = groups === null ? group + 1 : groups[group + 1]!;
    const {entry} = this.#plan;
    if (this.#chain !== null && this.#inOnePass(this.#chain, group, from, to, taker)) return;
    if (entry === "all") this.#all(group, first, end, from, to, taker);
    else if (entry === "first") this.#first(group, first, end, from, to, taker);
    else this.#best(group, first, end, from, to, taker);
  }

  /** The earliest instant at or after `from` (and before `to`) with an anchor in the group; `to` without one. */
  nextStart(group: number, from: number, to: number): number {
    const {groups, ts} = this.#sequences;
    const first = groups === null ? group : groups[group]!;
    const end = groups === null ? group + 1 : groups[group + 1]!;
    const anchor = this.#earliest(first, end, from, to, -Infinity, Infinity);
    return anchor < 0 ? to : ts[anchor]!;
  }

  // False where simultaneous events need the walk block by block.
  #inOnePass(chain: ChainPass, group: number, from: number, to: number, taker: Taker): boolean {
    const {offsets} = this.#sequences;
    const [first, end] = [offsets[group]!, offsets[group + 1]!];
    const anchor = first === end ? NO_ANCHOR : chain.best(first, end, from, to);
    if (anchor === TIED) return false;
    if (anchor !== NO_ANCHOR) taker.take(group, anchor);
    return true;
  }

  #best(group: number, first: number, end: number, from: number, to: number, taker: Taker): void {
    const {ts, bits, offsets} = this.#sequences;
    const walk = this.#walk;
    const anchors = this.#anchors;
    const newest = this.#newest;
    const {removes, window} = this.#plan;
    let best = -1;
    let depth = 0;
    let sequence = -1;
    let last = -1;
    for (let s = first; s < end; s++) {
      if (!this.#enter(s)) continue;
      const most = this.#deepest();
      let lacked = -Infinity;
      for (let i = this.#at(s, from); i < offsets[s + 1]!; i++) {
        if ((bits[i]! & anchors) === 0 || ts[i]! + window < lacked) continue;
        if (ts[i]! >= to) break;
        walk.from((last = i));
        if (removes && walk.end === EXCLUDED) continue;
        if (walk.depth > depth || (walk.depth === depth && newest !== this.#isBefore(i, best))) {
          best = i;
          depth = walk.depth;
          sequence = s;
        }
        if (newest) continue;
        if (depth === most || walk.lacked === Infinity) break;
        lacked = walk.lacked;
      }
    }
    if (best < 0) return;
    if (best !== last || this.#open !== sequence) {
      this.#enter(sequence);
      walk.from(best);
    }
    taker.take(group, best);
  }

  #first(group: number, first: number, end: number, from: number, to: number, taker: Taker): void {
    const anchor = this.#earliest(first, end, from, to, -Infinity, Infinity);
    if (anchor >= 0) this.#take(group, first, anchor, taker);
  }

  #all(group: number, first: number, end: number, from: number, to: number, taker: Taker): void {
    const {ts, positions} = this.#sequences;
    const {window} = this.#plan;
    let afterTs = -Infinity;
    let afterPosition = Infinity;
    for (;;) {
      const anchor = this.#earliest(first, end, from, to, afterTs, afterPosition);
      if (anchor < 0) return;
      this.#take(group, first, anchor, taker);
      const {end: how, endBlock} = this.#walk;
      const last = how === OPEN ? -1 : this.#journey.entryAfter(endBlock) - 1;
      afterTs = last < 0 ? ts[anchor]! + window : ts[last]!;
      afterPosition = last >= 0 && this.#sequenced ? positions[last]! : Infinity;
    }
  }

  #take(group: number, first: number, anchor: number, taker: Taker): void {
    let s = first;
    while (this.#sequences.offsets[s + 1]! <= anchor) s++;
    this.#enter(s);
    this.#walk.from(anchor);
    if (this.#walk.end === EXCLUDED && this.#plan.removes) return;
    taker.take(group, anchor);
  }

  // The earliest anchor of some sequences in [from, to) that comes after an instant, or after a position at that instant; −1 without one.
  #earliest(first: number, end: number, from: number, to: number, afterTs: number, afterPosition: number): number {
    const {ts, bits, offsets, positions} = this.#sequences;
    let found = -1;
    for (let s = first; s < end; s++) {
      for (let i = this.#at(s, Math.max(from, afterTs)); i < offsets[s + 1]!; i++) {
        if ((bits[i]! & this.#anchors) === 0 || (ts[i]! === afterTs && positions[i]! <= afterPosition)) continue;
        if (ts[i]! < to && (found < 0 || this.#isBefore(i, found))) found = i;
        break;
      }
    }
    return found;
  }

  /** Opens a sequence; false when it has no anchor. */
  #enter(s: number): boolean {
    const {offsets} = this.#sequences;
    if (this.#open !== s) {
      if (offsets[s] === offsets[s + 1]) return false;
      this.#journey.open(offsets[s]!, offsets[s + 1]!);
      this.#open = s;
    }
    return (this.#journey.union & this.#anchors) !== 0;
  }

  // No attempt of the open sequence can reach more steps than this.
  #deepest(): number {
    const present = this.#journey.union & this.#stepBits;
    if (this.#plan.order === "any") return bitCount(present);
    let depth = 0;
    while (present & (1 << depth)) depth++;
    return depth;
  }

  #isBefore(a: number, b: number): boolean {
    const {ts, positions} = this.#sequences;
    return ts[a]! < ts[b]! || (ts[a] === ts[b] && positions[a]! < positions[b]!);
  }

  // The first entry of a sequence at or after an instant.
  #at(s: number, from: number): number {
    const {ts, offsets} = this.#sequences;
    let low = offsets[s]!;
    if (low === offsets[s + 1]! || ts[low]! >= from) return low;
    let high = offsets[s + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ts[middle]! < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
