// Dictionary codes in the narrowest array that holds them so far.
import {codesFor, type Codes} from "../model/column.js";

/** Grows in length and in width. `values` may be longer than `size`. */
export class CodeList {
  size = 0;
  values: Codes = new Uint8Array(1024);
  #limit = 0x100;

  push(code: number): void {
    if (this.size === this.values.length) this.reserve(this.size * 2);
    if (code >= this.#limit) this.#widen(code);
    this.values[this.size++] = code;
  }

  /** Appends `codes[from] … codes[to - 1]`, all below `limit`. */
  pushAll(codes: Uint32Array, from: number, to: number, limit: number): void {
    const size = this.size + to - from;
    if (size > this.values.length) this.reserve(Math.max(size, this.values.length * 2));
    if (limit > this.#limit) this.#widen(limit - 1);
    this.values.set(codes.subarray(from, to), this.size);
    this.size = size;
  }

  reserve(length: number): void {
    if (length > this.values.length) this.#move(codesFor(this.#limit, length));
  }

  finish(): Codes {
    const spare = this.values.length - this.size;
    return spare * 4 > this.values.length ? this.values.slice(0, this.size) : this.values.subarray(0, this.size);
  }

  #widen(code: number): void {
    this.#limit = code < 0x10000 ? 0x10000 : 2 ** 32;
    this.#move(codesFor(this.#limit, this.values.length));
  }

  #move(wider: Codes): void {
    wider.set(this.values.subarray(0, this.size));
    this.values = wider;
  }
}
