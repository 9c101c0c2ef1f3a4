// Reads JSON: one record a line, or one document that holds a list of records.
import {DataError} from "../model/errors.js";
import {collect, messageOf} from "./byte-source.js";
import {cellDecoder, countInvalid, invalidUtf8, UTF8, WINDOWS_1252, notUtf8} from "./encoding.js";
import {broken, MOST_BYTES_AT_ONCE} from "./json-list.js";
import {parseJson} from "./json-text.js";
import {countLines, LineBlocks} from "./line-blocks.js";
import type {FileBook} from "./ledger-book.js";
import type {Limits} from "./options.js";
import type {Pace} from "./pace.js";

/** A record of a JSON file; `line` is 0 inside a document or list. */
export interface JsonRecord {
  readonly value: unknown;
  readonly row: number;
  readonly line: number;
}

/** Records line by line, a few thousand at a time; a line that is no JSON goes to the book. */
export async function* ndjsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  book: FileBook,
  limits: Required<Limits>,
  pace: Pace,
): AsyncGenerator<JsonRecord[]> {
  const blocks = new LineBlocks(chunks);
  const state = {line: 1, row: 0};
  let invalid = 0;
  try {
    for (let block = await blocks.next(); block; block = await blocks.next()) {
      const bad = invalidUtf8(block.bytes);
      invalid += bad;
      const lines = bad > 0 ? mixedLines(block.bytes) : UTF8.decode(block.bytes).split(LINE_END);
      const records = linesOf(lines, state, book, limits);
      pace.rows += records.length;
      await pace.step();
      if (records.length > 0) yield records;
    }
  } finally {
    await blocks.close();
    book.read = state.row;
  }
  if (invalid > 0) book.note(notUtf8(invalid, "lines with them were"));
}

const LINE_END = /\r\n|\n|\r/;

// Each line is JSON of its own, so only those that are not UTF-8 are read as windows-1252.
function mixedLines(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(10, from);
    const end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(from, end);
    lines.push((countInvalid(line) > 0 ? WINDOWS_1252 : UTF8).decode(line).replace(/\r?\n$/, ""));
    from = end;
  }
  return [...lines, ""];
}

function linesOf(
  lines: string[],
  state: {line: number; row: number},
  book: FileBook,
  limits: Required<Limits>,
): JsonRecord[] {
  const records: JsonRecord[] = [];
  if (lines.at(-1) === "") lines.pop();
  for (const raw of lines) {
    const line = state.line++;
    if (raw.trim() === "") continue;
    const row = ++state.row;
    if (row > limits.rows) throw new DataError(`has more than ${limits.rows} records (limits.rows)`, book.path);
    if (raw.length > limits.cellLength * 16) {
      book.reject(row, line, `record longer than ${limits.cellLength * 16} characters`);
      continue;
    }
    try {
      records.push({value: parseJson(raw), row, line});
    } catch {
      book.reject(row, line, "not JSON", null, raw);
    }
  }
  return records;
}

/** The whole document. Throws DataError where it is no JSON, naming the place. */
export async function jsonDocument(
  chunks: AsyncIterable<Uint8Array>,
  book: FileBook,
  limits: Required<Limits>,
  pace: Pace,
): Promise<unknown> {
  const most = Math.min(limits.expandedBytes, MOST_BYTES_AT_ONCE);
  const bytes = await collect(paced(chunks, pace), most, book.path, () => tooLarge(most, book.path));
  const bad = invalidUtf8(bytes);
  if (bad > 0) book.note(notUtf8(bad, "file was"));
  const text = cellDecoder(bad).decode(bytes);
  if (text.trim() === "") throw new DataError("holds nothing but blanks", book.path);
  try {
    return parseJson(text);
  } catch (error) {
    const at = /position (\d+)/.exec(messageOf(error))?.[1];
    throw broken(book.path, at === undefined ? null : `line ${1 + countLines(bytes, 0, Number(at))}`, messageOf(error));
  }
}

// A list at the top is read record by record; anything else has to be whole before its records are found.
const tooLarge = (most: number, path: string): DataError =>
  new DataError(
    `is one JSON document of more than ${most} bytes, which is too large to be read whole; export JSON lines or a list at the top, which are read piece by piece`,
    path,
  );

async function* paced(chunks: AsyncIterable<Uint8Array>, pace: Pace): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    await pace.step();
    yield chunk;
  }
}
