// Takes in the cells of a column of times: ISO 8601 and plain numbers are read from their bytes, everything else waits as text.
import type {CellBatch, CellColumn} from "./cell-column.js";
import {DAY_ONLY, INSTANT, LOCAL, NOTHING, NUMBER, OTHER, type Cells} from "./cells.js";
import {countInvalid, type Decoder} from "./encoding.js";
import {bytes, floats} from "./growable.js";
import {dayNumber} from "./parse-time.js";

const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const COLON = 58;
const POINT = 46;
const DAY = 86_400_000;
/** The length of an instant in UTC with milliseconds, as most systems write it. */
const USUAL = 24;

export class TimeTextColumn implements CellColumn {
  readonly #value = floats();
  readonly #mark = bytes();
  readonly #other = new Map<number, Uint8Array>();
  // The day of the cell before: neighbours often share it.
  #lastDate = -1;
  #lastDay = 0;
  // The same for the usual spelling: its ten bytes as they stand.
  #year = 0;
  #month = 0;
  #dayOfMonth = 0;
  #usualDay = NaN;

  pushCells({block, scratch, from, to, count}: CellBatch): void {
    const length = block.length;
    const view = new DataView(block.buffer, block.byteOffset, length);
    for (let k = 0; k < count; k++) {
      const [start, end] = [from[k]!, to[k]!];
      if (end > length) this.#push(scratch, start - length, end - length);
      else if (end - start !== USUAL || !this.#pushUsual(block, view, start)) this.#push(block, start, end);
    }
  }

  // `YYYY-MM-DDThh:mm:ss.fffZ`; false when it is anything else.
  #pushUsual(source: Uint8Array, view: DataView, at: number): boolean {
    const [year, month, dayOfMonth] = [view.getInt32(at), view.getInt32(at + 4), view.getInt16(at + 8)];
    if (year !== this.#year || month !== this.#month || dayOfMonth !== this.#dayOfMonth) {
      this.#usualDay = source[at + 4] === MINUS && source[at + 7] === MINUS ? this.#dayAt(source, at) : NaN;
      this.#year = year;
      this.#month = month;
      this.#dayOfMonth = dayOfMonth;
    }
    if (source[at + 10] !== 84 || source[at + 13] !== COLON || source[at + 16] !== COLON) return false;
    if (source[at + 19] !== POINT || source[at + 23] !== 90) return false;
    const hour = two(source, at + 11);
    const minute = two(source, at + 14);
    const second = two(source, at + 17);
    const tenths = two(source, at + 20);
    const last = source[at + 22]! - ZERO;
    const ms = this.#usualDay + hour * 3_600_000 + minute * 60_000 + second * 1000 + tenths * 10 + last;
    if (ms !== ms || hour >= 24 || minute >= 60 || second >= 60 || last < 0 || last > 9) return false;
    this.#add(INSTANT, ms);
    return true;
  }

