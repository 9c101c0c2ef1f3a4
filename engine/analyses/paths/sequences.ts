// The sequences that paths are drawn from: each unit's events as names, collapsed, from its anchor on (semantics 9.1).
import {occurrences, type Occurrences} from "../../model/occurrences.js";
import {byCodePoint} from "../../model/order.js";
import type {Scope} from "../../model/scope.js";
import type {PathsQuery} from "./query.js";

/** One unit's sequence at a time: `codes[0 … length - 1]` are names, `ts` their instants; all is overwritten by the next unit. */
export class SequenceReader {
  codes = new Uint32Array(256);
  ts = new Float64Array(256);
  length = 0;
  /** Place of the anchor in the sequence; −1 where the unit has none. */
  anchor = -1;
  readonly #scope: Scope;
  readonly #events: Occurrences;
  readonly #names: ArrayLike<number>;
  readonly #wanted: Uint8Array | null;
  readonly #query: PathsQuery;
  #rank: Uint32Array | null = null;

  constructor(scope: Scope, query: PathsQuery) {
    this.#scope = scope;
    this.#query = query;
    this.#events = occurrences(scope, "*", "paths");
    this.#names = scope.index.name.codes;
    this.#wanted = query.anchor.event === undefined ? null : scope.namesMask(query.anchor.event, "anchor.event");
  }

  /** Reads the sequence of unit `u`; length 0 where it has no event in range. */
  read(u: number): void {
    const {starts, ends, ts} = this.#events;
    const {from, to} = this.#scope;
    this.length = 0;
    this.anchor = -1;
    let first = starts[u]!;
    let end = ends[u]!;
    if (this.#query.unit === "session") {
      // A session counts whole, in the period of its first event.
      if (first === end || ts[first]! < from || ts[first]! >= to) return;
    } else {
      while (first < end && ts[first]! < from) first++;
      while (end > first && ts[end - 1]! >= to) end--;
      if (first === end) return;
    }
    if (end - first === 1) return this.#readOne(first);
    if (end - first > this.codes.length) this.#reserve(2 * (end - first));
    if (this.#copy(first, end)) this.#orderTies();
    if (this.#query.collapse) this.#collapse();
    this.anchor = this.#anchor();
  }

  #readOne(entry: number): void {
    const {positions, ts} = this.#events;
    const code = this.#names[positions === null ? entry : positions[entry]!]!;
    this.codes[0] = code;
    this.ts[0] = ts[entry]!;
    this.length = 1;
    this.anchor = this.#wanted === null || this.#wanted[code] ? 0 : -1;
  }

  #reserve(length: number): void {
    this.codes = new Uint32Array(length);
    this.ts = new Float64Array(length);
  }

  /** Tells whether any two neighbours are simultaneous. */
  #copy(first: number, end: number): boolean {
    const {positions, ts} = this.#events;
    const {codes, ts: own} = this;
    const tolerance = this.#scope.options.tieTolerance;
    let tied = false;
    let before = -Infinity;
    for (let i = first, k = 0; i < end; i++, k++) {
      const t = ts[i]!;
      codes[k] = this.#names[positions === null ? i : positions[i]!]!;
      own[k] = t;
      if (t - before <= tolerance) tied = true;
      before = t;
    }
    this.length = end - first;
    return tied && !this.#scope.index.store.sequenced;
  }

  /** Inside a block of simultaneous events the order is (name, id); the store has them by id already (semantics 2.7). */
  #orderTies(): void {
    const {codes, ts, length} = this;
    const tolerance = this.#scope.options.tieTolerance;
    const rank = (this.#rank ??= nameRank(this.#scope));
    for (let i = 0; i < length;) {
      let end = i + 1;
      while (end < length && ts[end]! - ts[i]! <= tolerance) end++;
      if (end - i > 1) codes.subarray(i, end).sort((a, b) => rank[a]! - rank[b]!);
      i = end;
    }
  }

  #collapse(): void {
    const {codes, ts, length} = this;
    let at = 1;
    for (let i = 1; i < length; i++) {
      if (codes[i] === codes[at - 1]) continue;
      codes[at] = codes[i]!;
      ts[at++] = ts[i]!;
    }
    this.length = at;
  }

  #anchor(): number {
    const {codes, length} = this;
    const wanted = this.#wanted;
    if (this.#query.anchor.at === "end") {
      for (let i = length - 1; i >= 0; i--) if (!wanted || wanted[codes[i]!]) return i;
      return -1;
    }
    for (let i = 0; i < length; i++) if (!wanted || wanted[codes[i]!]) return i;
    return -1;
  }
}

function nameRank(scope: Scope): Uint32Array {
  const {dictionary} = scope.index.name;
  const codes = Array.from({length: dictionary.length - 1}, (_, i) => i + 1);
  const rank = new Uint32Array(dictionary.length);
  codes
    .sort((a, b) => byCodePoint(dictionary[a] as string, dictionary[b] as string))
    .forEach((code, place) => (rank[code] = place));
  return rank;
}
