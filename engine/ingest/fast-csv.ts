// The fast parser for delimited text: bytes straight into columns, for every record that is well formed.
import {HASH_START, HASH_STEP} from "./byte-dictionary.js";
import type {CellColumn} from "./text-column.js";

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** Why the fast parser stopped before the end of a block. */
export const AT_END = 0;
/** A record it does not dare to read (text after a closing quote). */
export const ODD = 1;
/** A record with another number of cells than there are columns, or a cell that is too long. */
export const RAGGED = 2;
/** A quote that is not closed within the block. */
export const OPEN = 3;

/**
 * Reads records until something is odd. After `read`, `position` is where it stopped (the start of the odd record, whose end
 * is `recordEnd` when it is ragged), `line` the line there.
 */
export class FastParser {
  position = 0;
  recordEnd = 0;
  line = 1;
  readonly #width: number;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #hash: Int32Array;
  readonly #longest: number;
  // Cells with doubled quotes are put together here; their places count on from the end of the block.
  #scratch = new Uint8Array(1024);
  #scratchEnd = 0;
  #lines = 0;

  constructor(
    private readonly columns: readonly CellColumn[],
    private readonly delimiter: number,
    limits: {readonly cellLength: number},
    /** Hears of every record that was taken, with the line it starts at. */
    private readonly onRecord: (line: number) => void,
  ) {
    this.#width = columns.length;
    this.#from = new Int32Array(columns.length);
    this.#to = new Int32Array(columns.length);
    this.#hash = new Int32Array(columns.length);
    this.#longest = limits.cellLength;
  }

  /** Reads `block` from `start`, which begins a record; `block` ends with a line or with the file. */
  read(block: Uint8Array, start: number): number {
    const end = block.length;
    let at = start;
    while (at < end) {
      const first = block[at];
      if (first === NEWLINE || first === RETURN) {
        at += first === RETURN && block[at + 1] === NEWLINE ? 2 : 1;
        this.line++;
        continue;
      }
      this.#lines = 0;
      this.#scratchEnd = 0;
      const next = this.#scan(block, at, end);
      if (next < 0 || this.recordEnd < 0) {
        this.position = at;
        if (next >= 0) this.recordEnd = next;
        return next < 0 ? -next : RAGGED;
      }
      this.#push(block);
      this.onRecord(this.line);
      this.line += 1 + this.#lines;
      at = next;
    }
    this.position = end;
    return AT_END;
  }

  // Finds the cells of the record at `at`. Returns where the next one starts, or −ODD, −OPEN. `recordEnd` is −1 when ragged.
  #scan(block: Uint8Array, at: number, end: number): number {
    const {delimiter} = this;
    const width = this.#width;
    let cell = 0;
    let i = at;
    this.recordEnd = 0;
    for (;;) {
      let from = i;
      let hash = HASH_START;
      let to: number;
      let byte = i < end ? block[i]! : NEWLINE;
      if (byte === QUOTE) {
        const after = this.#quoted(block, i, end);
        if (after < 0) return after;
        from = this.#quotedFrom;
        to = this.#quotedTo;
        hash = this.#quotedHash;
        i = after;
        byte = i < end ? block[i]! : NEWLINE;
      } else {
        while (byte !== delimiter && byte !== NEWLINE && byte !== RETURN) {
          hash = Math.imul(hash ^ byte, HASH_STEP);
          byte = ++i < end ? block[i]! : NEWLINE;
        }
        to = i;
      }
      if (cell < width) {
        this.#from[cell] = from;
        this.#to[cell] = to;
        this.#hash[cell] = hash;
        if (to - from > this.#longest) this.recordEnd = -1;
      }
      cell++;
      i++;
      if (byte !== delimiter) {
        if (byte === RETURN && block[i] === NEWLINE) i++;
        if (cell !== width) this.recordEnd = -1;
        return i > end ? end : i;
      }
    }
  }

  #quotedFrom = 0;
  #quotedTo = 0;
  #quotedHash = 0;

  // A quoted cell from its opening quote; returns the place after its closing quote, or −ODD, −OPEN.
  #quoted(block: Uint8Array, open: number, end: number): number {
    let hash = HASH_START;
    let doubled = false;
    let i = open + 1;
    for (; ; i++) {
      if (i >= end) return -OPEN;
      const byte = block[i]!;
      if (byte === QUOTE) {
        if (block[i + 1] !== QUOTE || i + 1 >= end) break;
        doubled = true;
        i++;
      } else if (byte === NEWLINE || (byte === RETURN && block[i + 1] !== NEWLINE)) this.#lines++;
      hash = Math.imul(hash ^ byte, HASH_STEP);
    }
    const after = i + 1;
    if (after < end) {
      const byte = block[after];
      if (byte !== this.delimiter && byte !== NEWLINE && byte !== RETURN) return -ODD;
    }
    this.#quotedHash = hash;
    this.#quotedFrom = open + 1;
    this.#quotedTo = i;
    if (doubled) this.#undouble(block, open + 1, i);
    return after;
  }

  #undouble(block: Uint8Array, from: number, to: number): void {
    let out = this.#scratchEnd;
    if (this.#scratch.length < out + to - from) {
      const larger = new Uint8Array((out + to - from) * 2);
      larger.set(this.#scratch);
      this.#scratch = larger;
    }
    for (let i = from; i < to; i++) {
      const byte = block[i]!;
      this.#scratch[out++] = byte;
      if (byte === QUOTE) i++;
    }
    this.#quotedFrom = block.length + this.#scratchEnd;
    this.#quotedTo = block.length + out;
    this.#scratchEnd = out;
  }

  #push(block: Uint8Array): void {
    const length = block.length;
    for (let c = 0; c < this.#width; c++) {
      const from = this.#from[c]!;
      const hash = this.#hash[c]! >>> 0;
      if (from <= length && this.#to[c]! <= length) this.columns[c]!.push(block, from, this.#to[c]!, hash);
      else this.columns[c]!.push(this.#scratch, from - length, this.#to[c]! - length, hash);
    }
  }
}