  #push(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    if (length === 0) return this.#add(NOTHING, 0);
    if (length >= 10 && source[from + 4] === MINUS && source[from + 7] === MINUS) {
      const day = this.#dayAt(source, from);
      if (day === day) {
        if (length === 10) return this.#add(DAY_ONLY, day);
        if (length >= 16 && this.#addTime(source, from, to, day)) return;
      }
    } else if (length <= 15 && this.#addNumber(source, from, to)) return;
    this.#other.set(this.#mark.size, source.slice(from, to));
    this.#add(OTHER, 0);
  }

  reserve(size: number): void {
    this.#value.reserve(size);
    this.#mark.reserve(size);
  }

  invalidBytes(): number {
    let invalid = 0;
    for (const text of this.#other.values()) invalid += countInvalid(text);
    return invalid;
  }

  finish(decoder: Decoder): Cells {
    const other = new Map([...this.#other].map(([r, text]) => [r, decoder.decode(text)]));
    return {kind: "time", value: this.#value.finish(), mark: this.#mark.finish(), other};
  }

  #add(mark: number, value: number): void {
    this.#mark.push(mark);
    this.#value.push(value);
  }

  // YYYY-MM-DD as ms, or NaN.
  #dayAt(source: Uint8Array, from: number): number {
    const year = two(source, from) * 100 + two(source, from + 2);
    const month = two(source, from + 5);
    const day = two(source, from + 8);
    const date = year * 512 + month * 32 + day;
    if (date === this.#lastDate) return this.#lastDay;
    if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return NaN;
    const number = dayNumber(year, month, day);
    if (number === null) return NaN;
    this.#lastDate = date;
    return (this.#lastDay = number * DAY);
  }

  // `[T ]hh:mm[:ss[.fff]][Z|±hh[:]mm]`; false when it is anything else.
  #addTime(source: Uint8Array, from: number, to: number, day: number): boolean {
    const separator = source[from + 10];
    if ((separator !== 84 && separator !== 32) || source[from + 13] !== COLON) return false;
    const hour = two(source, from + 11);
    const minute = two(source, from + 14);
    let at = from + 16;
    let ms = 0;
    if (at < to && source[at] === COLON) {
      if (at + 3 > to) return false;
      const second = two(source, at + 1);
      if (!(second < 60)) return false;
      ms = second * 1000;
      at += 3;
      if (at < to && source[at] === POINT) {
        const end = endOfDigits(source, at + 1, to);
        if (end === at + 1 || end - at > 13) return false;
        ms += milliseconds(source, at + 1, end);
        at = end;
      }
    }
    if (!(hour < 24 && minute < 60)) return false;
    const local = day + hour * 3_600_000 + minute * 60_000 + ms;
    if (at === to) this.#add(LOCAL, local);
    else {
      const offset = offsetAt(source, at, to);
      if (offset !== offset) return false;
      this.#add(INSTANT, local - offset);
    }
    return true;
  }

  // A whole number without a leading zero, or with decimals; its unit is found at the end.
  #addNumber(source: Uint8Array, from: number, to: number): boolean {
    let i = source[from] === MINUS ? from + 1 : from;
    const first = i;
    let value = 0;
    for (; i < to; i++) {
      const digit = source[i]! - ZERO;
      if (!(digit >= 0 && digit <= 9)) return false;
      value = value * 10 + digit;
    }
    if (i === first || (source[first] === ZERO && to - first > 1)) return false;
    this.#add(NUMBER, first === from ? value : -value);
    return true;
  }
}

// Two digits as a number; NaN when they are none.
function two(source: Uint8Array, at: number): number {
  const a = source[at]! - ZERO;
  const b = source[at + 1]! - ZERO;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : NaN;
}

function endOfDigits(source: Uint8Array, from: number, to: number): number {
  let i = from;
  while (i < to && source[i]! >= ZERO && source[i]! <= ZERO + 9) i++;
  return i;
}

// The first three digits of a fraction of a second; the rest is cut off.
function milliseconds(source: Uint8Array, from: number, to: number): number {
  let ms = (source[from]! - ZERO) * 100;
  if (from + 1 < to) ms += (source[from + 1]! - ZERO) * 10;
  return from + 2 < to ? ms + source[from + 2]! - ZERO : ms;
}

// `Z`, `±hh`, `±hhmm` or `±hh:mm` up to `to`, in ms ahead of UTC; NaN for anything else.
function offsetAt(source: Uint8Array, at: number, to: number): number {
  const length = to - at;
  const sign = source[at];
  if (length === 1) return sign === 90 ? 0 : NaN;
  if ((sign !== PLUS && sign !== MINUS) || length === 2 || length === 4 || length > 6) return NaN;
  if (length === 6 && source[at + 3] !== COLON) return NaN;
  const hours = two(source, at + 1);
  const minutes = length === 3 ? 0 : two(source, to - 2);
  if (!(hours < 24 && minutes < 60)) return NaN;
  const ms = hours * 3_600_000 + minutes * 60_000;
  return sign === MINUS ? -ms : ms;
}
