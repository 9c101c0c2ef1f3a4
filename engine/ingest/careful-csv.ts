// The careful parser for delimited text: csv-parse over one block of whole lines, for whatever the fast one does not dare to read.
import {DataError} from "../model/errors.js";

type Parse = (data: Uint8Array, options: Record<string, unknown>) => unknown;
let parse: Parse | null = null;

/** Loads csv-parse when it is needed for the first time. Its build for pages brings the Buffer that pages lack. */
export async function loadCareful(): Promise<void> {
  if (parse) return;
  const native = typeof (globalThis as {Buffer?: unknown}).Buffer === "function";
  const module = native ? await import("csv-parse/sync") : await import("csv-parse/browser/esm/sync");
  parse = module.parse;
}

/** One record: its cells with each byte as one character, and its bytes `from … to - 1` in the block, line end included. */
export type CarefulRecord = (cells: readonly string[], from: number, to: number) => void;

/**
 * Hands over every complete record of `block` and returns how many bytes they take. What is left is a record whose quote is
 * not closed within the block. Empty lines are passed over. A quote inside an unquoted cell, and text after a closing quote,
 * stay in the cell as they are.
 */
export function parseCarefully(block: Uint8Array, delimiter: string, onRecord: CarefulRecord): number {
  if (!parse) throw new Error("loadCareful() must be awaited before the first parseCarefully()");
  let end = 0;
  const native = typeof (globalThis as {Buffer?: {from(...args: unknown[]): Uint8Array}}).Buffer === "function";
  const {Buffer} = globalThis as unknown as {
    Buffer: {from(buffer: ArrayBufferLike, offset: number, length: number): Uint8Array};
  };
  const data = native ? Buffer.from(block.buffer, block.byteOffset, block.length) : block;
  try {
    parse(data, {
      delimiter,
      encoding: "latin1",
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], {bytes}: {bytes: number}) => {
        onRecord(cells, end, bytes);
        end = bytes;
        return null;
      },
    });
    return block.length;
  } catch (error) {
    if ((error as {code?: unknown}).code === "CSV_QUOTE_NOT_CLOSED") return end;
    throw new DataError(`cannot be read as delimited text: ${(error as Error).message}`);
  }
}
