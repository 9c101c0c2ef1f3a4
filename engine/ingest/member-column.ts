// Takes in a column of JSON objects member by member: each member is a column of its own, and no object is made.
import {ByteDictionary} from "./byte-dictionary.js";
import type {CellBatch, CellColumn} from "./cell-column.js";
import type {Cells, Member} from "./cells.js";
import {countInvalid, type Decoder} from "./encoding.js";
import {words, type Growable} from "./growable.js";
import {latin1} from "./format.js";
import {memberOf} from "./member-values.js";

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

/** The values of one member: codes of their JSON text; rows after the last value are not there. */
class Growing {
  readonly codes: Growable<Uint32Array> = words();
  readonly texts = new ByteDictionary();
  /** Codes of texts that are no JSON. */
  readonly bad = new Set<number>();
  /** The row that had the member last. */
  row = -1;
}

/**
 * Objects of plain members are taken apart from their bytes; any other cell (lists, nested objects, escaped keys, no JSON) is
 * kept as it is, see `other` of MemberCells.
 */
export class MemberColumn implements CellColumn {
  readonly #keys = new ByteDictionary();
  readonly #columns: Growing[] = [];
  readonly #other = new Growing();
  #size = 0;
  // The members of the cell being read, and where the scan is.
  #members: Growing[] = [];
  #codes: number[] = [];
  #count = 0;

  pushCells({block, scratch, count, from, to}: CellBatch): void {
    const length = block.length;
    const views = [block, scratch].map((bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    for (let k = 0; k < count; k++) {
      const inBlock = to[k]! <= length;
      const [source, offset] = inBlock ? [block, 0] : [scratch, length];
      this.#push(source, views[inBlock ? 0 : 1]!, from[k]! - offset, to[k]! - offset);
    }
  }

  reserve(): void {}

  invalidBytes(): number {
    let sum = this.#other.texts.invalidBytes(this.#other.codes.values, this.#other.codes.size);
    this.#columns.forEach(({codes, texts}, key) => {
      sum += texts.invalidBytes(codes.values, codes.size);
      const inName = countInvalid(this.#keys.bytes(key + 1));
      if (inName > 0) for (let r = 0; r < codes.size; r++) if (codes.values[r] !== 0) sum += inName;
    });
    return sum;
  }

  finish(decoder: Decoder): Cells {
    const names = this.#keys.texts(decoder);
    const members = new Map<string, Member>();
    this.#columns.forEach(({codes, texts}, key) =>
      members.set(names[key + 1] ?? "", memberOf(codes.finish(), texts.texts(decoder))),
    );
    const {codes, texts} = this.#other;
    return {
      kind: "members",
      size: this.#size,
      members,
      other: {codes: codes.finish(), dictionary: texts.texts(decoder)},
    };
  }

  #push(source: Uint8Array, view: DataView, from: number, to: number): void {
    const row = this.#size++;
    if (from === to) return;
    if (!this.#scan(source, view, from, to, row)) {
      const {codes, texts} = this.#other;
      codes.put(row, texts.code(source, view, from, to));
      return;
    }
    for (let i = 0; i < this.#count; i++) this.#members[i]!.codes.put(row, this.#codes[i]!);
  }

  // True when the cell is one object of plain members, which are then in #members and #codes.
  #scan(source: Uint8Array, view: DataView, from: number, to: number, row: number): boolean {
    this.#count = 0;
    let i = past(source, from, to);
    if (source[i] !== OPEN) return false;
    i = past(source, i + 1, to);
    if (source[i] === CLOSE) return past(source, i + 1, to) === to;
    while (i < to) {
      const key = i;
      i = this.#text(source, i, to);
      if (i < 0) return false;
      const column = this.#column(this.#keys.code(source, view, key + 1, i - 1));
      if (column === null || column.row === row) return false;
      column.row = row;
      i = past(source, i, to);
      if (source[i] !== COLON) return false;
      const value = past(source, i + 1, to);
      i = source[value] === QUOTE ? this.#text(source, value, to) : this.#bare(source, value, to);
      if (i < 0) return false;
      const code = this.#value(column, source, view, value, i);
      if (code < 0) return false;
      this.#members[this.#count] = column;
      this.#codes[this.#count++] = code;
      i = past(source, i, to);
      if (source[i] === CLOSE) return past(source, i + 1, to) === to;
      if (source[i] !== COMMA) return false;
      i = past(source, i + 1, to);
    }
    return false;
  }

  // The end of a text without escapes and control characters that starts here with its quote; −1 = there is none.
  #text(source: Uint8Array, start: number, to: number): number {
    if (source[start] !== QUOTE) return -1;
    for (let i = start + 1; i < to; i++) {
      const byte = source[i]!;
      if (byte === QUOTE) return i + 1;
      if (byte === BACKSLASH || byte < 32) return -1;
    }
    return -1;
  }

  // The end of a number or word.
  #bare(source: Uint8Array, start: number, to: number): number {
    for (let i = start; i < to; i++) {
      const byte = source[i]!;
      if (byte === COMMA || byte === CLOSE || byte <= 32) return i;
      if (byte === OPEN || byte === OPEN_LIST) return -1;
    }
    return -1;
  }

  #column(code: number): Growing | null {
    if (code === 0) return null;
    return (this.#columns[code - 1] ??= new Growing());
  }

  // The code of a value's JSON text, a text with its quotes; −1 when it is no JSON.
  #value({texts, bad}: Growing, source: Uint8Array, view: DataView, from: number, to: number): number {
    const known = texts.size;
    const code = texts.code(source, view, from, to);
    if (source[from] !== QUOTE && code === known && !isJson(source.subarray(from, to))) bad.add(code);
    return bad.size > 0 && bad.has(code) ? -1 : code;
  }
}

// The first place from here on that is no blank of JSON.
function past(source: Uint8Array, from: number, to: number): number {
  let i = from;
  for (; i < to; i++) {
    const byte = source[i]!;
    if (byte > 32 || (byte !== 32 && byte !== 9 && byte !== 10 && byte !== 13)) break;
  }
  return i;
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(latin1(bytes));
    return true;
  } catch {
    return false;
  }
}
