// Selections: the events of a scope that match at least one of a few predicates, unit by unit, with a bit for each predicate.
import {QueryError} from "./errors.js";
import type {EventIndex} from "./event-index.js";
import {namedPositions} from "./name-sets.js";
import {gathered, type PositionList} from "./position-list.js";
import type {EventNames, EventPredicate, Where} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {whereMask} from "./where.js";

/** Matching events: unit u owns entries `offsets[u] … offsets[u + 1] - 1`, in time order. The arrays are shared: only to be read. */
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
 * lists them, or the option of each. What no filter changes is remembered: asked again, it costs nothing.
 */
export function select(
  scope: Scope,
  predicates: readonly EventPredicate[],
  path: string | readonly string[],
): Selection {
  const pathOf = (k: number): string =>
    typeof path !== "string" ? path[k]! : predicates.length > 1 ? `${path}[${k}]` : path;
  if (predicates.length > MAX_PREDICATES) {
    throw new QueryError(
      `at most ${MAX_PREDICATES} event predicates fit in one question; got ${predicates.length}`,
      pathOf(MAX_PREDICATES),
    );
  }
  const nameBits = new Uint32Array(scope.index.name.dictionary.length);
  predicates.forEach((predicate, k) => {
    const mask = scope.namesMask(namesOf(predicate), pathOf(k));
    for (let code = 0; code < mask.length; code++) if (mask[code]) nameBits[code]! |= 1 << k;
  });
  const {list, bits} = namedPositions(scope.index, nameBits);
  const own = predicates.flatMap((predicate, k) => {
    const where = whereOf(predicate);
    return where ? [{bit: 1 << k, mask: whereMask(scope, where, list, `${pathOf(k)}.where`)}] : [];
  });
  const visible = visibility(scope, list);
  if (own.length === 0) return kept(scope.index, list, bits, visible);
  const cleared = bits.slice();
  for (const {bit, mask} of own) clearBit(cleared, bit, mask);
  return kept(scope.index, list, cleared, both(cleared, visible));
}

export function namesOf(predicate: EventPredicate): EventNames {
  return typeof predicate === "string" || Array.isArray(predicate) ? predicate : predicate.event;
}
export function whereOf(predicate: EventPredicate): Where | undefined {
  return typeof predicate === "string" || Array.isArray(predicate) ? undefined : predicate.where;
}

/** Those of a list that are before `asOf` and pass the query's filter. */
export function seenAmong(scope: Scope, list: PositionList): Selection {
  return kept(scope.index, list, new Uint32Array(list.length).fill(1), visibility(scope, list));
}

function clearBit(bits: Uint32Array, bit: number, mask: Uint8Array): void {
  for (let i = 0; i < bits.length; i++) if (!mask[i]) bits[i]! &= ~bit;
}

/** 1 where a row is visible and still matches any predicate. */
function both(bits: Uint32Array, visible: Uint8Array | null): Uint8Array {
  const mask = visible ?? new Uint8Array(bits.length).fill(1);
  for (let i = 0; i < bits.length; i++) if (bits[i] === 0) mask[i] = 0;
  return mask;
}

/** 1 where the query sees the event at all; null when it sees every one. */
function visibility(scope: Scope, list: PositionList): Uint8Array | null {
  const {where, anonymous} = scope.options;
  let mask = where ? whereMask(scope, where, list, "where") : null;
  if (!(scope.dataset.lastTs < scope.asOf)) {
    mask ??= new Uint8Array(list.length).fill(1);
    const ts = list.instants(scope.index.ts);
    for (let i = 0; i < mask.length; i++) if (!(ts[i]! < scope.asOf)) mask[i] = 0;
  }
  if (anonymous === "exclude") {
    mask ??= new Uint8Array(list.length).fill(1);
    const hidden = anonymousRows(scope.index);
    for (let i = 0; i < mask.length; i++) if (hidden[scope.index.rowAt(list.positions[i]!)]) mask[i] = 0;
  }
  return mask;
}

function anonymousRows(index: EventIndex): Uint8Array {
  const {store} = index;
  let rows = index.memo.get("anonymous rows") as Uint8Array | undefined;
  if (!rows) {
    rows = new Uint8Array(store.size);
    for (let u = 0; u < store.users.length; u++)
      if (store.anonymousUsers[u]) rows.fill(1, store.offsets[u], store.offsets[u + 1]);
    index.memo.set("anonymous rows", rows);
  }
  return rows;
}

/** The entries of a list that `mask` keeps; the list itself where it keeps all. */
function kept({ts}: EventIndex, list: PositionList, bits: Uint32Array, mask: Uint8Array | null): Selection {
  const {length, positions, offsets} = list;
  const count = mask ? sum(mask) : length;
  if (mask === null || count === length) return {length, offsets, positions, ts: list.instants(ts), bits};
  const entries = entriesOf(mask, count);
  return {
    length: count,
    offsets: newOffsets(entries, offsets),
    positions: gathered(positions, entries, new Uint32Array(count)),
    ts: gathered(list.instants(ts), entries, new Float64Array(count)),
    bits: gathered(bits, entries, new Uint32Array(count)),
  };
}

function sum(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
}

// Writes every place and moves on only after one that counts: cheaper than a branch that cannot be foretold.
function entriesOf(mask: Uint8Array, count: number): Uint32Array {
  const entries = new Uint32Array(count + 1);
  let at = 0;
  for (let i = 0; i < mask.length; i++) {
    entries[at] = i;
    at += mask[i]!;
  }
  return entries.subarray(0, count);
}

/** For each unit how many of the kept entries come before it. */
function newOffsets(entries: Uint32Array, offsets: Uint32Array): Uint32Array {
  const own = new Uint32Array(offsets.length);
  let at = 0;
  for (let u = 1; u < own.length; u++) {
    const end = offsets[u]!;
    while (at < entries.length && entries[at]! < end) at++;
    own[u] = at;
  }
  return own;
}
