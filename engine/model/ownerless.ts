// Events that belong to no unit of a scope: those of an account only when users are asked about, those without an account when accounts are.
import {storeColumn} from "./event-index.js";
import {PositionList} from "./position-list.js";
import type {Scope} from "./scope.js";
import type {EventPredicate} from "./predicate-schema.js";
import {namesOf, whereOf} from "./selection.js";
import {whereMask, type RowSource} from "./where.js";

/**
 * The events of nobody that match `predicate` and that the query sees: before `asOf`, past its filter, and of users only if those are
 * not excluded; as rows of the store. Conditions on units do not hold for them, and only their own properties are known. They count in
 * sums over events, never as a unit. None where the question is about units only.
 */
export function ownerless(scope: Scope, predicate: EventPredicate, path: string): Uint32Array {
  if (scope.options.unitsOnly) return new Uint32Array();
  const {store} = scope.index;
  const names = scope.namesMask(namesOf(predicate), path);
  const candidates = rowsOfNobody(scope).filter(
    (row) => names[store.name.codes[row]!] === 1 && store.ts[row]! < scope.asOf,
  );
  const {where} = scope.options;
  const own = whereOf(predicate);
  const list = new PositionList(NO_UNITS, candidates, false);
  const source = sourceOf(scope);
  const masks = [
    where && whereMask(source, where, list, "where"),
    own && whereMask(source, own, list, `${path}.where`),
  ];
  return candidates.filter((_, i) => masks.every((mask) => !mask || mask[i] === 1));
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
