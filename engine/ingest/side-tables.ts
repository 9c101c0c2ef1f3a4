// Reads the tables beside the events: finds their columns, turns times into instants and money into minor units.
import {DataError} from "../model/errors.js";
import type {Cell} from "../model/table.js";
import {scalarAt, textAt, type Cells} from "./cells.js";
import {currencyCode, exponentOf, minorUnits} from "./currencies.js";
import type {Mapping} from "./options.js";
import type {RecordTable, TableFile} from "./record-table.js";
import {columnNamed, listed, plainName, readMap} from "./roles.js";
import {SHAPES, type ColumnShape, type SideTable} from "./table-shapes.js";
import {readTimes, reasonOf} from "./times.js";

/** A row of a side table, with keys not yet resolved: units, visitors and accounts are still as written. */
export type SideRow = Record<string, Cell>;

/** A column with a meaning: its place in the file, and how its cells are read. */
interface Reader {
  readonly shape: ColumnShape;
  readonly column: number;
  /** Undefined: there is something, but not what the column needs. */
  readonly read: (r: number) => Cell | undefined;
  /** What is wrong with a cell that gives undefined. */
  readonly fault: (r: number) => string;
}

/** Rows under their wire names with their record numbers; further columns keep their own names. Bad rows go to the book. */
export function* readSideTable(
  name: SideTable,
  file: TableFile,
): Generator<{readonly row: SideRow; readonly record: number}> {
  const {table, book} = file;
  const readers = readersOf(name, file);
  const extras = table.names.flatMap((extra, c) =>
    readers.some(({column}) => column === c) || SHAPES[name].some((shape) => shape.name === extra) ? [] : [c],
  );
  book.read += table.read;
  for (let r = 0; r < table.size; r++) {
    const row = rowAt(r, readers, file);
    if (!row) continue;
    for (const c of extras) row[table.names[c]!] = extraAt(table.cells[c]!, r);
    book.kept++;
    yield {row, record: table.places.row(r)};
  }
}

function readersOf(name: SideTable, file: TableFile): Reader[] {
  const {table, book, options} = file;
  const map = Array.isArray(options.map) ? {} : readMap(options.map as Mapping | string | undefined);
  const columns = SHAPES[name].map((shape) => ({shape, column: findColumn(shape, table, map, book.path)}));
  const missing = columns.filter(({shape, column}) => shape.needed && column < 0).map(({shape}) => shape.name);
  if (missing.length > 0)
    throw new DataError(
      `has no column ${missing.map((column) => `"${column}"`).join(", ")}, which the table ${name} needs; its columns are ${listed(table.names)}; rename one, or give the file a map like {"${missing[0]}": "COLUMN"}`,
      book.path,
    );
  const currency = columns.find(({shape}) => shape.name === "currency")?.column ?? -1;
  return columns
    .filter(({column}) => column >= 0)
    .map(({shape, column}) => ({shape, column, ...readerOf(shape, column, currency, file)}));
}

function findColumn(shape: ColumnShape, table: RecordTable, map: Mapping, path: string): number {
  const stated = map[shape.name];
  if (typeof stated === "string" && stated !== "")
    return columnNamed(table.names, stated, path, `map ${shape.name}=${stated}`);
  const exact = table.names.indexOf(shape.name);
  if (exact >= 0) return exact;
  const plain = table.names.map(plainName);
  for (const name of [plainName(shape.name), ...(shape.also ?? [])]) {
    const at = plain.indexOf(name);
    if (at >= 0) return at;
  }
  return -1;
}

function readerOf(
  {name, kind}: ColumnShape,
  column: number,
  currency: number,
  file: TableFile,
): Pick<Reader, "read" | "fault"> {
  const {cells} = file.table;
  const own = cells[column]!;
  if (kind === "instant") return instants(own, column, file);
  if (kind === "money") return money(own, cells[currency] ?? null, file.minorAmounts);
  if (kind === "any") return {read: (r) => anyAt(own, r), fault: noFault};
  if (kind === "number") return {read: (r) => numberAt(own, r), fault: () => "not a number"};
  const text = (r: number) => textAt(own, r);
  if (name !== "currency") return {read: text, fault: noFault};
  const code = (r: number) => {
    const own = text(r);
    return own && currencyCode(own);
  };
  return {read: code, fault: noFault};
}

const noFault = () => "";

function instants(cells: Cells, column: number, {table, book, options}: TableFile): Pick<Reader, "read" | "fault"> {
  const times = readTimes(cells, {
    zone: options.inputTz ?? "UTC",
    dateOrder: options.dateOrder ?? null,
    unit: options.timeUnit ?? null,
    file: book.path,
    column: table.names[column]!,
  });
  return {
    read: (r) => (times.problem[r] === 0 ? times.ts[r]! : textAt(cells, r) === null ? null : undefined),
    fault: (r) => reasonOf(times, r),
  };
}

function money(cells: Cells, currency: Cells | null, minor: boolean): Pick<Reader, "read" | "fault"> {
  const read = (r: number) => {
    const text = textAt(cells, r);
    if (text === null) return null;
    const code = currency && textAt(currency, r);
    const value = minorUnits(text, minor ? 0 : exponentOf(code && currencyCode(code)), true);
    return Number.isNaN(value) ? undefined : value;
  };
  return {read, fault: () => "not an amount"};
}

function numberAt(cells: Cells, r: number): number | null | undefined {
  const text = textAt(cells, r);
  if (text === null) return null;
  return Number.isFinite(Number(text)) && text.trim() !== "" ? Number(text) : undefined;
}

function anyAt(cells: Cells, r: number): Cell {
  if (cells.kind !== "decimal") return scalarAt(cells, r);
  const text = textAt(cells, r);
  return text === null ? null : Number(text);
}

function extraAt(cells: Cells, r: number): Cell {
  const value = anyAt(cells, r);
  return value === "true" ? true : value === "false" ? false : value;
}

/** Row r, or null when it was rejected. */
function rowAt(r: number, readers: readonly Reader[], {table, book}: TableFile): SideRow | null {
  const row: SideRow = Object.create(null) as SideRow;
  for (const {shape, column, read, fault} of readers) {
    const value = read(r);
    if (value === undefined || (value === null && shape.needed)) {
      const reason = value === undefined ? fault(r) : `no ${shape.name}`;
      const {places, names, cells} = table;
      book.reject(places.row(r), places.line(r), reason, names[column], textAt(cells[column]!, r));
      return null;
    }
    row[shape.name] = value;
  }
  return row;
}
