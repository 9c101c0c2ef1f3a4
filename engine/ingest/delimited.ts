// Reads delimited text and text in blank-separated columns, block by block, into a table of records.
import {DataError} from "../model/errors.js";
import {peek} from "./byte-source.js";
import {loadCareful, parseCarefully} from "./careful-csv.js";
import {delimiterOf, type Delimiter} from "./dialect.js";
import {cellDecoder, invalidUtf8, skipped, type Decoder, notUtf8} from "./encoding.js";
import {latin1} from "./format.js";
import {AT_END, FastParser, OPEN, RAGGED} from "./fast-csv.js";
import {countLines, LineBlocks, skipLineEnds} from "./line-blocks.js";
import type {FileBook} from "./ledger-book.js";
import type {Limits} from "./options.js";
import type {Pace} from "./pace.js";
import type {RecordTable} from "./record-table.js";
import {TableBuilder, type ColumnHints} from "./table-builder.js";

/** Where the header is and what the columns are called; row numbers count from 0 over all non-empty lines. */
export interface Layout {
  /** The row the header starts at; -1 = none, columns are called 1, 2, 3 … Rows before it are a preamble. Default 0. */
  readonly header?: number;
  /** How many rows the header takes. Default 1. */
  readonly headerRows?: number;
  /** Column names from the header's rows. Default: the first one's texts. */
  readonly names?: (rows: readonly (readonly string[])[]) => readonly string[];
  /** True for a record of the wrong length that is no data (a comment, a line of a footer): passed over and counted in a note. */
  readonly footer?: (cells: readonly string[]) => boolean;
}

const HEAD_SIZES = [1 << 16, 1 << 20, 1 << 24];
const SAMPLE_ROWS = 200;
/** So many bytes are read between two breaths, however small the pieces they come in. */
const STRETCH = 1 << 20;
/** A quote that is not closed within so many bytes is taken for one that never is. */
const LONGEST_RECORD = 1 << 25;

export class DelimitedFile {
  private constructor(
    readonly path: string,
    readonly delimiter: Delimiter,
    /** The first rows, header included, as texts. */
    readonly sample: readonly (readonly string[])[],
    private readonly head: Head,
    private readonly chunks: AsyncIterable<Uint8Array>,
    private readonly size: number | null,
  ) {}

  /** Looks at the first rows. Throws DataError when there is not one line. `size` is the number of bytes, if known. */
  static async open(
    chunks: AsyncIterable<Uint8Array>,
    path: string,
    wanted: Delimiter | undefined,
    size: number | null,
  ): Promise<DelimitedFile> {
    await loadCareful();
    let source = chunks;
    for (const length of HEAD_SIZES) {
      const found = await peek(source, length);
      source = found.all;
      const bytes = found.head.subarray(0, length);
      const ended = found.ended && found.head.length <= length;
      const decoder = cellDecoder(invalidUtf8(bytes.subarray(0, wholeLines(bytes, ended))));
      const text = decoder.decode(bytes);
      if (ended && text.trim() === "") throw new DataError("holds no line of text", path);
      const delimiter = wanted ?? delimiterOf(text.slice(0, 1 << 16));
      const {sample, ends} = sampleOf(bytes, delimiter, ended, decoder);
      if (sample.length > 0) return new DelimitedFile(path, delimiter, sample, {bytes, ends}, source, size);
      if (ended) throw unclosed(path, 1);
    }
    throw new DataError(
      `the first record is longer than ${HEAD_SIZES.at(-1)} bytes: a quote is opened and not closed, or this is no table of text`,
      path,
    );
  }

  get format(): "csv" | "tsv" | "fixed" {
    return this.delimiter === "blanks" ? "fixed" : this.delimiter === "\t" ? "tsv" : "csv";
  }

  /** Reads all records under a layout. Bad rows go to the book; an unclosed quote throws DataError. */
  async read(
    layout: Layout,
    book: FileBook,
    limits: Required<Limits>,
    pace: Pace,
    hints: (names: readonly string[]) => ColumnHints = () => ({}),
  ): Promise<RecordTable> {
    const builder = new TableBuilder(this.delimiter, this.sample, layout, book, limits, hints);
    const skip = builder.headerRows === 0 ? 0 : (this.head.ends[builder.headerRows - 1] ?? this.head.ends.at(-1)!);
    builder.invalid += invalidUtf8(this.head.bytes.subarray(0, skip));
    const blocks = new LineBlocks(skipped(this.chunks, skip));
    const reader = new BlockReader(
      this.path,
      this.delimiter,
      builder,
      limits,
      1 + countLines(this.head.bytes, 0, skip),
    );
    let [bytes, before, told] = [0, 0, 0];
    try {
      for (let block = await blocks.next(); block; block = await blocks.next()) {
        const used = reader.read(block.bytes, block.last);
        blocks.giveBack(block.bytes.subarray(used));
        bytes += used;
        if (this.size && builder.size > 0) builder.reserve(Math.ceil((builder.size * this.size) / bytes));
        pace.rows += builder.rows - before;
        before = builder.rows;
        if (bytes - told < STRETCH) continue;
        told = bytes;
        await pace.step();
      }
    } finally {
      await blocks.close();
    }
    const table = builder.finish(this.format);
    if (builder.invalid > 0) book.note(notUtf8(builder.invalid, "file was"));
    return table;
  }
}

