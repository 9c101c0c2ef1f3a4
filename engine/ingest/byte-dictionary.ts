// A dictionary of texts kept as their bytes: a cell is looked up without making a string, and decoded once at the end.
import type {CellBatch} from "./cell-column.js";
import type {CodeList} from "./code-list.js";
import {countInvalid} from "./encoding.js";
import {bytes as growableBytes, ints, words} from "./growable.js";

const encoder = new TextEncoder();
const FIRST_SLOTS = 1024;

/** Code 0 is the empty text; further codes follow first appearance. */
export class ByteDictionary {
  /** Start of each entry in `arena`, and one more: the end of the last. */
  readonly starts = words();
  readonly arena = growableBytes(1024);
  readonly #hashes = ints();
  #view = new DataView(this.arena.values.buffer);
  #slots = new Int32Array(FIRST_SLOTS);
  #scratch = new Uint8Array(256);
  #found = new Uint32Array(1);
  // The bits of all bytes: without the highest, everything is ASCII.
  #bits = 0;

  constructor() {
    this.starts.push(0);
    this.starts.push(0);
    this.#hashes.push(0);
  }

  /** How many codes there are, the empty one included. */
  get size(): number {
    return this.starts.size - 1;
  }

  /** The code of the bytes `from … to - 1` of `source`, whose hash (of `hashBytes`) is given. */
  code(source: Uint8Array, from: number, to: number, hash: number): number {
    if (from === to) return 0;
    const mask = this.#slots.length - 1;
    let slot = mix(hash) & mask;
    for (;;) {
      const code = this.#slots[slot]!;
      if (code === 0) return this.#add(source, from, to, hash, slot);
      if (this.#hashes.values[code] === hash && this.#equals(code, source, null, from, to)) return code;
      slot = (slot + 1) & mask;
    }
  }

  /** The codes of cells `first … count - 1` of a batch, appended to `codes`. */
  pushCells({block, scratch, from, to, hash, count}: CellBatch, first: number, codes: CodeList): void {
    if (this.#found.length < count) this.#found = new Uint32Array(count);
    const found = this.#found;
    const length = block.length;
    const view = new DataView(block.buffer, block.byteOffset, length);
    let slots = this.#slots;
    let hashes = this.#hashes.values;
    for (let k = first; k < count; k++) {
      const start = from[k]!;
      const end = to[k]!;
      // The usual case in place: the first slot holds the very cell.
      const code = slots[mix(hash[k]!) & (slots.length - 1)]!;
      if (start === end) found[k] = 0;
      else if (end <= length && code !== 0 && hashes[code] === hash[k] && this.#equals(code, block, view, start, end)) found[k] = code;
      else {
        found[k] = end <= length ? this.code(block, start, end, hash[k]!) : this.code(scratch, start - length, end - length, hash[k]!);
        slots = this.#slots;
        hashes = this.#hashes.values;
      }
    }
    codes.pushAll(found, first, count, this.size);
  }

  /** The code of a text. */
  codeOf(text: string): number {
    if (text === "") return 0;
    if (this.#scratch.length < text.length * 3) this.#scratch = new Uint8Array(text.length * 3);
    const {written} = encoder.encodeInto(text, this.#scratch);
    return this.code(this.#scratch, 0, written, hashBytes(this.#scratch, 0, written));
  }

  /** How many bytes of the cells with these codes are not valid UTF-8. */
  invalidBytes(codes: ArrayLike<number>, size: number): number {
    if (this.#bits < 0x80) return 0;
    const invalid = Float64Array.from({length: this.size}, (_, code) => countInvalid(this.arena.values.subarray(this.starts.values[code]!, this.starts.values[code + 1]!)));
    if (!invalid.some((count) => count > 0)) return 0;
    let sum = 0;
    for (let i = 0; i < size; i++) sum += invalid[codes[i]!]!;
    return sum;
  }

  /** All entries as texts, the empty one as null. `decoder` reads those that are not plain ASCII. */
  texts(decoder: TextDecoder): (string | null)[] {
    const out: (string | null)[] = new Array<string | null>(this.size);
    out[0] = null;
    for (let code = 1; code < this.size; ) code = this.#decodeRun(code, decoder, out);
    return out;
  }

  // Decodes entries up to some megabytes in one go: slices of one ASCII text are cheap.
  #decodeRun(first: number, decoder: TextDecoder, out: (string | null)[]): number {
    const starts = this.starts.values;
    const begin = starts[first]!;
    let end = first + 1;
    while (end < this.size && starts[end + 1]! - begin < 4_000_000) end++;
    const arena = this.arena.values.subarray(begin, starts[end]!);
    if (this.#bits < 0x80 || isAscii(arena)) {
      const whole = decoder.decode(arena);
      for (let code = first; code < end; code++) out[code] = whole.slice(starts[code]! - begin, starts[code + 1]! - begin);
    } else {
      for (let code = first; code < end; code++) out[code] = decoder.decode(arena.subarray(starts[code]! - begin, starts[code + 1]! - begin));
    }
    return end;
  }

  #add(source: Uint8Array, from: number, to: number, hash: number, slot: number): number {
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
    this.#hashes.push(hash);
    this.#slots[slot] = code;
    if (this.size * 2 > this.#slots.length) this.#rehash();
    return code;
  }

  // Four bytes at a time, the last four overlapping those before.
  #equals(code: number, source: Uint8Array, view: DataView | null, from: number, to: number): boolean {
    const start = this.starts.values[code]!;
    const length = to - from;
    if (this.starts.values[code + 1]! - start !== length) return false;
    if (view === null || length < 4) {
      const arena = this.arena.values;
      for (let i = 0; i < length; i++) if (arena[start + i] !== source[from + i]) return false;
      return true;
    }
    const arena = this.#view;
    const last = length - 4;
    for (let i = 0; i < last; i += 4) if (arena.getInt32(start + i) !== view.getInt32(from + i)) return false;
    return arena.getInt32(start + last) === view.getInt32(from + last);
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let code = 1; code < this.size; code++) {
      let slot = mix(this.#hashes.values[code]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
  }
}

/** The start value and the step of the hash, for scanners that hash while they look for the end of a cell. */
export const HASH_START = 0x811c9dc5 | 0;
export const HASH_STEP = 0x01000193;

/** The hash of some bytes (FNV-1a, 32 bits, signed). */
export function hashBytes(source: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ source[i]!, HASH_STEP);
  return hash;
}

// FNV leaves its low bits poorly mixed for short texts that end alike.
function mix(hash: number): number {
  return hash ^ (hash >>> 15) ^ (hash >>> 7);
}

function isAscii(source: Uint8Array): boolean {
  let high = 0;
  for (let i = 0; i < source.length; i++) high |= source[i]!;
  return high < 0x80;
}
