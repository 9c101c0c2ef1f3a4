// Selections: the events of a scope that match at least one of a few predicates, unit by unit, with a bit for each predicate.
import {QueryError} from "./errors.js";
import type {EventIndex} from "./event-index.js";
import {namedPositions} from "./name-sets.js";
import {gathered, type PositionList} from "./position-list.js";
import type {EventNames, EventPredicate, Where} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {narrowed, visibleEntries} from "./visible.js";
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
  const seen = visibleEntries(scope, list);
  const wheres = predicates.flatMap((predicate, k) => {
    const where = whereOf(predicate);
    return where ? [{bit: 1 << k, where, path: `${pathOf(k)}.where`}] : [];
  });
  if (wheres.length === 0) return selection(scope.index, list, bits, seen);
  const own = seen ? gathered(bits, seen, new Uint32Array(seen.length)) : bits.slice();
  const matching = narrowed(list, seen, (rows) => {
    for (const {bit, where, path: at} of wheres) clearBit(own, bit, whereMask(scope, where, rows, at));
    return Uint8Array.from(own, (left) => (left ? 1 : 0));
  });
  return selection(
    scope.index,
    list,
    own.filter((left) => left !== 0),
    matching,
    true,
  );
}

export function namesOf(predicate: EventPredicate): EventNames {
  return typeof predicate === "string" || Array.isArray(predicate) ? predicate : predicate.event;
}
export function whereOf(predicate: EventPredicate): Where | undefined {
  return typeof predicate === "string" || Array.isArray(predicate) ? undefined : predicate.where;
}

/** Those of a list that are before `asOf` and pass the query's filter. */
export function seenAmong(scope: Scope, list: PositionList): Selection {
  return selection(scope.index, list, new Uint32Array(list.length).fill(1), visibleEntries(scope, list));
}

function clearBit(bits: Uint32Array, bit: number, mask: Uint8Array): void {
  for (let i = 0; i < bits.length; i++) if (!mask[i]) bits[i]! &= ~bit;
}

/** The entries of a list that are in `entries` (null: all). `bits` are those of the list, or with `own` those of the entries. */
function selection(
  {ts}: EventIndex,
  list: PositionList,
  bits: Uint32Array,
  entries: Uint32Array | null,
  own = false,
): Selection {
  const {length, positions, offsets} = list;
  if (entries === null) return {length, offsets, positions, ts: list.instants(ts), bits};
  const count = entries.length;
  return {
    length: count,
    offsets: newOffsets(entries, offsets),
    positions: gathered(positions, entries, new Uint32Array(count)),
    ts: gathered(list.instants(ts), entries, new Float64Array(count)),
    bits: own ? bits : gathered(bits, entries, new Uint32Array(count)),
  };
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