/** The first bytes of a file, and where each of the first records ends in them. */
interface Head {
  readonly bytes: Uint8Array;
  readonly ends: readonly number[];
}

/** Reads block after block: the fast parser as far as it goes, the careful one from the first odd record to the block's end. */
class BlockReader {
  readonly #fast: FastParser;

  constructor(
    private readonly path: string,
    private readonly delimiter: Delimiter,
    private readonly builder: TableBuilder,
    limits: Required<Limits>,
    private line: number,
  ) {
    this.#fast = new FastParser(builder.columns, delimiter.charCodeAt(0), limits, (lines, count) =>
      builder.took(lines, count),
    );
  }

  /** How many bytes of the block are read; the rest is a record that goes on in the next one. */
  read(block: Uint8Array, last: boolean): number {
    const used = this.delimiter === "blanks" ? this.#blanks(block) : this.#delimited(block, last);
    if (used < block.length && (last || block.length - used > LONGEST_RECORD)) {
      const start = skipLineEnds(block, used, block.length);
      throw unclosed(this.path, this.line + countLines(block, used, start));
    }
    return used;
  }

  #blanks(block: Uint8Array): number {
    const counter = lineCounter(block, 0, this.line);
    parseBlanks(block, (cells, from, to) => this.builder.add(cells, block, from, to, counter(from)));
    this.line = counter(block.length);
    return block.length;
  }

  #delimited(block: Uint8Array, last: boolean): number {
    const fast = this.#fast;
    const whole = withLineEnd(block);
    fast.line = this.line;
    let at = 0;
    for (;;) {
      const stopped = fast.read(whole, at);
      this.line = fast.line;
      if (stopped === AT_END) return block.length;
      if (stopped === OPEN && !last) return fast.position;
      if (stopped !== RAGGED) return this.#careful(block, fast.position, block.length);
      at = this.#careful(block, fast.position, Math.min(fast.recordEnd, block.length));
      fast.line = this.line;
    }
  }

  #careful(block: Uint8Array, from: number, to: number): number {
    const part = block.subarray(from, to);
    const counter = lineCounter(part, 0, this.line);
    const used = parseCarefully(part, this.delimiter, (cells, start, end) =>
      this.builder.add(cells, part, start, end, counter(skipLineEnds(part, start, end))),
    );
    this.line = counter(used);
    return from + used;
  }
}

/** The last line of a file may lack its end; the fast parser wants one. */
function withLineEnd(block: Uint8Array): Uint8Array {
  const end = block[block.length - 1];
  if (end === 10 || end === 13) return block;
  const whole = new Uint8Array(block.length + 1);
  whole.set(block);
  whole[block.length] = 10;
  return whole;
}

/** Lines by position, asked for in ascending order. */
function lineCounter(bytes: Uint8Array, from: number, firstLine: number): (position: number) => number {
  let [at, line] = [from, firstLine];
  return (position) => {
    line += countLines(bytes, at, position);
    at = position;
    return line;
  };
}

const unclosed = (path: string, line: number) =>
  new DataError(
    `the quote opened in line ${line} is never closed; close it, or double quotes that belong to a cell`,
    path,
  );

function wholeLines(head: Uint8Array, ended: boolean): number {
  return ended ? head.length : Math.max(head.lastIndexOf(10) + 1, head.lastIndexOf(13));
}

function sampleOf(
  head: Uint8Array,
  delimiter: Delimiter,
  ended: boolean,
  decoder: Decoder,
): {sample: string[][]; ends: number[]} {
  const sample: string[][] = [];
  const ends: number[] = [];
  const keep = (cells: readonly string[], _from: number, to: number) => {
    if (sample.length >= SAMPLE_ROWS) return;
    sample.push(cells.map((cell) => decodeLatin1(cell, decoder)));
    ends.push(to);
  };
  const block = head.subarray(0, wholeLines(head, ended));
  if (delimiter === "blanks") parseBlanks(block, keep);
  else parseCarefully(block, delimiter, keep);
  return {sample, ends};
}

const decodeLatin1 = (cell: string, decoder: Decoder) =>
  /[\u0080-\u00ff]/.test(cell) ? decoder.decode(Uint8Array.from(cell, (c) => c.charCodeAt(0))) : cell;

/** Lines cut at runs of blanks; empty lines are passed over. */
function parseBlanks(block: Uint8Array, onRecord: (cells: readonly string[], from: number, to: number) => void): void {
  let from = 0;
  while (from < block.length) {
    let end = from;
    while (end < block.length && block[end] !== 10 && block[end] !== 13) end++;
    const next = end + (block[end] === 13 && block[end + 1] === 10 ? 2 : 1);
    const cells = latin1(block.subarray(from, end))
      .split(/[ \t]+/)
      .filter((cell) => cell !== "");
    if (cells.length > 0) onRecord(cells, from, Math.min(next, block.length));
    from = next;
  }
}
