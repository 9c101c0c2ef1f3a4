// The fast parser for delimited text: bytes straight into columns, for every record that is well formed.
import type {CellColumn} from "./cell-column.js";

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** Why the fast parser stopped before the end of a block. */
export const AT_END = 0;
/** A record it does not dare to read (text after a closing quote). */
const ODD = 1;
/** A record with another number of cells than there are columns, or a cell that is too long. */
export const RAGGED = 2;
/** A quote that is not closed within the block. */
export const OPEN = 3;

/** So many records are cut into cells before the columns take them in. */
const BATCH = 1024;

/**
 * Reads records until something is odd. After `read`, `position` is where it stopped (the start of the odd record, whose end
 * is `recordEnd` when it is ragged), `line` the line there. Everything before has been taken in by the columns.
 */
export class FastParser {
  position = 0;
  recordEnd = 0;
  line = 1;
  readonly #width: number;
  // Cell k of column c is at c * BATCH + k.
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #lineOf = new Int32Array(BATCH);
  #count = 0;
  readonly #longest: number;
  // Cells with doubled quotes are put together here; their places count on from the end of the block.
  #scratch = new Uint8Array(1024);
  #scratchEnd = 0;
  #lines = 0;

  constructor(
    private readonly columns: readonly CellColumn[],
    private readonly delimiter: number,
    limits: {readonly cellLength: number},
    /** Hears of records that were taken, with the lines they start at. */
    private readonly onRecords: (lines: Int32Array, count: number) => void,
  ) {
    this.#width = columns.length;
    this.#from = new Int32Array(columns.length * BATCH);
    this.#to = new Int32Array(columns.length * BATCH);
    this.#longest = limits.cellLength;
  }

  /** Reads `block` from `start`, which begins a record. The block must end with a line end. */
  read(block: Uint8Array, start: number): number {
    const end = block.length;
    let at = start;
    while (at < end) {
      const first = block[at]!;
      if (first === NEWLINE || first === RETURN) {
        at += first === RETURN && block[at + 1] === NEWLINE ? 2 : 1;
        this.line++;
        continue;
      }
      this.#lines = 0;
      const next = this.#scan(block, at);
      if (next < 0 || this.recordEnd < 0) {
        this.#flush(block);
        this.position = at;
        if (next < 0) return -next;
        this.recordEnd = next;
        return RAGGED;
      }
      this.#lineOf[this.#count] = this.line;
      this.line += 1 + this.#lines;
      if (++this.#count === BATCH) this.#flush(block);
      at = next;
    }
    this.#flush(block);
    this.position = end;
    return AT_END;
  }

  // Finds the cells of the record at `at`. Returns where the next one starts, or −ODD, −OPEN. `recordEnd` is −1 when ragged.
  #scan(block: Uint8Array, at: number): number {
    const delimiter = this.delimiter;
    const size = this.#width * BATCH;
    const fromOf = this.#from;
    const toOf = this.#to;
    const longest = this.#longest;
    let slot = this.#count;
    let i = at;
    this.recordEnd = 0;
    for (;;) {
      let from = i;
      let to: number;
      let byte = block[i]!;
      if (byte === QUOTE) {
        i = this.#quoted(block, i);
        if (i < 0) return i;
        from = this.#quotedFrom;
        to = this.#quotedTo;
        byte = block[i]!;
      } else {
        while (byte !== delimiter && (byte > RETURN || (byte !== NEWLINE && byte !== RETURN))) byte = block[++i]!;
        to = i;
      }
      if (slot < size) {
        fromOf[slot] = from;
        toOf[slot] = to;
        if (to - from > longest) this.recordEnd = -1;
      }
      slot += BATCH;
      i++;
      if (byte === delimiter) continue;
      if (byte === RETURN && block[i] === NEWLINE) i++;
      if (slot - this.#count !== size) this.recordEnd = -1;
      return i;
    }
  }

  #quotedFrom = 0;
  #quotedTo = 0;

  // A quoted cell from its opening quote; returns the place after its closing quote, or −ODD, −OPEN.
  #quoted(block: Uint8Array, open: number): number {
    const end = block.length;
    let doubled = false;
    let i = open + 1;
    for (; ; i++) {
      if (i >= end) return -OPEN;
      const byte = block[i]!;
      if (byte === QUOTE) {
        if (block[i + 1] !== QUOTE) break;
        doubled = true;
        i++;
      } else if (byte <= RETURN && (byte === NEWLINE || (byte === RETURN && block[i + 1] !== NEWLINE))) this.#lines++;
    }
    const after = block[i + 1];
    if (after !== this.delimiter && after !== NEWLINE && after !== RETURN) return -ODD;
    this.#quotedFrom = open + 1;
    this.#quotedTo = i;
    if (doubled) this.#undouble(block, open + 1, i);
    return i + 1;
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

  #flush(block: Uint8Array): void {
    const count = this.#count;
    if (count === 0) return;
    for (let c = 0; c < this.#width; c++) {
      const at = c * BATCH;
      this.columns[c]!.pushCells({
        block,
        scratch: this.#scratch,
        count,
        from: this.#from.subarray(at, at + count),
        to: this.#to.subarray(at, at + count),
      });
    }
    this.onRecords(this.#lineOf, count);
    this.#count = this.#scratchEnd = 0;
  }
}
