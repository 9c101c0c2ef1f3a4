// Where each record of a file stands: its number among the data records and its line, kept as the few places where the count jumps.
import {byCodePoint} from "../model/order.js";

/** By file, then row: which record is named where several say the same. */
export function byPlace(a: {file: string; row: number}, b: {file: string; row: number}): number {
  return byCodePoint(a.file, b.file) || a.row - b.row;
}

/** Line and record number (both from 1) of records that were kept, by their index. Formats without lines give line 0. */
export class Places {
  readonly #at: number[] = [];
  readonly #row: number[] = [];
  readonly #line: number[] = [];
  #next = 0;
  #lastRow = 0;
  #lastLine = 0;

  /** Notes where the next kept record stands. Costs nothing while records follow each other line by line. */
  push(row: number, line: number): void {
    const step = row - this.#lastRow === 1 && (line - this.#lastLine === 1 || line === 0);
    if (!step || this.#next === 0) {
      this.#at.push(this.#next);
      this.#row.push(row);
      this.#line.push(line);
    }
    this.#next++;
    this.#lastRow = row;
    this.#lastLine = line;
  }

  /** The same as `push` for `count` records that follow each other line by line from (row, line) on. */
  pushRun(count: number, row: number, line: number): void {
    if (count === 0) return;
    this.push(row, line);
    this.#next += count - 1;
    this.#lastRow += count - 1;
    if (line !== 0) this.#lastLine += count - 1;
  }

  /** How many records were noted. */
  get size(): number {
    return this.#next;
  }

  row(record: number): number {
    const i = this.#find(record);
    return i < 0 ? record + 1 : this.#row[i]! + record - this.#at[i]!;
  }

  line(record: number): number {
    const i = this.#find(record);
    if (i < 0) return 0;
    const line = this.#line[i]!;
    return line === 0 ? 0 : line + record - this.#at[i]!;
  }

  /** True when record r is data record r + 1 throughout. */
  get plain(): boolean {
    return this.#at.every((at, i) => this.#row[i] === at + 1);
  }

  #find(record: number): number {
    let low = 0;
    let high = this.#at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at[middle]! <= record) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
