// Reads Parquet files column by column, row group by row group.
import {
  parquetMetadata,
  parquetScan,
  parquetSchema,
  type FileMetaData,
  type ParquetScan,
  type SchemaTree,
} from "hyparquet";
import {gunzipSync} from "fflate";
import {DataError} from "../model/errors.js";
import {tableOf} from "./arrow.js";
import {messageOf} from "./byte-source.js";
import {AnyColumns, NumberCells, TextCells32, TimeColumn} from "./cell-columns.js";
import {DAY_ONLY, INSTANT, LOCAL, type Cells} from "./cells.js";
import {BATCH_RECORDS, SAMPLE_RECORDS, type ColumnarFile} from "./columnar.js";
import type {JsonRecord} from "./json-files.js";
import type {FileBook} from "./ledger-book.js";
import type {OpenContext} from "./open-file.js";

export async function parquetFile(bytes: Uint8Array, book: FileBook, context: OpenContext): Promise<ColumnarFile> {
  const file = await ParquetFile.open(bytes, book.path, context);
  return {
    names: file.columns.map(({name}) => name),
    nested: file.columns.some(({kind}) => kind === "nested"),
    sample: await file.rows(0, SAMPLE_RECORDS),
    table: () => file.table(),
    records: () => file.records(),
  };
}

type Kind = "text" | "number" | "instant" | "local" | "day" | "nested" | "other";
interface ParquetColumn {
  readonly name: string;
  readonly kind: Kind;
}

class ParquetFile {
  /** Where the text of the column that is being read goes. */
  #texts: TextCells32 | null = null;
  #scan!: ParquetScan;

  private constructor(
    private readonly path: string,
    private readonly size: number,
    readonly columns: readonly ParquetColumn[],
    private readonly context: OpenContext,
  ) {}

  static async open(bytes: Uint8Array, path: string, context: OpenContext): Promise<ParquetFile> {
    const metadata = readMetadata(bytes, path);
    checkCodecs(metadata, path);
    const size = Number(metadata.num_rows);
    const {limits} = context;
    if (size > limits.rows) throw new DataError(`has ${size} records, more than limits.rows (${limits.rows})`, path);
    const columns = parquetSchema(metadata).children.map((child) => ({name: child.element.name, kind: kindOf(child)}));
    if (columns.length > limits.columns)
      throw new DataError(`has ${columns.length} columns, more than limits.columns (${limits.columns})`, path);
    const file = new ParquetFile(path, size, columns, context);
    await file.#prepare(bytes, metadata);
    return file;
  }

  async #prepare(bytes: Uint8Array, metadata: FileMetaData): Promise<void> {
    const buffer = {byteLength: bytes.length, slice: (start: number, end?: number) => bytes.slice(start, end).buffer};
    const text = (value: Uint8Array | undefined) =>
      value === undefined
        ? undefined
        : this.#texts
          ? this.#texts.code(value, new DataView(value.buffer, value.byteOffset, value.length), 0, value.length)
          : decoder.decode(value);
    this.#scan = await this.#guarded(
      "its layout",
      parquetScan({
        file: buffer,
        metadata,
        geoparquet: false,
        compressors: {GZIP: (input) => gunzipSync(input)},
        parsers: {
          timestampFromMilliseconds: Number,
          timestampFromMicroseconds: (micros) => Math.floor(Number(micros) / 1000),
          timestampFromNanoseconds: (nanos) =>
            Number(nanos / 1_000_000n) - (nanos < 0n && nanos % 1_000_000n !== 0n ? 1 : 0),
          dateFromDays: (days) => days * 86_400_000,
          stringFromBytes: text,
          jsonFromBytes: text,
        },
      }),
    );
  }

  async table() {
    const columns: (readonly [string, Cells])[] = [];
    for (const column of this.columns) columns.push(...(await this.#cells(column)));
    return tableOf(columns, this.size, "parquet");
  }

  async *records(): AsyncGenerator<readonly JsonRecord[]> {
    for (const {rowStart, rowEnd} of this.#scan.ranges) {
      for (let from = rowStart; from < rowEnd; from += BATCH_RECORDS) {
        const rows = await this.rows(from, Math.min(rowEnd, from + BATCH_RECORDS));
        yield rows.map((value, i): JsonRecord => ({value, row: from + i + 1, line: 0}));
      }
    }
  }

  /** Rows of one row group as objects. */
  async rows(from: number, to: number): Promise<Record<string, unknown>[]> {
    const range = this.#scan.ranges.find(({rowStart, rowEnd}) => rowStart <= from && from < rowEnd);
    if (!range) return [];
    const rows: Record<string, unknown>[] = Array.from({length: Math.min(to, range.rowEnd) - from}, () => ({}));
    this.#texts = null;
    for (const {name, kind} of this.columns) {
      const values = await this.#guarded(
        `column "${name}"`,
        this.#scan.readColumn({column: name, rowStart: from, rowEnd: from + rows.length}),
      );
      for (let i = 0; i < rows.length; i++)
        Object.defineProperty(rows[i], name, {value: plain(values[i] as unknown, kind), enumerable: true});
    }
    return rows;
  }

  async #cells({name, kind}: ParquetColumn): Promise<(readonly [string, Cells])[]> {
    const collector = collectorOf(kind, name, this.size);
    let read = 0;
    for (const {rowStart, rowEnd} of this.#scan.ranges) {
      this.#texts = collector instanceof TextCells32 ? collector : null;
      const values = await this.#guarded(`column "${name}"`, this.#scan.readColumn({column: name, rowStart, rowEnd}));
      if (values.length !== rowEnd - rowStart)
        throw new DataError(
          `column "${name}" has ${values.length} values where the file says ${rowEnd - rowStart}: it is damaged`,
          this.path,
        );
      collect(collector, kind, values as ArrayLike<unknown>, rowStart);
      read += values.length;
      await this.context.pace.step();
    }
    if (read !== this.size)
      throw new DataError(
        `column "${name}" has ${read} values where the file says ${this.size}: it is damaged`,
        this.path,
      );
    return collector instanceof AnyColumns ? collector.finish() : [[name, collector.finish()]];
  }

  async #guarded<T>(what: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw new DataError(
        `is a Parquet file whose ${what.replace(/^its /, "")} cannot be read: damaged or cut short (${messageOf(error)})`,
        this.path,
      );
    }
  }
}

