// Takes in the records of a text file: columns, places, and the account of rows that do not fit.
import {DataError} from "../model/errors.js";
import {pushLatin1, type CellColumn} from "./cell-column.js";
import type {Layout} from "./delimited.js";
import type {Delimiter} from "./dialect.js";
import {cellDecoder, countInvalid} from "./encoding.js";
import type {FileBook} from "./ledger-book.js";
import {MemberColumn} from "./member-column.js";
import type {Limits} from "./options.js";
import {Places} from "./places.js";
import {uniqueNames, type RecordTable} from "./record-table.js";
import {TextColumn} from "./text-column.js";
import {TimeTextColumn} from "./time-text-column.js";

/** What is known of columns before they are read: which hold times, and which are text however they look. */
export interface ColumnHints {
  readonly times?: readonly string[];
  readonly texts?: readonly string[];
  /** Columns of JSON objects, to be taken apart. */
  readonly members?: readonly string[];
}

export class TableBuilder {
  /** Data records so far, unreadable ones included, and those that were taken. */
  rows = 0;
  size = 0;
  /** Bytes outside kept cells that are not UTF-8. */
  invalid = 0;
  readonly columns: readonly CellColumn[];
  /** How many rows at the top are no data. */
  readonly headerRows: number;
  readonly #places = new Places();
  readonly #names: readonly string[];
  #reserved = false;
  #passedOver = 0;

  constructor(
    private readonly delimiter: Delimiter,
    sample: readonly (readonly string[])[],
    private readonly layout: Layout,
    private readonly book: FileBook,
    private readonly limits: Required<Limits>,
    hints: (names: readonly string[]) => ColumnHints,
  ) {
    const start = layout.header ?? 0;
    const rows = start < 0 ? [] : sample.slice(start, start + (layout.headerRows ?? 1));
    const unnamed = start < 0 ? (sample[0] ?? []).map((_, i) => String(i + 1)) : (rows[0] ?? []);
    const raw = layout.names?.(rows) ?? unnamed;
    if (raw.length > limits.columns)
      throw new DataError(`has ${raw.length} columns, more than limits.columns (${limits.columns})`, book.path);
    this.#names = uniqueNames(raw);
    const known = hints(this.#names);
    const [times, texts, members] = [known.times, known.texts, known.members].map((names) => new Set(names));
    this.columns = this.#names.map((name) => {
      if (members!.has(name)) return new MemberColumn();
      return times!.has(name) ? new TimeTextColumn() : new TextColumn(texts!.has(name));
    });
    this.headerRows = start < 0 ? 0 : start + (layout.headerRows ?? 1);
  }

  /** The fast parser has put records into the columns. */
  took(lines: Int32Array, count: number): void {
    if (lines[count - 1]! - lines[0]! !== count - 1) for (let k = 0; k < count; k++) this.#place(lines[k]!);
    else {
      this.#places.pushRun(count, this.rows + 1, lines[0]!);
      this.rows += count;
      this.size += count;
      if (this.rows > this.limits.rows) this.#tooMany();
    }
  }

  #place(line: number): void {
    if (++this.rows > this.limits.rows) this.#tooMany();
    this.#places.push(this.rows, line);
    this.size++;
  }

  /** A record of the careful parser, its bytes as characters. */
  add(cells: readonly string[], block: Uint8Array, from: number, to: number, line: number): void {
    if (cells.length !== this.#names.length) return this.#ragged(cells, block.subarray(from, to), line);
    const long = cells.findIndex((cell) => cell.length > this.limits.cellLength);
    if (long >= 0) {
      this.#reject(
        block.subarray(from, to),
        line,
        `cell longer than ${this.limits.cellLength} characters`,
        this.#names[long]!,
        cells[long]!,
      );
    } else {
      cells.forEach((cell, c) => pushLatin1(this.columns[c]!, cell));
      this.#place(line);
    }
  }

  /** Makes room, once, for the records that are expected in all. */
  reserve(expected: number): void {
    if (this.#reserved) return;
    this.#reserved = true;
    for (const column of this.columns) column.reserve(Math.ceil(expected * 1.02) + 64);
  }

  finish(format: "csv" | "tsv" | "fixed"): RecordTable {
    for (const column of this.columns) this.invalid += column.invalidBytes();
    const decoder = cellDecoder(this.invalid);
    if (this.#passedOver > 0) this.book.note(`lines passed over as comments or a footer: ${this.#passedOver}`);
    return {
      format,
      names: this.#names,
      cells: this.columns.map((column) => column.finish(decoder)),
      size: this.size,
      read: this.rows,
      places: this.#places,
    };
  }

  #ragged(cells: readonly string[], bytes: Uint8Array, line: number): void {
    if (this.layout.footer?.(cells)) {
      this.#passedOver++;
      return;
    }
    const value = cells.join(this.delimiter === "blanks" ? " " : this.delimiter);
    this.#reject(
      bytes,
      line,
      `row has ${cells.length} ${cells.length === 1 ? "field" : "fields"}, header has ${this.#names.length}`,
      null,
      value,
    );
  }

  #reject(bytes: Uint8Array, line: number, reason: string, column: string | null, value: string): void {
    if (++this.rows > this.limits.rows) this.#tooMany();
    const invalid = countInvalid(bytes);
    this.invalid += invalid;
    this.book.reject(this.rows, line, reason, column, decodeShort(value, invalid));
  }

  #tooMany(): never {
    throw new DataError(`has more than ${this.limits.rows} records (limits.rows)`, this.book.path);
  }
}

const SHOWN = 300;

// A rejected value is shown, not used: its own bytes decide how it is read.
function decodeShort(value: string, invalid: number): string {
  const short = value.slice(0, SHOWN);
  return /[\u0080-\u00ff]/.test(short)
    ? cellDecoder(invalid).decode(Uint8Array.from(short, (c) => c.charCodeAt(0)))
    : short;
}
