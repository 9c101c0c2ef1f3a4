// A dictionary of texts kept as their bytes: a cell is looked up without making a string, and decoded once at the end.
import type {CellBatch} from "./cell-column.js";
import type {CodeList} from "./code-list.js";
import {countInvalid, type Decoder} from "./encoding.js";
import {bytes as growableBytes, words} from "./growable.js";

const encoder = new TextEncoder();

/**
 * A slot of the hash table is four words: the hash; code and length; the first four and the last four bytes. So a text of up
 * to eight bytes is recognised without looking anywhere else, which is what counts when the table is larger than the caches.
 */
const SLOT = 4;
const LENGTH_SHIFT = 27;
const LONGEST_LENGTH = 31;
const CODE_MASK = (1 << LENGTH_SHIFT) - 1;

/** Code 0 is the empty text; further codes follow first appearance. */
export class ByteDictionary {
  /** Start of each entry in `arena`, and one more: the end of the last. */
  readonly starts = words();
  readonly arena = growableBytes(1024);
  #table = new Int32Array(1024 * SLOT);
  #view = new DataView(this.arena.values.buffer);
  #scratch = new Uint8Array(256);
  #found = new Uint32Array(1);
  // The bits of all bytes: without the highest, everything is ASCII.
  #bits = 0;

  constructor() {
    this.starts.push(0);
    this.starts.push(0);
  }

  /** How many codes there are, the empty one included. */
  get size(): number {
    return this.starts.size - 1;
  }

