// Cuts a stream of chunks into blocks that end with a line, so that each block can be read on its own.
import {joined} from "./byte-source.js";

const NEWLINE = 10;
const RETURN = 13;

/** Blocks of whole lines; the last one ends where the stream ends. */
export class LineBlocks {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #carry: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#iterator = chunks[Symbol.asyncIterator]();
  }

  /** Bytes at the front of the next block that were given back. */
  get held(): number {
    return this.#carry.length;
  }

  /** The next block, or null at the end. `last` is true when nothing follows it. */
  async next(): Promise<{bytes: Uint8Array; last: boolean} | null> {
    while (!this.#ended) {
      const step = await this.#iterator.next();
      if (step.done) {
        this.#ended = true;
        break;
      }
      const bytes =
        this.#carry.length > 0 ? joined([this.#carry, step.value], this.#carry.length + step.value.length) : step.value;
      const end = lastLineEnd(bytes);
      this.#carry = bytes.subarray(end);
      if (end > 0) return {bytes: bytes.subarray(0, end), last: false};
    }
    if (this.#carry.length === 0) return null;
    const bytes = this.#carry;
    this.#carry = new Uint8Array(0);
    return {bytes, last: true};
  }

  /** Puts back the end of a block that could not be read yet; it comes again in front of what follows. */
  giveBack(rest: Uint8Array): void {
    if (rest.length > 0) this.#carry = joined([rest, this.#carry], rest.length + this.#carry.length);
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
