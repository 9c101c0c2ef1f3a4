// A hash of all that a dataset says, the same for the same rows in any order and under any order of columns.
import {isDict, type Column} from "../model/column.js";
import type {EventStore} from "../model/event-store.js";
import {canonicalJson, Hasher, hashText} from "../model/hash.js";
import {byCodePoint} from "../model/order.js";
import type {IdentityBook} from "./identity.js";
import type {SideRow} from "./side-tables.js";
import type {TraitBook} from "./traits.js";

/** The store is in an order that depends on its content alone, so its columns are hashed as they stand. */
export function contentHashOf(store: EventStore, traits: TraitBook, accountTraits: TraitBook, book: IdentityBook, sideRows: ReadonlyMap<string, readonly SideRow[]>): string {
  const parts = [
    columnHash("users", {codes: Uint32Array.from(store.users, (_, u) => u + 1), dictionary: [null, ...store.users]}),
    columnHash("offsets", {values: Float64Array.from(store.offsets)}),
    columnHash("ts", {values: store.ts}),
    columnHash("name", store.name),
    ...(store.account ? [columnHash("account", store.account)] : []),
    ...(store.amount ? [columnHash("amount", {values: store.amount})] : []),
    ...(store.currency ? [columnHash("currency", store.currency)] : []),
    ...[...store.props].sort(([a], [b]) => byCodePoint(a, b)).map(([name, column]) => columnHash(`prop ${name}`, column)),
    `profiles ${traits.digest((key) => (key < 0 ? book.anons.text(-key) : book.people.text(key)))}`,
    `accounts ${accountTraits.digest((key) => book.accounts.text(key))}`,
    ...[...sideRows].sort(([a], [b]) => byCodePoint(a, b)).map(([name, rows]) => `${name} ${rowsHash(rows)}`),
  ];
  return hashText(parts.join("\n"));
}

const rowsHash = (rows: readonly SideRow[]) => hashText(rows.map((row) => canonicalJson({...row})).sort().join("\n"));

function columnHash(name: string, column: Column): string {
  const hash = new Hasher();
  if (isDict(column)) {
    const values = Int32Array.from(column.dictionary, (value) => (value === null ? 0 : word(`${typeof value}${String(value)}`)));
    for (let i = 0; i < column.codes.length; i++) hash.add(values[column.codes[i]!]!);
  } else {
    const pair = new Float64Array(1);
    const halves = new Int32Array(pair.buffer);
    for (let i = 0; i < column.values.length; i++) {
      pair[0] = column.values[i]!;
      hash.add(halves[0]!);
      hash.add(halves[1]!);
    }
  }
  return `${name} ${hash.digest()}`;
}

function word(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
