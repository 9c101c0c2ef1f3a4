// Reads a JSON list piece by piece: elements are told by their brackets, so that a long list needs no more memory than some of its records.
import {DataError} from "../model/errors.js";
import {joined, messageOf} from "./byte-source.js";
import {countInvalid, invalidUtf8, UTF8, WINDOWS_1252, notUtf8} from "./encoding.js";
import type {JsonRecord} from "./json-files.js";
import {parseJson} from "./json-text.js";
import type {FileBook} from "./ledger-book.js";
import {countLines} from "./line-blocks.js";
import type {Limits} from "./options.js";
import type {Pace} from "./pace.js";

/** A single value above this would not fit into one text. */
export const MOST_BYTES_AT_ONCE = 2 ** 29;

/** Records of the first batch, however the bytes come: names are taken from it. */
const FIRST = 1000;

/** The elements of a list, some at a time. Throws DataError where it is no JSON, naming the place. */
export async function* listRecords(
  chunks: AsyncIterable<Uint8Array>,
  book: FileBook,
  limits: Required<Limits>,
  pace: Pace,
): AsyncGenerator<JsonRecord[]> {
  const cutter = new ListCutter(book.path);
  const found = {row: 0, invalid: 0};
  const batch: JsonRecord[] = [];
  try {
    for await (const chunk of chunks) {
      await pace.step();
      const block = cutter.next(chunk);
      if (!block) continue;
      const values = valuesOf(block, found, book.path);
      for (const value of values) batch.push({value, row: ++found.row, line: 0});
      if (found.row > limits.rows) throw new DataError(`has more than ${limits.rows} records (limits.rows)`, book.path);
      pace.rows += values.length;
      if (found.row < FIRST) continue;
      if (found.row - batch.length < FIRST) yield batch.splice(0, FIRST);
      yield batch.splice(0);
    }
    cutter.finish();
    if (batch.length > 0) yield batch;
  } finally {
    book.read = found.row;
  }
  if (found.invalid > 0) book.note(notUtf8(found.invalid, "records with them were"));
}

/** Whole elements of the list: their bytes, and where the commas between them are. */
interface Block {
  readonly bytes: Uint8Array;
  readonly commas: readonly number[];
  /** The line in the file on which the bytes begin, from 1. */
  readonly line: number;
  /** Nothing of the list comes before it, or behind it. */
  readonly first: boolean;
  readonly last: boolean;
}

const [QUOTE, BACKSLASH, COMMA, NEWLINE, OPEN, CLOSE] = [34, 92, 44, 10, 91, 93];
const isOpening = (byte: number) => byte === OPEN || byte === 123;
const isClosing = (byte: number) => byte === CLOSE || byte === 125;
const isBlank = (byte: number) => byte === 32 || byte === NEWLINE || byte === 13 || byte === 9;

/** Cuts chunks at the commas between elements. */
class ListCutter {
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Lines from 1: where the scan is, where the last cut was, and the one before. */
  #line = 1;
  #cutLine = 1;
  #blockLine = 1;
  #first = true;
  #over = false;
  // Bytes behind the last cut.
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(private readonly path: string) {}

