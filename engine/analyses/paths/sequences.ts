// The sequences that paths are drawn from: each unit's events as names, collapsed, from its anchor on (semantics 9.1).
import type {Scope} from "../../model/scope.js";
import {select, type Selection} from "../../model/selection.js";
import {byCodePoint} from "../../model/order.js";
import type {PathsQuery} from "./query.js";

/** One unit's sequence at a time: `codes[0 … length - 1]` are names, `ts` their instants; both are overwritten by the next unit. */
export interface Sequence {
  codes: Uint32Array;
  ts: Float64Array;
  length: number;
  /** Place of the anchor in the sequence; −1 where the unit has none. */
  anchor: number;
}

/** Gives the sequence of unit `u`, or length 0 where the unit has no event in range. */
export function sequenceReader(scope: Scope, query: PathsQuery): (u: number) => Sequence {
  const selection = select(scope, ["*"], "paths");
  const rank = nameRank(scope);
  const wanted = query.anchor.event === undefined ? null : scope.namesMask(query.anchor.event, "anchor.event");
  const names = scope.index.name.codes;
  const whole = query.unit === "session";
  const {tieTolerance} = scope.options;
  const sequence: Sequence = {codes: new Uint32Array(64), ts: new Float64Array(64), length: 0, anchor: -1};

  return (u) => {
    const {first, end} = extent(scope, selection, u, whole);
    reserve(sequence, end - first);
    for (let i = first; i < end; i++) {
      sequence.codes[i - first] = names[selection.positions[i]!]!;
      sequence.ts[i - first] = selection.ts[i]!;
    }
    sequence.length = end - first;
    if (!scope.index.store.sequenced) orderTies(sequence, rank, tieTolerance);
    if (query.collapse) collapse(sequence);
    sequence.anchor = anchorOf(sequence, query.anchor.at, wanted);
    return sequence;
  };
}

// A session counts whole, in the period of its first event; other units are cut at the range.
function extent(scope: Scope, {offsets, ts}: Selection, u: number, whole: boolean): {first: number; end: number} {
  let first = offsets[u]!;
  let end = offsets[u + 1]!;
  if (whole) {
    const inside = first < end && ts[first]! >= scope.from && ts[first]! < scope.to;
    return inside ? {first, end} : {first, end: first};
  }
  while (first < end && ts[first]! < scope.from) first++;
  while (end > first && ts[end - 1]! >= scope.to) end--;
  return {first, end};
}

function reserve(sequence: Sequence, length: number): void {
  if (length <= sequence.codes.length) return;
  sequence.codes = new Uint32Array(length * 2);
  sequence.ts = new Float64Array(length * 2);
}

/** Inside a block of equal instants the order is (name, id); the store has them by id already (semantics 2.7). */
function orderTies({codes, ts, length}: Sequence, rank: Uint32Array, tolerance: number): void {
  for (let i = 0; i < length;) {
    let end = i + 1;
    while (end < length && ts[end]! - ts[i]! <= tolerance) end++;
    if (end - i > 1) {
      const order = Array.from({length: end - i}, (_, k) => i + k).sort(
        (x, y) => rank[codes[x]!]! - rank[codes[y]!]! || x - y,
      );
      const [blockCodes, blockTs] = [order.map((k) => codes[k]!), order.map((k) => ts[k]!)];
      codes.set(blockCodes, i);
      if (tolerance === 0) ts.set(blockTs, i);
    }
    i = end;
  }
}

function collapse(sequence: Sequence): void {
  const {codes, ts} = sequence;
  let at = 0;
  for (let i = 0; i < sequence.length; i++) {
    if (i > 0 && codes[i] === codes[at - 1]) continue;
    codes[at] = codes[i]!;
    ts[at++] = ts[i]!;
  }
  sequence.length = at;
}

function anchorOf({codes, length}: Sequence, at: "start" | "end" | "around", wanted: Uint8Array | null): number {
  if (length === 0) return -1;
  if (at === "end") {
    for (let i = length - 1; i >= 0; i--) if (!wanted || wanted[codes[i]!]) return i;
    return -1;
  }
  for (let i = 0; i < length; i++) if (!wanted || wanted[codes[i]!]) return i;
  return -1;
}

function nameRank(scope: Scope): Uint32Array {
  const {dictionary} = scope.index.name;
  const order = dictionary
    .map((_, code) => code)
    .slice(1)
    .sort((a, b) => byCodePoint(dictionary[a] as string, dictionary[b] as string));
  const rank = new Uint32Array(dictionary.length);
  order.forEach((code, place) => (rank[code] = place + 1));
  return rank;
}
