// Reads profiles and accounts: wide (a column for each property) or long (`unit, prop, value`), with `validFrom` if it is there.
import {DataError} from "../model/errors.js";
import {asProperty, asTexts, scalarAt, textType, type Cells} from "./cells.js";
import {valueAt, type DictColumn} from "../model/column.js";
import type {IdentityBook} from "./identity.js";
import type {Keys} from "./keys.js";
import type {Mapping} from "./options.js";
import type {RecordTable, TableFile} from "./record-table.js";
import {columnNamed, listed, plainName, readMap} from "./roles.js";
import type {Stores} from "./stores.js";
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
type TraitsOf = "profiles" | "accounts";
const WHOSE = {profiles: "user", accounts: "account"};

/** Writes the rows' traits into `traits`; profiles with an account column are memberships too. Rows without an id go to the book. */
export function readTraits(of: TraitsOf, file: TableFile, stores: Stores): void {
  const {table, book, options} = file;
  const map = Array.isArray(options.map) ? {} : readMap(options.map as Mapping | string | undefined);
  const owner = ownerColumn(of, table, map, book.path);
  const keys = ownerKeys(of, asTexts(table.cells[owner]!), stores.identity);
  const since = sinceColumn(file);
  countRows(of, file, owner, keys);
  const from = (r: number) => since?.ts[r] ?? -Infinity;
  const traits = of === "profiles" ? stores.traits : stores.accountTraits;
  if (isLong(table)) return readLong(table, keys, from, traits);
  const columns = [...table.names.keys()].filter((c) => c !== owner && c !== since?.column);
  readWide(table, columns, keys, from, traits);
  const ofAccounts = columns.filter((c) => ["account", "accountid"].includes(plainName(table.names[c]!)));
  if (of === "profiles") for (const c of ofAccounts) readMembers(table.cells[c]!, keys, from, stores.identity);
}

// Rows without an id are rejected.
function countRows(of: TraitsOf, {table, book}: TableFile, owner: number, keys: Int32Array): void {
  const {places} = table;
  const reason = `no ${WHOSE[of]}`;
  book.read += table.read;
  for (let r = 0; r < table.size; r++) {
    if (keys[r] === 0) book.reject(places.row(r), places.line(r), reason, table.names[owner], null);
    else book.kept++;
  }
}

// Keys of people or accounts; of visitors (`anon:…`) below 0.
function ownerKeys(of: TraitsOf, owners: DictColumn, {people, anons, accounts}: IdentityBook): Int32Array {
  const used = (registry: Keys, key: number) => {
    registry.use(key);
    return key;
  };
  const keyOf = (id: string) =>
    of === "accounts"
      ? used(accounts, accounts.code("", id))
      : id.startsWith("anon:")
        ? -anons.code("anon", id.slice(5))
        : used(people, people.code("", id));
  const to = Int32Array.from(owners.dictionary, (id) => (id === null ? 0 : keyOf(String(id))));
  return Int32Array.from(owners.codes, (code) => to[code]!);
}

function ownerColumn(of: TraitsOf, table: RecordTable, map: Mapping, path: string): number {
  const stated = of === "profiles" ? (map.unit ?? map.user ?? map.id) : (map.account ?? map.id);
  if (typeof stated === "string") return columnNamed(table.names, stated, path, `map ${stated}`);
  const plain = table.names.map(plainName);
  for (const name of of === "profiles" ? UNIT : ACCOUNT) if (plain.includes(name)) return plain.indexOf(name);
  throw new DataError(
    `has no column for the ${WHOSE[of]}; its columns are ${listed(table.names)}; call it "${WHOSE[of]}", or give the file a map`,
    path,
  );
}

function sinceColumn({table, book, options}: TableFile): {column: number; ts: Float64Array} | null {
  const plain = table.names.map(plainName);
  const column = VALID_FROM.map((name) => plain.indexOf(name)).find((c) => c >= 0);
  if (column === undefined) return null;
  const times = readTimes(table.cells[column]!, {
    zone: options.inputTz ?? "UTC",
    dateOrder: options.dateOrder ?? null,
    unit: options.timeUnit ?? null,
    file: book.path,
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
  table: RecordTable,
  columns: readonly number[],
  keys: Int32Array,
  from: (r: number) => number,
  traits: TraitBook,
): void {
  for (const c of columns) {
    const name = table.names[c]!;
    const cells = table.cells[c]!;
    const text = textType(cells);
    const column = asProperty(cells, text === "none" ? null : text);
    for (let r = 0; r < table.size; r++) traits.add(keys[r]!, name, valueAt(column, r), from(r), 0);
  }
}

function readMembers(cells: Cells, keys: Int32Array, from: (r: number) => number, identity: IdentityBook): void {
  const accounts = identity.accounts.column(asTexts(cells), "");
  for (let r = 0; r < keys.length; r++) identity.member(Math.max(0, keys[r]!), accounts[r]!, from(r));
}
