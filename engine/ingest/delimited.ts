// Reads delimited text and text in blank-separated columns, block by block, into a table of records.
import {DataError} from "../model/errors.js";
import {HASH_START, HASH_STEP} from "./byte-dictionary.js";
import {peek} from "./byte-source.js";
import {loadCareful, parseCarefully} from "./careful-csv.js";
import {delimiterOf, type Delimiter} from "./dialect.js";
import {cellDecoder, invalidUtf8} from "./encoding.js";
import {latin1} from "./format.js";
import {countLines, LineBlocks, skipLineEnds} from "./line-blocks.js";
import type {FileBook} from "./ledger-book.js";
import type {Limits} from "./options.js";
import type {Pace} from "./pace.js";
import {Places} from "./places.js";
import {uniqueNames, type RecordTable} from "./record-table.js";
import {TextColumn} from "./text-column.js";

/** Where the header is and what the columns are called; row numbers count from 0 over all non-empty lines. */
export interface Layout {
  /** The row the header starts at; -1 = none, columns are called 1, 2, 3 … Rows before it are a preamble. Default 0. */
  readonly header?: number;
  /** How many rows the header takes. Default 1. */
  readonly headerRows?: number;
  /** Column names from the header's rows. Default: the first one's texts. */
  readonly names?: (rows: readonly (readonly string[])[]) => readonly string[];
  /** True for a record of the wrong length that begins the footer: it and what follows are no data. */
  readonly footer?: (cells: readonly string[]) => boolean;
}

const HEAD_SIZES = [1 << 16, 1 << 20, 1 << 24];
const SAMPLE_ROWS = 200;
/** A quote that is not closed within so many bytes is taken for one that never is. */
const LONGEST_RECORD = 1 << 25;

export class DelimitedFile {
  private constructor(
    readonly path: string,
    readonly delimiter: Delimiter,
    /** The first rows, header included, as texts. */
    readonly sample: readonly (readonly string[])[],
    private readonly chunks: AsyncIterable<Uint8Array>,
  ) {}

  /** Looks at the first rows. Throws DataError when there is not one line. */
  static async open(chunks: AsyncIterable<Uint8Array>, path: string, wanted?: Delimiter): Promise<DelimitedFile> {
    await loadCareful();
    let source = chunks;
    for (const size of HEAD_SIZES) {
      const {head, all, ended} = await peek(source, size);
      source = all;
      const decoder = cellDecoder(invalidUtf8(head.subarray(0, wholeLines(head, ended))));
      const text = decoder.decode(head);
      if (ended && text.trim() === "") throw new DataError("holds no line of text", path);
      const delimiter = wanted ?? delimiterOf(text.slice(0, 1 << 16));
      const sample = sampleOf(head, delimiter, ended, decoder);
      if (sample.length > 0) return new DelimitedFile(path, delimiter, sample, all);
      if (ended) throw unclosed(path, 1);
    }
    throw new DataError(`the first record is longer than ${HEAD_SIZES.at(-1)} bytes: a quote is opened and not closed, or this is no table of text`, path);
  }

  get format(): "csv" | "tsv" | "fixed" {
    return this.delimiter === "blanks" ? "fixed" : this.delimiter === "\t" ? "tsv" : "csv";
  }

  /** Reads all records under a layout. Bad rows go to the book; an unclosed quote throws DataError. */
  async read(layout: Layout, book: FileBook, limits: Required<Limits>, pace: Pace): Promise<RecordTable> {
    const builder = new TableBuilder(this, layout, book, limits);
    const blocks = new LineBlocks(this.chunks);
    let line = 1;
    let invalid = 0;
    try {
      for (let block = await blocks.next(); block && !builder.ended; block = await blocks.next()) {
        const {bytes, last} = block;
        const used = this.delimiter === "blanks" ? parseBlanks(bytes, (cells, from, to) => builder.add(cells, bytes, from, to, line)) :
          parseCarefully(bytes, this.delimiter, (cells, from, to) => builder.add(cells, bytes, from, to, line));
        if (used < bytes.length && (last || bytes.length - used > LONGEST_RECORD)) throw unclosed(this.path, builder.line(bytes, 0, skipLineEnds(bytes, used, bytes.length), line));
        invalid += invalidUtf8(bytes.subarray(0, used));
        line += countLines(bytes, 0, used);
        blocks.giveBack(bytes.subarray(used));
        builder.startBlock();
        pace.bytes += used;
        pace.rows = Math.max(pace.rows, builder.rows);
        await pace.step();
      }
    } finally {
      await blocks.close();
    }
    if (invalid > 0) book.note(`${invalid} bytes are not UTF-8, so the file was read as windows-1252; state encoding if it is another`);
    return builder.finish(invalid);
  }
}

const unclosed = (path: string, line: number) =>
  new DataError(`the quote opened in line ${line} is never closed; close it, or double quotes that belong to a cell`, path);

function wholeLines(head: Uint8Array, ended: boolean): number {
  return ended ? head.length : Math.max(head.lastIndexOf(10) + 1, head.lastIndexOf(13));
}

