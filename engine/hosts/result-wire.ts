// A result on its way between threads: tables as plain columns, long ones in a form that is quick to send.
import type {Work} from "../analyses/analysis.js";
import {ColumnTable, type Cell} from "../model/table.js";
import {Result, type Diagnostics} from "../results/result.js";
import {HandedOver} from "./wire.js";

/** Cells as they are, numbers only, or the places of cells in a list of the different ones. */
type SentColumn = readonly Cell[] | Float64Array | {readonly codes: Uint16Array; readonly values: readonly Cell[]};
export interface SentResult {
  readonly kind: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, readonly (readonly [name: string, cells: SentColumn])[]>>;
  readonly summary: string;
  readonly diagnostics: Diagnostics;
}

/** Shorter columns are sent as they are. */
const LONG = 1024;
/** With more different cells than these a column is sent as it is. */
const MOST_VALUES = 4096;

/** The result made ready to be sent, with a breath before each long column. */
export function* sentResult({kind, query, tables, summary, diagnostics}: Result): Work<HandedOver> {
  const ready: Record<string, (readonly [string, SentColumn])[]> = {};
  for (const [name, table] of Object.entries(tables)) {
    ready[name] = [];
    for (const column of table.columnNames()) {
      const cells = table.array(column) as ArrayLike<Cell>;
      if (cells.length >= LONG) yield 1;
      ready[name].push([column, sentColumn(cells)]);
    }
  }
  const sent: SentResult = {kind, query, tables: ready, summary, diagnostics};
  const columns = Object.values(ready).flatMap((table) => table.map(([, cells]) => cells));
  return new HandedOver(sent, columns.flatMap(buffersOf));
}

function sentColumn(cells: ArrayLike<Cell>): SentColumn {
  return (
    (cells.length < LONG ? null : (numbers(cells) ?? coded(cells))) ?? (isPlain(cells) ? cells : Array.from(cells))
  );
}

// Sending copies it anyway.
const isPlain = (cells: ArrayLike<Cell>): cells is readonly Cell[] => Array.isArray(cells);

function numbers(cells: ArrayLike<Cell>): Float64Array | null {
  const values = new Float64Array(cells.length);
  for (let i = 0; i < values.length; i++) {
    const cell = cells[i]!;
    if (typeof cell !== "number") return null;
    values[i] = cell;
  }
  return values;
}

function coded(cells: ArrayLike<Cell>): SentColumn | null {
  const known = new Map<Cell, number>();
  const codes = new Uint16Array(cells.length);
  for (let i = 0; i < codes.length; i++) {
    let code = known.get(cells[i]!);
    if (code === undefined) {
      if (known.size === MOST_VALUES) return null;
      known.set(cells[i]!, (code = known.size));
    }
    codes[i] = code;
  }
  return {codes, values: [...known.keys()]};
}

function buffersOf(cells: SentColumn): ArrayBuffer[] {
  if (cells instanceof Float64Array) return [cells.buffer as ArrayBuffer];
  return "codes" in cells ? [cells.codes.buffer as ArrayBuffer] : [];
}

export function receivedResult({kind, query, tables, summary, diagnostics}: SentResult): Result {
  const light = Object.entries(tables).map(
    ([name, columns]) => [name, new ColumnTable(columns.map(([column, cells]) => [column, received(cells)]))] as const,
  );
  return new Result(kind, query, Object.fromEntries(light), summary, diagnostics);
}

function received(cells: SentColumn): readonly Cell[] {
  if (cells instanceof Float64Array) return Array.from(cells);
  if (!("codes" in cells)) return cells;
  const {codes, values} = cells;
  const all = new Array<Cell>(codes.length);
  for (let i = 0; i < all.length; i++) all[i] = values[codes[i]!]!;
  return all;
}
