// The tables beside the events, with units and accounts under their canonical ids.
import type {TableName} from "../model/dataset.js";
import {ColumnTable, type Cell, type Table} from "../model/table.js";
import type {Identities, IdentityBook} from "./identity.js";
import type {SideRow} from "./side-tables.js";
import {kindOf, type CellKind, type SideTable} from "./table-shapes.js";

export function tablesOf(
  sideRows: ReadonlyMap<SideTable, readonly SideRow[]>,
  identity: IdentityBook,
  identities: Identities,
): Partial<Record<TableName, Table>> {
  const tables: Partial<Record<TableName, Table>> = {};
  for (const [name, rows] of sideRows) {
    const columns = new Set(rows.flatMap((row) => Object.keys(row)));
    tables[name] = new ColumnTable(
      Array.from(columns, (column) => {
        const kind = kindOf(name, column);
        return [column, rows.map((row) => resolved(row, column, kind, identity, identities))];
      }),
    );
  }
  return tables;
}

function resolved(
  row: SideRow,
  column: string,
  kind: CellKind | undefined,
  book: IdentityBook,
  identities: Identities,
): Cell {
  const value = row[column] ?? null;
  if (value === null) return null;
  if (kind === "account") {
    const key = book.accounts.find(String(value));
    return key === 0 ? String(value) : identities.companies.idOfKey(key);
  }
  if (kind !== "unit" && kind !== "anon") return value;
  const person = book.people.find(String(value));
  if (person !== 0) return identities.people.idOfKey(person);
  const text = String(value);
  const visitor = book.anons.find(kind === "anon" && !text.startsWith("anon:") ? `anon:${text}` : text);
  const found =
    visitor === 0 ? -1 : identities.attribution.personAt(visitor, typeof row.ts === "number" ? row.ts : Infinity);
  return found >= 0 ? identities.people.id(found) : visitor === 0 ? text : book.anons.text(visitor);
}
