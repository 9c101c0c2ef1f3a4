// A hash of all that a dataset says, the same for the same rows in any order and under any order of columns.
import {isDict, type Codes, type Column, type DictColumn, type Scalar} from "../model/column.js";
import type {EventStore} from "../model/event-store.js";
import {canonicalJson, Hasher, hashText} from "../model/hash.js";
import {byCodePoint} from "../model/order.js";
import type {IdentityBook} from "./identity.js";
import type {SideRow} from "./side-tables.js";
import type {TraitBook} from "./traits.js";

/** The store is in an order that depends on its content alone, so its columns are hashed as they stand. */
export function contentHashOf(
  store: EventStore,
  traits: TraitBook,
  accountTraits: TraitBook,
  book: IdentityBook,
  sideRows: ReadonlyMap<string, readonly SideRow[]>,
): string {
  const parts = [
    `users ${hashText(store.users.join("\u001f"))}`,
    `offsets ${wordsHash(store.offsets.slice())}`,
    columnHash("ts", {values: store.ts}),
    columnHash("name", store.name),
    ...stageHash(store.facts.get("stage")),
    ...(store.account ? [columnHash("account", store.account)] : []),
    ...(store.amount ? [columnHash("amount", {values: store.amount})] : []),
    ...(store.currency ? [columnHash("currency", store.currency)] : []),
    ...[...store.props]
      .filter(([, column]) => !isBlank(column))
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, column]) => columnHash(`prop ${name}`, column)),
    `profiles ${traits.digest((key) => (key < 0 ? book.anons.text(-key) : book.people.text(key)))}`,
    `accounts ${accountTraits.digest((key) => book.accounts.text(key))}`,
    ...[...sideRows].sort(([a], [b]) => byCodePoint(a, b)).map(([name, rows]) => `${name} ${rowsHash(rows)}`),
  ];
  return hashText(parts.join("\n"));
}

const rowsHash = (rows: readonly SideRow[]) =>
  hashText(
    rows
      .map((row) => canonicalJson({...row}))
      .sort()
      .join("\n"),
  );

// Codes are numbered by first appearance in the store, so equal columns have equal codes, and can be hashed word by word.
function columnHash(name: string, column: Column): string {
  if (!isDict(column)) return `${name} ${wordsHash(column.values)}`;
  return `${name} ${wordsHash(column.codes)} ${dictionaryHash(column.dictionary)}`;
}

// That of the values' types and texts with separators between them, without making one text of them all.
function dictionaryHash(dictionary: DictColumn["dictionary"]): string {
  const hash = new Hasher();
  for (let code = 0; code < dictionary.length; code++) {
    const value = dictionary[code]!;
    if (code > 0) hash.add(SEPARATOR);
    hash.addText(typeof value);
    hash.addText(String(value));
  }
  return hash.digest();
}

const SEPARATOR = 0x1f;

// What a source noted of an event is coded in the order of the files.
function stageHash(column: Column | undefined): string[] {
  if (!column || !isDict(column)) return [];
  const renumbered = new Int32Array(column.dictionary.length).fill(-1);
  renumbered[0] = 0;
  const dictionary: (Scalar | null)[] = [null];
  const codes = column.codes.map((code) => {
    if (renumbered[code]! < 0) renumbered[code] = dictionary.push(column.dictionary[code]!) - 1;
    return renumbered[code]!;
  });
  return [columnHash("stage", {codes, dictionary})];
}

// A column without any value says nothing: missing and null are the same, and its values may have gone with rejected rows.
function isBlank(column: Column): boolean {
  if (isDict(column)) return column.dictionary.length === 1;
  return column.values.every(Number.isNaN);
}

function wordsHash(values: Codes | Float64Array): string {
  const whole = values.byteOffset % 4 === 0 && values.byteLength % 4 === 0 ? values : padded(values);
  const words = new Int32Array(whole.buffer, whole.byteOffset, whole.byteLength >> 2);
  let a = 0xdeadbeef | 0;
  let b = 0x41c6ce57 | 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    a = Math.imul(a ^ word, 2654435761);
    b = Math.imul(b ^ word, 1597334677);
  }
  const hash = new Hasher();
  for (const word of [a, b, values.length]) hash.add(word);
  return hash.digest();
}

function padded(values: Codes | Float64Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.byteLength / 4) * 4);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return bytes;
}