function sampleOf(head: Uint8Array, delimiter: Delimiter, ended: boolean, decoder: TextDecoder): string[][] {
  const rows: string[][] = [];
  const keep = (cells: readonly string[]) => {
    if (rows.length < SAMPLE_ROWS) rows.push(cells.map((cell) => decodeLatin1(cell, decoder)));
  };
  const block = head.subarray(0, wholeLines(head, ended));
  if (delimiter === "blanks") parseBlanks(block, keep);
  else parseCarefully(block, delimiter, keep);
  return rows;
}

const decodeLatin1 = (cell: string, decoder: TextDecoder) =>
  /[\u0080-\u00ff]/.test(cell) ? decoder.decode(Uint8Array.from(cell, (c) => c.charCodeAt(0))) : cell;

/** Lines cut at runs of blanks. Never leaves a rest. */
function parseBlanks(block: Uint8Array, onRecord: (cells: readonly string[], from: number, to: number) => void): number {
  let from = 0;
  while (from < block.length) {
    let end = from;
    while (end < block.length && block[end] !== 10 && block[end] !== 13) end++;
    const next = end + (block[end] === 13 && block[end + 1] === 10 ? 2 : 1);
    const cells = latin1(block.subarray(from, end)).split(/[ \t]+/).filter((cell) => cell !== "");
    if (cells.length > 0) onRecord(cells, from, Math.min(next, block.length));
    from = next;
  }
  return block.length;
}

/** Takes in records one by one: header, data, footer. */
class TableBuilder {
  /** True once the footer has begun. */
  ended = false;
  /** Data records so far, unreadable ones included. */
  rows = 0;
  #seen = 0;
  #size = 0;
  readonly #places = new Places();
  readonly #names: string[];
  readonly #columns: TextColumn[];
  readonly #firstData: number;
  // Lines are counted along: up to `counted` bytes of the block, `lines` line ends.
  #counted = 0;
  #lines = 0;

  constructor(
    private readonly file: DelimitedFile,
    private readonly layout: Layout,
    private readonly book: FileBook,
    private readonly limits: Required<Limits>,
  ) {
    const start = layout.header ?? 0;
    const rows = start < 0 ? [] : file.sample.slice(start, start + (layout.headerRows ?? 1));
    const raw = start < 0 ? (file.sample[0] ?? []).map((_, i) => String(i + 1)) : (layout.names?.(rows) ?? rows[0] ?? []);
    if (raw.length > limits.columns) throw new DataError(`has ${raw.length} columns, more than limits.columns (${limits.columns})`, file.path);
    this.#names = uniqueNames(raw);
    this.#columns = this.#names.map(() => new TextColumn());
    this.#firstData = start < 0 ? 0 : start + (layout.headerRows ?? 1);
  }

  startBlock(): void {
    this.#counted = this.#lines = 0;
  }

  add(cells: readonly string[], block: Uint8Array, from: number, to: number, firstLine: number): void {
    if (this.#seen++ < this.#firstData || this.ended) return;
    const line = this.line(block, from, to, firstLine);
    if (cells.length !== this.#names.length) return this.#ragged(cells, line);
    if (++this.rows > this.limits.rows) throw new DataError(`has more than ${this.limits.rows} records (limits.rows)`, this.file.path);
    const long = cells.findIndex((cell) => cell.length > this.limits.cellLength);
    if (long >= 0) return this.book.reject(this.rows, line, `cell longer than ${this.limits.cellLength} characters`, this.#names[long]!, cells[long]!);
    for (let c = 0; c < cells.length; c++) pushLatin1(this.#columns[c]!, cells[c]!);
    this.#places.push(this.rows, line);
    this.#size++;
  }

  /** The line that the record in these bytes starts at, after empty lines. */
  line(block: Uint8Array, from: number, to: number, firstLine: number): number {
    const start = skipLineEnds(block, from, to);
    this.#lines += countLines(block, this.#counted, start);
    this.#counted = start;
    return firstLine + this.#lines;
  }

  finish(invalidBytes: number): RecordTable {
    const decoder = cellDecoder(invalidBytes);
    return {
      format: this.file.format,
      names: this.#names,
      cells: this.#columns.map((column) => column.finish(decoder)),
      size: this.#size,
      read: this.rows,
      places: this.#places,
    };
  }

  #ragged(cells: readonly string[], line: number): void {
    if (this.layout.footer?.(cells)) {
      this.ended = true;
      return;
    }
    this.rows++;
    const value = cells.join(this.file.delimiter === "blanks" ? " " : this.file.delimiter);
    this.book.reject(this.rows, line, `row has ${cells.length} ${cells.length === 1 ? "field" : "fields"}, header has ${this.#names.length}`, null, value);
  }
}

let scratch = new Uint8Array(1024);

// A cell whose characters stand for bytes.
function pushLatin1(column: TextColumn, cell: string): void {
  const n = cell.length;
  if (scratch.length < n) scratch = new Uint8Array(n * 2);
  let hash = HASH_START;
  for (let i = 0; i < n; i++) {
    const byte = cell.charCodeAt(i);
    scratch[i] = byte;
    hash = Math.imul(hash ^ byte, HASH_STEP);
  }
  column.pushBytes(scratch, 0, n, hash >>> 0);
}
