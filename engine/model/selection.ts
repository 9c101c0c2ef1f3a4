// Selections: the events of a scope that match at least one of a few predicates, unit by unit, with a bit for each predicate.
import {QueryError} from "./errors.js";
import type {EventIndex} from "./event-index.js";
import {bitsAlong, namedPositions} from "./name-sets.js";
import {gathered, type PositionList} from "./position-list.js";
import type {EventNames, EventPredicate, Where} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {narrowed, visibleIn, type Visible} from "./visible.js";
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

/** The same with groups of entries in the place of units: group g is of unit `units[g]`, and units without entries may have none. */
export interface SparseSelection extends Selection {
  /** Null where every unit has a group. */
  readonly units: Uint32Array | null;
}

/** More would not fit into one machine word. */
const MAX_PREDICATES = 31;

/**
 * The events before `asOf` that pass the query's filter and match any of `predicates`. `path` names them in errors: the option that
 * lists them, or the option of each. What no filter changes is remembered: asked again, it costs nothing.
 */
export function select(
  scope: Scope,
  predicates: readonly EventPredicate[],
  path: string | readonly string[],
): Selection {
  return ofAllUnits(selectSparse(scope, predicates, path), scope.units);
}

/** The same for who does not care about units without such events: a filter on one value then costs nothing for all others. */
export function selectSparse(
  scope: Scope,
  predicates: readonly EventPredicate[],
  path: string | readonly string[],
): SparseSelection {
  const pathOf = (k: number): string =>
    typeof path !== "string" ? path[k]! : predicates.length > 1 ? `${path}[${k}]` : path;
  if (predicates.length > MAX_PREDICATES) {
    throw new QueryError(
      `at most ${MAX_PREDICATES} event predicates fit in one question; got ${predicates.length}`,
      pathOf(MAX_PREDICATES),
    );
  }
  const {index} = scope;
  const nameBits = new Uint32Array(index.name.dictionary.length);
  predicates.forEach((predicate, k) => {
    const mask = scope.namesMask(namesOf(predicate), pathOf(k));
    for (let code = 0; code < mask.length; code++) if (mask[code]) nameBits[code]! |= 1 << k;
  });
  const named = namedPositions(
    index,
    Uint8Array.from(nameBits, (bits) => (bits ? 1 : 0)),
  );
  const seen = visibleIn(scope, named);
  const bits = bitsAlong(index, seen.list, nameBits);
  const wheres = predicates.flatMap((predicate, k) => {
    const where = whereOf(predicate);
    return where ? [{bit: 1 << k, where, path: `${pathOf(k)}.where`}] : [];
  });
  if (wheres.length === 0) return selection(index, seen, seen.entries ? gatheredBits(bits, seen.entries) : bits);
  const own = seen.entries ? gatheredBits(bits, seen.entries) : bits.slice();
  const matching = narrowed(seen, (rows) => {
    for (const {bit, where, path: at} of wheres) clearBit(own, bit, whereMask(scope, where, rows, at));
    return Uint8Array.from(own, (left) => (left ? 1 : 0));
  });
  return selection(
    index,
    matching,
    own.filter((left) => left !== 0),
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
  const seen = visibleIn(scope, list);
  const length = (seen.entries ?? seen.list).length;
  return ofAllUnits(selection(scope.index, seen, new Uint32Array(length).fill(1)), scope.units);
}

function clearBit(bits: Uint32Array, bit: number, mask: Uint8Array): void {
  for (let i = 0; i < bits.length; i++) if (!mask[i]) bits[i]! &= ~bit;
}

const gatheredBits = (bits: Uint32Array, entries: Uint32Array) =>
  gathered(bits, entries, new Uint32Array(entries.length));

/** What is seen, with the bits of it. */
function selection({ts}: EventIndex, {list, entries}: Visible, bits: Uint32Array): SparseSelection {
  const {length, positions, offsets, units} = list;
  if (entries === null) return {length, offsets, units, positions, ts: list.instants(ts), bits};
  return {
    length: entries.length,
    offsets: newOffsets(entries, offsets),
    units,
    positions: gathered(positions, entries, new Uint32Array(entries.length)),
    ts: gathered(list.instants(ts), entries, new Float64Array(entries.length)),
    bits,
  };
}

/** For each group how many of the kept entries come before it. */
function newOffsets(entries: Uint32Array, offsets: Uint32Array): Uint32Array {
  const own = new Uint32Array(offsets.length);
  let at = 0;
  for (let g = 1; g < own.length; g++) {
    const end = offsets[g]!;
    while (at < entries.length && entries[at]! < end) at++;
    own[g] = at;
  }
  return own;
}

function ofAllUnits({units, offsets: own, ...rest}: SparseSelection, count: number): Selection {
  if (units === null) return {...rest, offsets: own};
  const offsets = new Uint32Array(count + 1);
  let u = 0;
  for (let g = 0; g < units.length; g++) while (u <= units[g]!) offsets[u++] = own[g]!;
  offsets.fill(own[units.length]!, u);
  return {...rest, offsets};
}
