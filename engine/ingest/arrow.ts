// Reads Arrow IPC files and streams: codes, numbers and instants are taken from the buffers as they lie.
import {Type, tableFromIPC, type Column as ArrowColumn, type Table as ArrowTable} from "@uwdata/flechette";
import {codesFor, type Codes} from "../model/column.js";
import {DataError} from "../model/errors.js";
import {messageOf} from "./byte-source.js";
import {eachBatch, isValid} from "./arrow-batches.js";
import {times} from "./arrow-times.js";
import {AnyColumns, NumberCells, TextCells32} from "./cell-columns.js";
import {textAt, type Cells} from "./cells.js";
import {BATCH_RECORDS, SAMPLE_RECORDS, type ColumnarFile} from "./columnar.js";
import type {JsonRecord} from "./json-files.js";
import type {FileBook} from "./ledger-book.js";
import type {OpenContext} from "./open-file.js";
import {Places} from "./places.js";
import {uniqueNames, type RecordTable} from "./record-table.js";

export async function arrowFile(bytes: Uint8Array, book: FileBook, context: OpenContext): Promise<ColumnarFile> {
  const table = decode(bytes, book.path);
  checkLimits(table, book.path, context);
  const names = uniqueNames(table.names.map(String));
  const nested = table.children.some(({type}) => NESTED.has(type.typeId));
  const readers = table.children.map(valueReader);
  const at = (r: number) => Object.fromEntries(names.map((name, c) => [name, readers[c]!(r)]));
  return {
    names,
    nested,
    sample: Array.from({length: Math.min(SAMPLE_RECORDS, table.numRows)}, (_, r) => at(r)),
    table: async () => {
      const columns: [string, Cells][] = [];
      for (const [c, name] of names.entries()) {
        columns.push(...cellsOf(table.children[c]!, name));
        await context.pace.step();
      }
      return tableOf(columns, table.numRows);
    },
    async *records() {
      for (let from = 0; from < table.numRows; from += BATCH_RECORDS) {
        const count = Math.min(BATCH_RECORDS, table.numRows - from);
        yield Array.from({length: count}, (_, i): JsonRecord => ({value: at(from + i), row: from + i + 1, line: 0}));
      }
    },
  };
}

// Times of whole records are ISO texts, with the zone's mark only where the schema has a zone.
function valueReader(column: ArrowColumn<unknown>): (r: number) => unknown {
  const {typeId} = column.type;
  if (typeId !== Type.Timestamp && typeId !== Type.Date) return (r) => plain(column.at(r));
  const cells = times(column);
  return (r) => textAt(cells, r);
}

const NESTED: ReadonlySet<number> = new Set([
  Type.List,
  Type.LargeList,
  Type.FixedSizeList,
  Type.Struct,
  Type.Map,
  Type.Union,
  Type.ListView,
  Type.LargeListView,
]);

function decode(bytes: Uint8Array, path: string): ArrowTable {
  try {
    // Views of 64-bit numbers need an aligned start.
    const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
    return tableFromIPC(aligned, {useBigInt: true, useBigIntTimestamp: true});
  } catch (error) {
    const message = messageOf(error);
    const advice = /codec|compress/i.test(message) ? "; write it without compression" : "";
    throw new DataError(
      `is an Arrow file that cannot be read: damaged, cut short, or of a kind that is not known (${message})${advice}`,
      path,
    );
  }
}

function checkLimits(table: ArrowTable, path: string, {limits}: OpenContext): void {
  if (table.numRows > limits.rows)
    throw new DataError(`has ${table.numRows} records, more than limits.rows (${limits.rows})`, path);
  if (table.numCols > limits.columns)
    throw new DataError(`has ${table.numCols} columns, more than limits.columns (${limits.columns})`, path);
  for (const [c, column] of table.children.entries()) {
    if (column.length !== table.numRows)
      throw new DataError(
        `column "${String(table.names[c])}" has ${column.length} values, others ${table.numRows}: the file is damaged`,
        path,
      );
  }
}

export function tableOf(
  columns: readonly (readonly [string, Cells])[],
  size: number,
  format: "arrow" | "parquet" = "arrow",
): RecordTable {
  const places = new Places();
  places.pushRun(size, 1, 0);
  return {
    format,
    names: uniqueNames(columns.map(([name]) => name)),
    cells: columns.map(([, cells]) => cells),
    size,
    read: size,
    places,
  };
}

