// Cuts a stream of chunks into blocks that end with a line, so that each block can be read on its own.
import {joined} from "./byte-source.js";

const NEWLINE = 10;
const RETURN = 13;

/** Blocks of whole lines; the last one ends where the stream ends. */
export class LineBlocks {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #carry: Uint8Array = new Uint8Array(0);
  // What is left of the chunk whose first line went ahead.
  #rest: Uint8Array | null = null;
  // A record that goes on over many lines is not tried again line by line.
  #gaveBack = false;
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** The next block, or null at the end. `last` is true when nothing follows it. */
  async next(): Promise<{bytes: Uint8Array; last: boolean} | null> {
    for (let chunk = await this.#chunk(); chunk; chunk = await this.#chunk()) {
      const bytes = this.#behindCarry(chunk);
      const end = lastLineEnd(bytes);
      this.#carry = bytes.subarray(end);
      if (end > 0) return {bytes: bytes.subarray(0, end), last: false};
    }
    if (this.#carry.length === 0) return null;
    const bytes = this.#carry;
    this.#carry = new Uint8Array(0);
    return {bytes, last: true};
  }

  async #chunk(): Promise<Uint8Array | null> {
    const rest = this.#rest;
    this.#rest = null;
    if (rest || this.#ended) return rest;
    const step = await this.#iterator.next();
    this.#ended = step.done === true;
    return step.done ? null : step.value;
  }

  // Only the line that a chunk begins in the middle of is copied; the rest of the chunk comes next, as it is.
  #behindCarry(chunk: Uint8Array): Uint8Array {
    const carry = this.#carry;
    if (carry.length === 0) return chunk;
    const line = this.#gaveBack ? -1 : chunk.indexOf(NEWLINE) + 1;
    this.#gaveBack = false;
    if (line <= 0 || line === chunk.length) return joined([carry, chunk], carry.length + chunk.length);
    this.#rest = chunk.subarray(line);
    return joined([carry, chunk.subarray(0, line)], carry.length + line);
  }

  /** Puts back the end of a block that could not be read yet; it comes again in front of what follows. */
  giveBack(rest: Uint8Array): void {
    if (rest.length === 0) return;
    this.#gaveBack = true;
    this.#carry = joined([rest, this.#carry], rest.length + this.#carry.length);
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}

// A carriage return at the very end may be half of a line end, so it does not count.
function lastLineEnd(bytes: Uint8Array): number {
  const newline = bytes.lastIndexOf(NEWLINE);
  if (newline >= 0) return newline + 1;
  return bytes.subarray(0, Math.max(0, bytes.length - 1)).lastIndexOf(RETURN) + 1;
}

/** How many line ends (CRLF, LF or CR) start in `from … to - 1`. */
export function countLines(bytes: Uint8Array, from: number, to: number): number {
  let lines = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte === NEWLINE) lines++;
    else if (byte === RETURN && bytes[i + 1] !== NEWLINE) lines++;
  }
  return lines;
}

/** The first position from `from` on that is no line end. */
export function skipLineEnds(bytes: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && (bytes[i] === NEWLINE || bytes[i] === RETURN)) i++;
  return i;
}
