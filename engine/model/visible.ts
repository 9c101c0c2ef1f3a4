// Which entries of a list a query sees: those that pass its filter, happened before `asOf` and are not of excluded visitors.
import {isDict} from "./column.js";
import {comparison} from "./compare.js";
import type {EventIndex} from "./event-index.js";
import {EntryList, PositionList} from "./position-list.js";
import type {Predicate} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {whereMask} from "./where.js";

/** What a query sees: some entries of a list, ascending; null where it sees all of them. Not to be written to. */
export interface Visible {
  readonly list: PositionList;
  readonly entries: Uint32Array | null;
}

/** What the query sees of a list, as entries of it or of a part of it. */
export function visibleIn(scope: Scope, whole: PositionList): Visible {
  const {where, anonymous} = scope.options;
  let seen: Visible = where ? filtered(scope, where, whole) : {list: whole, entries: null};
  if (!(scope.dataset.lastTs < scope.asOf)) seen = narrowed(seen, (rows) => before(scope, rows));
  if (anonymous === "exclude") seen = narrowed(seen, (rows) => known(scope.index, rows));
  return seen;
}

// Of conditions that must all hold, one that asks for a single value of a property is looked up; the others are asked of what it leaves.
function filtered(scope: Scope, where: Predicate, whole: PositionList): Visible {
  const terms = "all" in where ? where.all : [where];
  const path = (t: number) => ("all" in where ? `where.all[${t}]` : "where");
  const looked = terms.map((term, t) => lookedUp(scope, term, whole, path(t)));
  const best = looked.reduce(
    (least, own, t) => (own && own.length < (looked[least]?.length ?? Infinity) ? t : least),
    -1,
  );
  return terms.reduce<Visible>(
    (seen, term, t) => (t === best ? seen : narrowed(seen, (rows) => whereMask(scope, term, rows, path(t)))),
    {list: looked[best] ?? whole, entries: null},
  );
}

/** Entries by the value of a property; null where the condition is none on a single value of few. */
function lookedUp(scope: Scope, term: Predicate, list: PositionList, path: string): PositionList | null {
  if (!("prop" in term) || (term.at !== undefined && term.at !== "event")) return null;
  const column = scope.property(term.prop, path);
  if (!column || !isDict(column)) return null;
  const holds = comparison(term.op, term.value);
  const codes = column.dictionary.flatMap((value, code) => (holds(value) ? [code] : []));
  if (codes.length === 0) return nothing();
  return codes.length === 1 ? list.withValue(column, codes[0]!) : null;
}

// A list of its own each time, since a list keeps what is read along it.
const nothing = () => new PositionList(new Uint32Array(1), new Uint32Array(), false, new Uint32Array());

/** Those of what is seen that a mask over them keeps. */
export function narrowed(
  {list, entries: seen}: Visible,
  maskOf: (rows: PositionList | EntryList) => Uint8Array,
): Visible {
  const mask = maskOf(seen ? new EntryList(list, seen) : list);
  // Writes every place and moves on only after one that counts: cheaper than a branch that cannot be foretold.
  const kept = new Uint32Array(mask.length + 1);
  let at = 0;
  for (let i = 0; i < mask.length; i++) {
    kept[at] = i;
    at += mask[i]!;
  }
  if (at === mask.length) return {list, entries: seen};
  if (seen) for (let i = 0; i < at; i++) kept[i] = seen[kept[i]!]!;
  return {list, entries: kept.subarray(0, at)};
}

function before({index, asOf}: Scope, rows: PositionList | EntryList): Uint8Array {
  const ts = rows.instants(index.ts);
  const mask = new Uint8Array(rows.length);
  for (let i = 0; i < mask.length; i++) mask[i] = ts[i]! < asOf ? 1 : 0;
  return mask;
}

function known(index: EventIndex, rows: PositionList | EntryList): Uint8Array {
  const {positions} = rows;
  const hidden = anonymousRows(index);
  const mask = new Uint8Array(rows.length);
  for (let i = 0; i < mask.length; i++) mask[i] = hidden[index.rowAt(positions[i]!)] ? 0 : 1;
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