  /** The code of the bytes `from … to - 1` of `source`. `view` is a view of `source`. */
  code(source: Uint8Array, view: DataView, from: number, to: number): number {
    const length = to - from;
    if (length === 0) return 0;
    const head = length >= 4 ? view.getInt32(from) : shortWord(source, from, length);
    const tail = length >= 4 ? view.getInt32(to - 4) : 0;
    const long = length < LONGEST_LENGTH ? length : LONGEST_LENGTH;
    const hash = hashOf(view, from, to, head, tail);
    const table = this.#table;
    const mask = table.length - SLOT;
    let slot = (hash * SLOT) & mask;
    for (;;) {
      const entry = table[slot + 1]!;
      if (entry === 0) return this.#add(source, from, to, hash, slot, head, tail, long);
      if (
        table[slot] === hash &&
        entry >>> LENGTH_SHIFT === long &&
        table[slot + 2] === head &&
        table[slot + 3] === tail &&
        (length <= 8 || this.#sameMiddle(entry & CODE_MASK, view, from, to))
      )
        return entry & CODE_MASK;
      slot = (slot + SLOT) & mask;
    }
  }

  /** The codes of cells `first … count - 1` of a batch, appended to `codes`. */
  pushCells({block, scratch, from, to, count}: CellBatch, first: number, codes: CodeList): void {
    if (this.#found.length < count) this.#found = new Uint32Array(count);
    const found = this.#found;
    const length = block.length;
    const view = new DataView(block.buffer, block.byteOffset, length);
    const scratchView = new DataView(scratch.buffer, scratch.byteOffset, scratch.length);
    for (let k = first; k < count; k++) {
      const start = from[k]!;
      const end = to[k]!;
      found[k] =
        end <= length
          ? this.code(block, view, start, end)
          : this.code(scratch, scratchView, start - length, end - length);
    }
    codes.pushAll(found, first, count, this.size);
  }

  /** The code of a text. */
  codeOf(text: string): number {
    if (text === "") return 0;
    if (this.#scratch.length < text.length * 3) this.#scratch = new Uint8Array(text.length * 3);
    const source = this.#scratch;
    const {written} = encoder.encodeInto(text, source);
    return this.code(source, new DataView(source.buffer), 0, written);
  }

  /** The bytes of an entry: a view. */
  bytes(code: number): Uint8Array {
    return this.arena.values.subarray(this.starts.values[code], this.starts.values[code + 1]);
  }

  /** How many bytes of the cells with these codes are not valid UTF-8. */
  invalidBytes(codes: ArrayLike<number>, size: number): number {
    if (this.#bits < 0x80) return 0;
    const invalid = Float64Array.from({length: this.size}, (_, code) => countInvalid(this.bytes(code)));
    if (!invalid.some((count) => count > 0)) return 0;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += invalid[codes[i]!]!;
    return sum;
  }

  /** All entries as texts, the empty one as null. `decoder` reads those that are not plain ASCII. */
  texts(decoder: Decoder): (string | null)[] {
    const out: (string | null)[] = new Array<string | null>(this.size);
    out[0] = null;
    for (let code = 1; code < this.size;) code = this.#decodeRun(code, decoder, out);
    return out;
  }

  // Decodes entries up to some megabytes in one go: slices of one ASCII text are cheap.
  #decodeRun(first: number, decoder: Decoder, out: (string | null)[]): number {
    const starts = this.starts.values;
    const begin = starts[first]!;
    let end = first + 1;
    while (end < this.size && starts[end + 1]! - begin < 4_000_000) end++;
    const arena = this.arena.values.subarray(begin, starts[end]);
    if (this.#bits < 0x80 || isAscii(arena)) {
      const whole = decoder.decode(arena);
      for (let code = first; code < end; code++)
        out[code] = whole.slice(starts[code]! - begin, starts[code + 1]! - begin);
    } else {
      for (let code = first; code < end; code++)
        out[code] = decoder.decode(arena.subarray(starts[code]! - begin, starts[code + 1]! - begin));
    }
    return end;
  }

  #add(
    source: Uint8Array,
    from: number,
    to: number,
    hash: number,
    slot: number,
    head: number,
    tail: number,
    long: number,
  ): number {
    const length = to - from;
    const at = this.arena.size;
    if (at + length > this.arena.values.length) {
      this.arena.reserve(Math.max(at + length, this.arena.values.length * 2));
      this.#view = new DataView(this.arena.values.buffer);
    }
    const target = this.arena.values;
    let bits = this.#bits;
    for (let i = 0; i < length; i++) bits |= target[at + i] = source[from + i]!;
    this.#bits = bits;
    this.arena.size = at + length;
    const code = this.size;
    this.starts.push(at + length);
    const table = this.#table;
    table[slot] = hash;
    table[slot + 1] = code | (long << LENGTH_SHIFT);
    table[slot + 2] = head;
    table[slot + 3] = tail;
    if (this.size * 2 * SLOT > table.length) this.#grow();
    return code;
  }

  // The bytes between the first and the last four, four at a time; and the length, where the slot cannot hold it.
  #sameMiddle(code: number, view: DataView, from: number, to: number): boolean {
    const start = this.starts.values[code]!;
    const length = to - from;
    if (length >= LONGEST_LENGTH && this.starts.values[code + 1]! - start !== length) return false;
    const arena = this.#view;
    for (let i = 4; i < length - 4; i += 4) if (arena.getInt32(start + i) !== view.getInt32(from + i)) return false;
    return true;
  }

  #grow(): void {
    const old = this.#table;
    const table = new Int32Array(old.length * 4);
    const mask = table.length - SLOT;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let slot = (old[from]! * SLOT) & mask;
      while (table[slot + 1] !== 0) slot = (slot + SLOT) & mask;
      for (let i = 0; i < SLOT; i++) table[slot + i] = old[from + i]!;
    }
    this.#table = table;
  }
}

/** A hash of a text, four bytes at a time (32 bits, signed); `head` and `tail` are its first and its last four bytes. */
function hashOf(view: DataView, from: number, to: number, head: number, tail: number): number {
  let hash = Math.imul(head, 0x85ebca6b) ^ Math.imul(tail + to - from, 0xc2b2ae35);
  for (let i = from + 4; i < to - 4; i += 4) hash = Math.imul(hash ^ (hash >>> 15) ^ view.getInt32(i), 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function shortWord(source: Uint8Array, from: number, length: number): number {
  let word = source[from]!;
  if (length > 1) word |= source[from + 1]! << 8;
  return length > 2 ? word | (source[from + 2]! << 16) : word;
}

function isAscii(source: Uint8Array): boolean {
  let high = 0;
  for (let i = 0; i < source.length; i++) high |= source[i]!;
  return high < 0x80;
}
