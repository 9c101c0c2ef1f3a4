// Reads the tables beside the events: finds their columns, turns times into instants and money into minor units.
import {DataError} from "../model/errors.js";
import type {Cell} from "../model/table.js";
import {scalarAt, textAt, type Cells} from "./cells.js";
import {currencyCode, exponentOf, minorUnits} from "./currencies.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions, Mapping} from "./options.js";
import type {RecordTable} from "./record-table.js";
import {columnNamed, listed, plainName, readMap} from "./roles.js";
import {SHAPES, type ColumnShape, type SideTable} from "./table-shapes.js";
import {readTimes, reasonOf, type Times} from "./times.js";

/** A row of a side table, with keys not yet resolved: units, visitors and accounts are still as written. */
export type SideRow = Record<string, Cell>;

/** Rows under their wire names with their record numbers; further columns keep their own names. Bad rows go to the book. */
export function* readSideTable(
  name: SideTable,
  table: RecordTable,
  book: FileBook,
  options: FileOptions,
  minorAmounts: boolean,
): Generator<{readonly row: SideRow; readonly record: number}> {
  const shapes = SHAPES[name];
  const map = Array.isArray(options.map) ? {} : readMap(options.map as Mapping | string | undefined);
  const columns = shapes.map((shape) => findColumn(shape, table, map, book.path));
  expectNeeded(name, shapes, columns, table, book.path);
  const taken = new Set(columns);
  const extras = table.names.flatMap((extra, c) =>
    taken.has(c) || shapes.some((shape) => shape.name === extra) ? [] : [c],
  );
  const reader = new RowReader(table, shapes, columns, extras, book, options, minorAmounts);
  book.read += table.read;
  for (let r = 0; r < table.size; r++) {
    const row = reader.row(r);
    if (!row) continue;
    book.kept++;
    yield {row, record: table.places.row(r)};
  }
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

function expectNeeded(
  name: string,
  shapes: readonly ColumnShape[],
  columns: readonly number[],
  table: RecordTable,
  path: string,
): void {
  const missing = shapes.filter(({needed}, i) => needed && columns[i] === -1).map((shape) => shape.name);
  if (missing.length === 0) return;
  throw new DataError(
    `has no column ${missing.map((column) => `"${column}"`).join(", ")}, which the table ${name} needs; its columns are ${listed(table.names)}; rename one, or give the file a map like {"${missing[0]}": "COLUMN"}`,
    path,
  );
}

class RowReader {
  readonly #times: (Times | null)[];
  readonly #currency: Cells | null;

  constructor(
    private readonly table: RecordTable,
    private readonly shapes: readonly ColumnShape[],
    private readonly columns: readonly number[],
    private readonly extras: readonly number[],
    private readonly book: FileBook,
    private readonly options: FileOptions,
    private readonly minorAmounts: boolean,
  ) {
    this.#times = shapes.map((shape, s) =>
      shape.kind === "instant" && columns[s]! >= 0 ? this.#readTimes(columns[s]!) : null,
    );
    const currency = shapes.findIndex((shape) => shape.name === "currency");
    this.#currency = currency >= 0 && columns[currency]! >= 0 ? table.cells[columns[currency]!]! : null;
  }

  /** Row r, or null when it was rejected. */
  row(r: number): SideRow | null {
    const row: SideRow = Object.create(null) as SideRow;
    for (let s = 0; s < this.shapes.length; s++) {
      const c = this.columns[s]!;
      if (c < 0) continue;
      const value = this.#value(s, c, r);
      if (value === undefined || (value === null && this.shapes[s]!.needed))
        return this.#reject(r, s, c, value === undefined);
      row[this.shapes[s]!.name] = value;
    }
    for (const c of this.extras) row[this.table.names[c]!] = this.#extra(c, r);
    return row;
  }

  // Undefined: there is something, but not what the column needs.
  #value(s: number, c: number, r: number): Cell | undefined {
    const {kind, name} = this.shapes[s]!;
    const cells = this.table.cells[c]!;
    if (kind === "instant") return this.#instant(s, c, r);
    const text = textAt(cells, r);
    if (text === null) return null;
    if (kind === "any") return cells.kind === "decimal" ? Number(text) : scalarAt(cells, r);
    if (kind === "number") return Number.isFinite(Number(text)) && text.trim() !== "" ? Number(text) : undefined;
    if (kind === "money") return this.#money(text, r);
    return name === "currency" ? currencyCode(text) : text;
  }

  #instant(s: number, c: number, r: number): number | null | undefined {
    const times = this.#times[s]!;
    if (times.problem[r] === 0) return times.ts[r]!;
    return textAt(this.table.cells[c]!, r) === null ? null : undefined;
  }

  #money(text: string, r: number): number | undefined {
    const code = this.#currency && textAt(this.#currency, r);
    const value = minorUnits(text, this.minorAmounts ? 0 : exponentOf(code && currencyCode(code)), true);
    return Number.isNaN(value) ? undefined : value;
  }

  #extra(c: number, r: number): Cell {
    const cells = this.table.cells[c]!;
    if (cells.kind === "decimal") {
      const text = textAt(cells, r);
      return text === null ? null : Number(text);
    }
    const value = scalarAt(cells, r);
    return value === "true" ? true : value === "false" ? false : value;
  }

  #readTimes(c: number): Times {
    const {options, book, table} = this;
    const zone = options.inputTz ?? "UTC";
    return readTimes(table.cells[c]!, {
      zone,
      dateOrder: options.dateOrder ?? null,
      unit: options.timeUnit ?? null,
      file: book.path,
      column: table.names[c]!,
    });
  }

  #reject(r: number, s: number, c: number, unreadable: boolean): null {
    const {kind, name} = this.shapes[s]!;
    const times = this.#times[s];
    const reason = !unreadable
      ? `no ${name}`
      : times
        ? reasonOf(times, r)
        : kind === "money"
          ? "not an amount"
          : "not a number";
    const {places} = this.table;
    this.book.reject(places.row(r), places.line(r), reason, this.table.names[c], textAt(this.table.cells[c]!, r));
    return null;
  }
}