const decoder = new TextDecoder("utf-8", {ignoreBOM: true});

function readMetadata(bytes: Uint8Array, path: string): FileMetaData {
  const end = new TextDecoder().decode(bytes.subarray(-4));
  if (bytes.length < 12 || end !== "PAR1")
    throw new DataError("is a Parquet file that is cut short: its footer is missing; fetch it again", path);
  try {
    return parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer, {
      geoparquet: false,
    });
  } catch (error) {
    throw new DataError(`is a Parquet file whose footer cannot be read (${messageOf(error)})`, path);
  }
}

const CODECS = new Set(["UNCOMPRESSED", "SNAPPY", "GZIP"]);

function checkCodecs({row_groups}: FileMetaData, path: string): void {
  for (const {columns} of row_groups) {
    for (const {meta_data} of columns) {
      const codec = meta_data?.codec ?? "UNCOMPRESSED";
      if (!CODECS.has(codec))
        throw new DataError(
          `is compressed with ${codec}, which is not read; write the Parquet file with Snappy, gzip or no compression`,
          path,
        );
    }
  }
}

function kindOf({element, children}: SchemaTree): Kind {
  const {type, converted_type: converted, logical_type: logical, repetition_type: repetition} = element;
  if (children.length > 0 || repetition === "REPEATED") return "nested";
  if (logical?.type === "TIMESTAMP") return logical.isAdjustedToUTC ? "instant" : "local";
  if (converted === "TIMESTAMP_MILLIS" || converted === "TIMESTAMP_MICROS" || (type === "INT96" && !converted))
    return "instant";
  if (converted === "DATE" || logical?.type === "DATE") return "day";
  if (
    type === "BYTE_ARRAY" &&
    (converted === "UTF8" || converted === "JSON" || converted === "ENUM" || converted === undefined) &&
    logical?.type !== "DECIMAL"
  )
    return logical?.type === "UUID" ? "other" : "text";
  if (converted === "DECIMAL" || type === "DOUBLE" || type === "FLOAT" || type === "INT32") return "number";
  return "other";
}

type Collector = TextCells32 | NumberCells | TimeColumn | AnyColumns;

function collectorOf(kind: Kind, name: string, size: number): Collector {
  if (kind === "text") return new TextCells32(size);
  if (kind === "number") return new NumberCells(size);
  return kind === "nested" || kind === "other" ? new AnyColumns(name, size) : new TimeColumn(size);
}

const MARKS = {instant: INSTANT, local: LOCAL, day: DAY_ONLY} as const;

function collect(collector: Collector, kind: Kind, values: ArrayLike<unknown>, start: number): void {
  if (collector instanceof AnyColumns)
    for (let i = 0; i < values.length; i++) collector.set(start + i, plain(values[i], kind));
  else if (collector instanceof TextCells32) collectTexts(collector, values, start);
  else if (collector instanceof NumberCells)
    for (let i = 0; i < values.length; i++) collector.values[start + i] = (values[i] as number | undefined) ?? NaN;
  else collectTimes(collector, MARKS[kind as keyof typeof MARKS], values, start);
}

// Codes, as the parser gave them; texts where the first records were already read as a sample.
function collectTexts(collector: TextCells32, values: ArrayLike<unknown>, start: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "number") collector.codes[start + i] = value;
    else if (typeof value === "string") collector.codes[start + i] = collector.dictionary.codeOf(value);
  }
}

function collectTimes(collector: TimeColumn, mark: number, values: ArrayLike<unknown>, start: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number" || Number.isNaN(value)) continue;
    collector.value[start + i] = value;
    collector.mark[start + i] = mark;
  }
}

/** A value of Parquet as plain JavaScript. Times inside records and lists are ISO texts. */
function plain(value: unknown, kind: Kind): unknown {
  if (typeof value === "number" && (kind === "instant" || kind === "local" || kind === "day")) {
    const iso = new Date(value).toISOString();
    return kind === "instant" ? iso : kind === "day" ? iso.slice(0, 10) : iso.slice(0, -1);
  }
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as ArrayLike<unknown>, (inner) => plain(inner, "other"));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, "other")]));
}