  /** The elements that end in the chunk, or null. */
  next(chunk: Uint8Array): Block | null {
    if (this.#over) return this.#expectNothing(chunk);
    const start = this.#depth === 0 ? this.#opening(chunk) : 0;
    if (this.#depth === 0) return null;
    const commas: number[] = [];
    const end = this.#scan(chunk, start, commas);
    if (end >= 0 && chunk[end] !== CLOSE) throw broken(this.path, `line ${this.#line}`, "the list is closed by }");
    const cut = end >= 0 ? end : (commas.at(-1) ?? -1);
    if (cut < 0) return this.#keep(chunk.subarray(start));
    const bytes = joined([...this.#parts, chunk.subarray(start, cut)], this.#size + cut - start);
    const inner = end >= 0 ? commas : commas.slice(0, -1);
    const block = {
      bytes,
      commas: inner.map((comma) => comma - start + this.#size),
      line: this.#blockLine,
      first: this.#first,
      last: end >= 0,
    };
    [this.#parts, this.#size, this.#first, this.#blockLine] = [[], 0, false, this.#cutLine];
    this.#over = end >= 0;
    if (this.#over) this.#expectNothing(chunk.subarray(end + 1));
    else this.#keep(chunk.subarray(cut + 1));
    return block;
  }

  /** Throws when the list has not ended. */
  finish(): void {
    if (!this.#over) throw broken(this.path, `line ${this.#line}`, "the list is cut short");
  }

  // The place behind the bracket that opens the list; lines before it count.
  #opening(chunk: Uint8Array): number {
    const start = chunk.indexOf(OPEN) + 1;
    this.#line += countLines(chunk, 0, start || chunk.length);
    [this.#cutLine, this.#blockLine] = [this.#line, this.#line];
    if (start > 0) this.#depth = 1;
    return start;
  }

  // Where the list ends in the chunk, or −1; collects the commas between elements.
  #scan(chunk: Uint8Array, start: number, commas: number[]): number {
    let [depth, inText, escaped] = [this.#depth, this.#inText, this.#escaped];
    let end = -1;
    for (let i = start; i < chunk.length && end < 0; i++) {
      const byte = chunk[i]!;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE) inText = true;
      else if (byte === NEWLINE) this.#line++;
      else if (byte === COMMA && depth === 1) {
        commas.push(i);
        this.#cutLine = this.#line;
      } else if (isOpening(byte)) depth++;
      else if (isClosing(byte) && --depth === 0) end = i;
    }
    [this.#depth, this.#inText, this.#escaped] = [depth, inText, escaped];
    return end;
  }

  #keep(bytes: Uint8Array): null {
    if (bytes.length > 0) this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size > MOST_BYTES_AT_ONCE)
      throw new DataError(
        `has a record of more than ${MOST_BYTES_AT_ONCE} bytes, which is more than can be read at once`,
        this.path,
      );
    return null;
  }

  #expectNothing(bytes: Uint8Array): null {
    if (!bytes.every(isBlank)) throw broken(this.path, null, "something follows the list");
    return null;
  }
}

/** The values of a block; counts bytes that are not UTF-8. */
function valuesOf(block: Block, found: {row: number; invalid: number}, path: string): unknown[] {
  const {bytes, commas, first, last} = block;
  if (first && last && commas.length === 0 && bytes.every(isBlank)) return [];
  const invalid = invalidUtf8(bytes);
  found.invalid += invalid;
  if (invalid === 0) {
    const values = listed(UTF8.decode(bytes));
    if (values?.length === commas.length + 1) return values;
  }
  // One by one: which of them is broken, or in another encoding.
  let from = 0;
  return [...commas, bytes.length].map((end, i) => {
    const element = bytes.subarray(from, end);
    const line = block.line + countLines(bytes, 0, from);
    from = end + 1;
    return valueOf(element, path, `record ${found.row + i + 1}`, line);
  });
}

function listed(text: string): unknown[] | null {
  try {
    return parseJson(`[${text}]`) as unknown[];
  } catch {
    return null;
  }
}

function valueOf(element: Uint8Array, path: string, place: string, line: number): unknown {
  const text = (countInvalid(element) > 0 ? WINDOWS_1252 : UTF8).decode(element);
  try {
    return parseJson(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec(messageOf(error))?.[1] ?? text.search(/\S/));
    throw broken(path, `line ${line + text.slice(0, at).split("\n").length - 1}, ${place}`, messageOf(error));
  }
}

/** What is said of a document that is no JSON. */
export const broken = (path: string, place: string | null, why: string): DataError =>
  new DataError(
    `is not valid JSON${place === null ? "" : ` (${place})`}: ${why}; if it has one record a line, name it .ndjson`,
    path,
  );