function cellsOf(column: ArrowColumn<unknown>, name: string): [string, Cells][] {
  const {typeId} = column.type;
  if (typeId === Type.Utf8) return [[name, texts(column)]];
  if (typeId === Type.Dictionary) return dictionaryCells(column, name);
  if (typeId === Type.Timestamp || typeId === Type.Date) return [[name, times(column)]];
  if ((typeId === Type.Float && column.type.precision !== 0) || (typeId === Type.Int && column.type.bitWidth < 64))
    return [[name, numbers(column)]];
  return anything(column, name);
}

function texts(column: ArrowColumn<unknown>): Cells {
  const cells = new TextCells32(column.length);
  eachBatch(column, (batch, start, validity) => {
    const values = batch.values as Uint8Array;
    const view = new DataView(values.buffer, values.byteOffset, values.length);
    const offsets = batch.offsets as Int32Array;
    for (let i = 0; i < batch.length; i++)
      if (isValid(validity, i)) cells.codes[start + i] = cells.code(values, view, offsets[i]!, offsets[i + 1]!);
  });
  return cells.finish();
}

function dictionaryCells(column: ArrowColumn<unknown>, name: string): [string, Cells][] {
  const type = column.type as {dictionary?: {typeId: number}};
  if (type.dictionary?.typeId !== Type.Utf8 && type.dictionary?.typeId !== Type.LargeUtf8) {
    const any = new AnyColumns(name, column.length);
    eachBatch(column, (batch, start) => {
      for (let i = 0; i < batch.length; i++) any.set(start + i, plain(batch.at(i)));
    });
    return any.finish();
  }
  const {dictionary, codesOf} = oneDictionary(column);
  const codes = codesFor(dictionary.length, column.length);
  eachBatch(column, (batch, start, validity) => {
    const own = codes.subarray(start, start + batch.length);
    recode(batch.values as Int32Array | BigInt64Array, codesOf.get(batch.cache)!, own);
    for (let i = 0; validity && i < own.length; i++) if (!isValid(validity, i)) own[i] = 0;
  });
  return [[name, {kind: "value", column: {codes, dictionary}}]];
}

/** The texts of all batches, most of which share theirs, and the code of each batch's keys. */
function oneDictionary(column: ArrowColumn<unknown>) {
  const dictionary: (string | null)[] = [null];
  const known = new Map<string, number>();
  const codesOf = new Map<unknown, Uint32Array>();
  eachBatch(column, ({cache}) => {
    if (codesOf.has(cache)) return;
    const codes = Uint32Array.from((cache ?? []) as (string | null)[], (text) => {
      if (text === null || text === "") return 0;
      let code = known.get(text);
      if (code === undefined) known.set(text, (code = dictionary.push(text) - 1));
      return code;
    });
    codesOf.set(cache, codes);
  });
  return {dictionary, codesOf};
}

// Keys behind a missing value may be anything.
function recode(keys: Int32Array | BigInt64Array, to: Uint32Array, out: Codes): void {
  if (keys instanceof BigInt64Array || (keys as ArrayLike<unknown>) instanceof BigUint64Array)
    for (let i = 0; i < out.length; i++) out[i] = to[Number(keys[i])] ?? 0;
  else for (let i = 0; i < out.length; i++) out[i] = to[keys[i]!]!;
}

function numbers(column: ArrowColumn<unknown>): Cells {
  const cells = new NumberCells(column.length);
  eachBatch(column, (batch, start, validity) => {
    const values = batch.values as Float64Array;
    if (!validity) cells.values.set(values.subarray(0, batch.length), start);
    else for (let i = 0; i < batch.length; i++) if (isValid(validity, i)) cells.values[start + i] = values[i]!;
  });
  return cells.finish();
}

function anything(column: ArrowColumn<unknown>, name: string): [string, Cells][] {
  const any = new AnyColumns(name, column.length);
  eachBatch(column, (batch, start) => {
    for (let i = 0; i < batch.length; i++) any.set(start + i, plain(batch.at(i)));
  });
  return any.finish();
}

/** A value of Arrow as plain JavaScript: lists as arrays, big integers as numbers or text. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
