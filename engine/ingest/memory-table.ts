// Data that is in memory already as a table of records: rows, columns, or an Arquero table.
import {DataError} from "../model/errors.js";
import {dictColumn, type Scalar} from "../model/column.js";
import {isRecord} from "../model/is-record.js";
import {measure, type Cells} from "./cells.js";
import {isTable} from "./inputs.js";
import type {FileBook} from "./ledger-book.js";
import {ObjectTable, scalarOf} from "./object-table.js";
import type {ColumnInput, Limits} from "./options.js";
import {Places} from "./places.js";
import type {RecordTable} from "./record-table.js";

/** Rows under a table, and whether its amounts are minor units (typed arrays from code). */
export interface MemoryTable {
  readonly table: RecordTable;
  readonly minorAmounts: boolean;
}

/** Reads rows, columns or an Arquero table. Copies what it must, never changes what it was given. */
export function memoryTable(data: object, book: FileBook, limits: Required<Limits>): MemoryTable {
  if (Array.isArray(data)) return {table: rowsTable(data, book, limits), minorAmounts: false};
  if (isTable(data)) {
    const columns = new Map(data.columnNames().map((name) => [name, data.array(name) as ColumnInput]));
    return {table: columnsTable(columns, data.numRows(), "arquero", book), minorAmounts: false};
  }
  const columns = new Map(Object.entries(data) as [string, ColumnInput][]);
  const minor = ["amount", "amountMinor"].some((name) => isTyped(columns.get(name)));
  return {table: columnsTable(columns, null, "columns", book), minorAmounts: minor};
}

/** Rows as plain objects; anything else among them goes to the book. */
export function rowsTable(rows: readonly unknown[], book: FileBook, limits: Required<Limits>): RecordTable {
  const table = new ObjectTable(book.path, limits);
  rows.forEach((row, i) => {
    if (isRecord(row)) table.add(row, i + 1, 0);
    else book.reject(i + 1, 0, "not an object", null, String(JSON.stringify(row) ?? row));
  });
  return table.finish("rows", rows.length);
}

/** Columns of one length. Throws DataError when they differ, naming the column. */
export function columnsTable(
  columns: ReadonlyMap<string, ColumnInput>,
  rows: number | null,
  format: "columns" | "arquero" | "json",
  book: FileBook,
): RecordTable {
  const names = [...columns.keys()];
  const size = rows ?? (names.length === 0 ? 0 : lengthOf(columns.get(names[0]!)!, names[0]!, book.path));
  const cells = names.map((name) => {
    const column = columns.get(name)!;
    const length = lengthOf(column, name, book.path);
    if (length !== size)
      throw new DataError(
        `column "${name}" has ${length} values, "${names[0]!}" has ${size}; columns must be equally long`,
        book.path,
      );
    return cellsOf(column, name, book.path);
  });
  const places = new Places();
  places.pushRun(size, 1, 0);
  return {format, names, cells, size, read: size, places};
}

function lengthOf(column: ColumnInput, name: string, path: string): number {
  if (isCoded(column)) return column.codes.length;
  const length = (column as {length?: unknown} | null)?.length;
  if (typeof column === "object" && column !== null && typeof length === "number") return length;
  throw new DataError(
    `column "${name}" is no list of values; hand over arrays, typed arrays or {codes, dictionary}`,
    path,
  );
}

const isCoded = (column: ColumnInput): column is {codes: ArrayLike<number>; dictionary: readonly unknown[]} =>
  typeof column === "object" && column !== null && "codes" in column && "dictionary" in column;

const isTyped = (column: ColumnInput | undefined): boolean => column !== undefined && ArrayBuffer.isView(column);

function cellsOf(column: ColumnInput, name: string, path: string): Cells {
  if (isCoded(column)) return {kind: "value", column: codedColumn(column, name, path)};
  if (ArrayBuffer.isView(column) && !(column instanceof BigInt64Array) && !(column instanceof BigUint64Array)) {
    return {
      kind: "value",
      column:
        column instanceof Float64Array ? {values: column} : measure(Float64Array.from(column as ArrayLike<number>)),
    };
  }
  const values = Array.from(column as ArrayLike<unknown>, scalarOf);
  const numbers = values.length > 0 && values.every((value) => value === null || typeof value === "number");
  if (numbers && values.some((value) => value !== null))
    return {
      kind: "value",
      column: measure(Float64Array.from(values, (value) => (value === null ? NaN : Number(value)))),
    };
  return {kind: "value", column: dictColumn(values.map((value) => (value === "" ? null : value)))};
}

// A dictionary that does not start with null, or repeats values, is brought into the form the engine uses.
function codedColumn(
  {codes, dictionary}: {codes: ArrayLike<number>; dictionary: readonly unknown[]},
  name: string,
  path: string,
) {
  const values = dictionary.map(scalarOf);
  for (let i = 0; i < codes.length; i++) {
    if (!(codes[i]! >= 0 && codes[i]! < values.length))
      throw new DataError(
        `column "${name}" has code ${codes[i]} in row ${i + 1}, its dictionary has ${values.length} entries`,
        path,
      );
  }
  const clean =
    values[0] === null &&
    values.every((value, i) => i === 0 || (value !== null && value !== "")) &&
    new Set(values).size === values.length;
  if (clean && (codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array))
    return {codes, dictionary: values};
  return dictColumn(Array.from(codes, (code): Scalar | null => (values[code] === "" ? null : (values[code] ?? null))));
}
