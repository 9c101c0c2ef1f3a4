// Takes in the cells of one column of a text file: as exact decimals while all of them are, else as dictionary codes.
import {ByteDictionary} from "./byte-dictionary.js";
import type {CellBatch, CellColumn} from "./cell-column.js";
import {decimalText, EMPTY, type Cells} from "./cells.js";
import {CodeList} from "./code-list.js";
import type {Decoder} from "./encoding.js";
import {bytes, floats, type Growable} from "./growable.js";

const MAX_DIGITS = 15;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Any column but times. `textual` ones (ids, names) never try to be numbers. */
export class TextColumn implements CellColumn {
  #mantissa: Growable<Float64Array> | null;
  #decimals: Growable<Uint8Array> | null;
  #size = 0;
  readonly #codes = new CodeList();
  readonly #dictionary = new ByteDictionary();

  constructor(textual = false) {
    this.#mantissa = textual ? null : floats();
    this.#decimals = textual ? null : bytes();
  }

  pushCells(batch: CellBatch): void {
    const {block, scratch, from, to, count} = batch;
    const length = block.length;
    let k = 0;
    for (; k < count && this.#mantissa !== null; k++) {
      const inBlock = to[k]! <= length;
      if (
        !this.#pushDecimal(
          inBlock ? block : scratch,
          inBlock ? from[k]! : from[k]! - length,
          inBlock ? to[k]! : to[k]! - length,
        )
      )
        break;
    }
    if (k < count) this.#dictionary.pushCells(batch, k, this.#codes);
  }

  reserve(size: number): void {
    if (this.#mantissa === null) return this.#codes.reserve(size);
    this.#mantissa.reserve(size);
    this.#decimals!.reserve(size);
  }

  invalidBytes(): number {
    return this.#mantissa === null ? this.#dictionary.invalidBytes(this.#codes.values, this.#codes.size) : 0;
  }

  finish(decoder: Decoder): Cells {
    if (this.#mantissa !== null)
      return {kind: "decimal", mantissa: this.#mantissa.finish(), decimals: this.#decimals!.finish()};
    return {kind: "text", codes: this.#codes.finish(), dictionary: this.#dictionary.texts(decoder)};
  }

  // The rule of semantics 2.1: -?(0|[1-9]\d*)(\.\d+)? with at most 15 digits.
  #pushDecimal(source: Uint8Array, from: number, to: number): boolean {
    if (from === to) return this.#accept(0, EMPTY);
    if (to - from > MAX_DIGITS + 2) return this.#giveUp();
    let i = from;
    const negative = source[i] === MINUS;
    if (negative) i++;
    const first = i;
    let mantissa = 0;
    let point = -1;
    for (; i < to; i++) {
      const digit = source[i]! - ZERO;
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
      else if (source[i] === POINT && point < 0 && i > first && i + 1 < to) point = i;
      else return this.#giveUp();
    }
    const whole = (point < 0 ? to : point) - first;
    const digits = to - first - (point < 0 ? 0 : 1);
    if (whole === 0 || digits > MAX_DIGITS || (whole > 1 && source[first] === ZERO)) return this.#giveUp();
    return this.#accept(negative ? -mantissa : mantissa, point < 0 ? 0 : to - point - 1);
  }

  #accept(mantissa: number, decimals: number): true {
    this.#mantissa!.push(mantissa);
    this.#decimals!.push(decimals);
    this.#size++;
    return true;
  }

  // The first cell that is no number: the earlier ones become text again, letter by letter as they were.
  #giveUp(): false {
    const cells = {kind: "decimal" as const, mantissa: this.#mantissa!.values, decimals: this.#decimals!.values};
    this.#codes.reserve(this.#size);
    for (let r = 0; r < this.#size; r++) this.#codes.push(this.#dictionary.codeOf(decimalText(cells, r) ?? ""));
    this.#mantissa = this.#decimals = null;
    return false;
  }
}
