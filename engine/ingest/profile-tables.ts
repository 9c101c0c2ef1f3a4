// Reads profiles and accounts: wide (a column for each property) or long (`unit, prop, value`), with `validFrom` if it is there.
import {DataError} from "../model/errors.js";
import {asProperty, asTexts, scalarAt, textType} from "./cells.js";
import {valueAt, type DictColumn} from "../model/column.js";
import type {IdentityBook} from "./identity.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions, Mapping} from "./options.js";
import type {RecordTable} from "./record-table.js";
import {columnNamed, listed, plainName, readMap} from "./roles.js";
import {readTimes} from "./times.js";
import type {TraitBook} from "./traits.js";

const UNIT = ["unit", "user", "userid", "uid", "customerid", "customer", "distinctid", "personid", "id"];
const ACCOUNT = [
  "account",
  "accountid",
  "companyid",
  "organizationid",
  "organisationid",
  "orgid",
  "workspaceid",
  "tenantid",
  "id",
];
const VALID_FROM = ["validfrom", "from", "since", "asof"];

/** Whose traits a table holds. */
export type TraitsOf = "profiles" | "accounts";

/** Writes the rows' traits into `traits`; profiles with an account column are memberships too. Rows without an id go to the book. */
export function readTraits(
  of: TraitsOf,
  table: RecordTable,
  book: FileBook,
  options: FileOptions,
  identity: IdentityBook,
  traits: TraitBook,
): void {
  const map = Array.isArray(options.map) ? {} : readMap(options.map as Mapping | string | undefined);
  const owner = ownerColumn(of, table, map, book.path);
  const keys = ownerKeys(of, asTexts(table.cells[owner]!), identity);
  const since = sinceColumn(table, options, book.path);
  book.read += table.read;
  for (let r = 0; r < table.size; r++) {
    if (keys[r] === 0)
      book.reject(
        table.places.row(r),
        table.places.line(r),
        `no ${of === "profiles" ? "user" : "account"}`,
        table.names[owner],
        null,
      );
    else book.kept++;
  }
  const skip = new Set([owner, ...(since ? [since.column] : [])]);
  const from = (r: number) => since?.ts[r] ?? -Infinity;
  if (isLong(table)) readLong(table, keys, from, traits);
  else readWide(of, table, keys, from, skip, identity, traits);
}

// Keys of people or accounts; of visitors (`anon:…`) below 0.
function ownerKeys(of: TraitsOf, owners: DictColumn, {people, anons, accounts}: IdentityBook): Int32Array {
  const keyOf = (id: string) =>
    of === "accounts"
      ? accounts.code("", id)
      : id.startsWith("anon:")
        ? -anons.code("anon", id.slice(5))
        : people.code("", id);
  const to = Int32Array.from(owners.dictionary, (id) => (id === null ? 0 : keyOf(String(id))));
  return Int32Array.from(owners.codes, (code) => to[code]!);
}

function ownerColumn(of: TraitsOf, table: RecordTable, map: Mapping, path: string): number {
  const stated = of === "profiles" ? (map.unit ?? map.user ?? map.id) : (map.account ?? map.id);
  if (typeof stated === "string") return columnNamed(table.names, stated, path, `map ${stated}`);
  const plain = table.names.map(plainName);
  for (const name of of === "profiles" ? UNIT : ACCOUNT) if (plain.includes(name)) return plain.indexOf(name);
  throw new DataError(
    `has no column for the ${of === "profiles" ? "user" : "account"}; its columns are ${listed(table.names)}; call it "${of === "profiles" ? "user" : "account"}", or give the file a map`,
    path,
  );
}

function sinceColumn(
  table: RecordTable,
  options: FileOptions,
  path: string,
): {column: number; ts: Float64Array} | null {
  const plain = table.names.map(plainName);
  const column = VALID_FROM.map((name) => plain.indexOf(name)).find((c) => c >= 0);
  if (column === undefined) return null;
  const times = readTimes(table.cells[column]!, {
    zone: options.inputTz ?? "UTC",
    dateOrder: options.dateOrder ?? null,
    unit: options.timeUnit ?? null,
    file: path,
    column: table.names[column]!,
  });
  return {column, ts: times.ts.map((ts) => (Number.isNaN(ts) ? -Infinity : ts))};
}

const isLong = (table: RecordTable) => {
  const plain = table.names.map(plainName);
  return (plain.includes("prop") || plain.includes("property")) && plain.includes("value");
};

function readLong(table: RecordTable, keys: Int32Array, from: (r: number) => number, traits: TraitBook): void {
  const plain = table.names.map(plainName);
  const prop = asTexts(table.cells[plain.indexOf(plain.includes("prop") ? "prop" : "property")]!);
  const cells = table.cells[plain.indexOf("value")]!;
  for (let r = 0; r < table.size; r++) {
    const name = prop.dictionary[prop.codes[r]!];
    const value = scalarAt(cells, r);
    if (name !== null && name !== undefined) traits.add(keys[r]!, String(name), scalarOfText(value), from(r), 0);
  }
}

// A long table mixes properties in one column, so each value is read by itself.
function scalarOfText<T>(value: T): T | number | boolean {
  if (typeof value !== "string") return value;
  if (value === "true" || value === "false") return value === "true";
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) && value.replace(/\D/g, "").length <= 15 ? Number(value) : value;
}

function readWide(
  of: TraitsOf,
  table: RecordTable,
  keys: Int32Array,
  from: (r: number) => number,
  skip: ReadonlySet<number>,
  identity: IdentityBook,
  traits: TraitBook,
): void {
  table.names.forEach((name, c) => {
    if (skip.has(c)) return;
    const cells = table.cells[c]!;
    const text = textType(cells);
    const column = asProperty(cells, text === "none" ? null : text);
    for (let r = 0; r < table.size; r++) traits.add(keys[r]!, name, valueAt(column, r), from(r), 0);
    if (of === "profiles" && ["account", "accountid"].includes(plainName(name))) {
      const accounts = identity.accounts.column(asTexts(cells), "");
      for (let r = 0; r < table.size; r++) identity.member(Math.max(0, keys[r]!), accounts[r]!, from(r));
    }
  });
}
