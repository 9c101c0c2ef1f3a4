// Selections: the events of a scope that match at least one of a few predicates, unit by unit, with a bit for each predicate.
import {QueryError} from "./errors.js";
import type {EventIndex} from "./event-index.js";
import type {EventNames, EventPredicate, Where} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {whereMask} from "./where.js";

/** Matching events: unit u owns entries `offsets[u] … offsets[u + 1] - 1`, in time order. */
export interface Selection {
  readonly length: number;
  readonly offsets: Uint32Array;
  /** Entry → position in the index. */
  readonly positions: Uint32Array;
  readonly ts: Float64Array;
  /** Bit k is set where predicate k matches. */
  readonly bits: Uint32Array;
}

/** More would not fit into one machine word. */
export const MAX_PREDICATES = 31;

/**
 * The events before `asOf` that pass the query's filter and match any of `predicates`. `path` names them in errors: the option that
 * lists them, or the option of each.
 */
export function select(scope: Scope, predicates: readonly EventPredicate[], path: string | readonly string[]): Selection {
  const pathOf = (k: number): string => (typeof path !== "string" ? path[k]! : predicates.length > 1 ? `${path}[${k}]` : path);
  if (predicates.length > MAX_PREDICATES) {
    throw new QueryError(`at most ${MAX_PREDICATES} event predicates fit in one question; got ${predicates.length}`, pathOf(MAX_PREDICATES));
  }
  const nameBits = new Uint32Array(scope.index.name.dictionary.length);
  predicates.forEach((predicate, k) => {
    const mask = scope.namesMask(namesOf(predicate), pathOf(k));
    for (let code = 0; code < mask.length; code++) if (mask[code]) nameBits[code]! |= 1 << k;
  });
  const candidates = positionsOfNames(scope.index, nameBits);
  const bits = new Uint32Array(candidates.positions.length);
  const {codes} = scope.index.name;
  for (let i = 0; i < bits.length; i++) bits[i] = nameBits[codes[candidates.positions[i]!]!]!;
  predicates.forEach((predicate, k) => {
    const where = whereOf(predicate);
    if (where) clearBit(bits, k, whereMask(scope, where, candidates.positions, `${pathOf(k)}.where`));
  });
  const visible = visibility(scope, candidates.positions);
  return compact(scope, candidates, bits, visible);
}

export function namesOf(predicate: EventPredicate): EventNames {
  return typeof predicate === "string" || Array.isArray(predicate) ? predicate : predicate.event;
}
export function whereOf(predicate: EventPredicate): Where | undefined {
  return typeof predicate === "string" || Array.isArray(predicate) ? undefined : predicate.where;
}

/** Positions of an index, unit by unit: unit u owns entries `offsets[u] … offsets[u + 1] - 1`. */
export interface Candidates {
  readonly offsets: Uint32Array;
  readonly positions: Uint32Array;
}

/** Those of the candidates that are before `asOf` and pass the query's filter. */
export function seenAmong(scope: Scope, candidates: Candidates): Selection {
  const bits = new Uint32Array(candidates.positions.length).fill(1);
  return compact(scope, candidates, bits, visibility(scope, candidates.positions));
}

// The positions of a set of names are the same for every filter, so the latest few sets are kept.
const KEPT_NAME_SETS = 8;

function positionsOfNames(index: EventIndex, nameBits: Uint32Array): Candidates {
  const key = Array.from(nameBits, (bits) => (bits ? 1 : 0)).join("");
  let sets = index.memo.get("name sets") as Map<string, Candidates> | undefined;
  if (!sets) index.memo.set("name sets", (sets = new Map()));
  const known = sets.get(key);
  if (known) {
    sets.delete(key);
    sets.set(key, known);
    return known;
  }
  const found = findPositions(index, nameBits);
  sets.set(key, found);
  if (sets.size > KEPT_NAME_SETS) sets.delete(sets.keys().next().value!);
  return found;
}

function findPositions(index: EventIndex, nameBits: Uint32Array): Candidates {
  const {codes} = index.name;
  const n = index.size;
  let count = 0;
  for (let i = 0; i < n; i++) if (nameBits[codes[i]!]) count++;
  const positions = new Uint32Array(count);
  const offsets = new Uint32Array(index.units + 1);
  let at = 0;
  for (let u = 0; u < index.units; u++) {
    for (let i = index.offsets[u]!, end = index.offsets[u + 1]!; i < end; i++) if (nameBits[codes[i]!]) positions[at++] = i;
    offsets[u + 1] = at;
  }
  return {offsets, positions};
}

function clearBit(bits: Uint32Array, k: number, mask: Uint8Array): void {
  const clear = ~(1 << k);
  for (let i = 0; i < bits.length; i++) if (!mask[i]) bits[i]! &= clear;
}

/** 1 where the query sees the event at all; null when it sees every one. */
function visibility(scope: Scope, positions: Uint32Array): Uint8Array | null {
  const {where, anonymous} = scope.options;
  let mask = where ? whereMask(scope, where, positions, "where") : null;
  if (!(scope.dataset.lastTs < scope.asOf)) {
    mask ??= new Uint8Array(positions.length).fill(1);
    const {ts} = scope.index;
    for (let i = 0; i < mask.length; i++) if (!(ts[positions[i]!]! < scope.asOf)) mask[i] = 0;
  }
  if (anonymous === "exclude") {
    mask ??= new Uint8Array(positions.length).fill(1);
    const hidden = anonymousRows(scope.index);
    for (let i = 0; i < mask.length; i++) if (hidden[scope.index.rowAt(positions[i]!)]) mask[i] = 0;
  }
  return mask;
}

function anonymousRows(index: EventIndex): Uint8Array {
  const {store} = index;
  let rows = index.memo.get("anonymous rows") as Uint8Array | undefined;
  if (!rows) {
    rows = new Uint8Array(store.size);
    for (let u = 0; u < store.users.length; u++) if (store.anonymousUsers[u]) rows.fill(1, store.offsets[u]!, store.offsets[u + 1]!);
    index.memo.set("anonymous rows", rows);
  }
  return rows;
}

function compact(scope: Scope, candidates: Candidates, bits: Uint32Array, visible: Uint8Array | null): Selection {
  const {index} = scope;
  const n = bits.length;
  let length = 0;
  for (let i = 0; i < n; i++) if (bits[i] && (!visible || visible[i])) length++;
  const whole = length === n;
  const positions = whole ? candidates.positions : new Uint32Array(length);
  const offsets = whole ? candidates.offsets : new Uint32Array(index.units + 1);
  const kept = whole ? bits : new Uint32Array(length);
  const ts = new Float64Array(length);
  if (whole) {
    for (let i = 0; i < n; i++) ts[i] = index.ts[positions[i]!]!;
    return {length, offsets, positions, ts, bits};
  }
  let at = 0;
  for (let u = 0; u < index.units; u++) {
    for (let i = candidates.offsets[u]!, end = candidates.offsets[u + 1]!; i < end; i++) {
      if (!bits[i] || (visible && !visible[i])) continue;
      const position = candidates.positions[i]!;
      positions[at] = position;
      kept[at] = bits[i]!;
      ts[at++] = index.ts[position]!;
    }
    offsets[u + 1] = at;
  }
  return {length, offsets, positions, ts, bits: kept};
}
