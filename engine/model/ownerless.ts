// Events that belong to no unit of a scope: those of an account only when users are asked about, those without an account when accounts are.
import type {Column} from "./column.js";
import {storeColumn} from "./event-index.js";
import {PositionList} from "./position-list.js";
import type {Scope} from "./scope.js";
import {whereMask, type RowSource} from "./where.js";

/** Rows of the store in their order. */
export interface Ownerless {
  readonly rows: Uint32Array;
}

/**
 * The events of nobody that the query sees: before `asOf`, past its filter, and of users only if those are not excluded. Conditions on
 * units do not hold for them, and only their own properties are known. They count in sums over events, never as a unit.
 */
export function ownerless(scope: Scope): Ownerless {
  const {store} = scope.index;
  const candidates = rowsOfNobody(scope);
  const {where} = scope.options;
  const passes = where ? whereMask(sourceOf(scope), where, new PositionList(NO_UNITS, candidates, false), "where") : null;
  const rows = candidates.filter((row, i) => store.ts[row]! < scope.asOf && (!passes || passes[i] === 1));
  return {rows};
}

/** A property, money or name of ownerless rows; null where no event carries it. Indexed by row of the store. */
export function ownerlessColumn({index}: Scope, prop: string): Column | null {
  return storeColumn(index.store, prop);
}

function rowsOfNobody({index, options}: Scope): Uint32Array {
  const {store, unit} = index;
  const users = store.offsets[store.users.length]!;
  if (unit !== "account") return Uint32Array.from({length: store.size - users}, (_, i) => users + i);
  const {account} = store;
  const rows: number[] = [];
  for (let u = 0; u < store.users.length; u++) {
    if (options.anonymous === "exclude" && store.anonymousUsers[u]) continue;
    for (let row = store.offsets[u]!; row < store.offsets[u + 1]!; row++) if (!account?.codes[row]) rows.push(row);
  }
  return Uint32Array.from(rows);
}

const NO_UNITS = new Uint32Array(1);

function sourceOf({index}: Scope): RowSource {
  return {property: (prop) => storeColumn(index.store, prop), unitTruth: () => new Uint8Array()};
}
