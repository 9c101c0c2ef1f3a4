// Takes in the typed values of one column (JSON, rows from code): as numbers while all of them are, else as dictionary codes.
import {narrow, type Scalar} from "../model/column.js";
import {measure, type Cells} from "./cells.js";
import {floats, words} from "./growable.js";

/** Values may skip records: what was not set is missing. */
export class ValueColumn {
  #numbers: ReturnType<typeof floats> | null = floats();
  readonly #codes = words();
  readonly #dictionary: (Scalar | null)[] = [null];
  readonly #known = new Map<Scalar, number>();

  /** Sets the value of `record`; records come in ascending order, and the last value of one holds. Null, NaN and empty text are missing. */
  set(record: number, value: Scalar | null): void {
    if (value === null || value === "" || value !== value) return;
    if (this.#numbers !== null) {
      if (typeof value === "number") return this.#setNumber(record, value);
      this.#giveUp();
    }
    this.#setCode(record, value);
  }

  finish(size: number): Cells {
    if (this.#numbers !== null) {
      this.#fill(size);
      return {kind: "value", column: measure(this.#numbers.finish())};
    }
    this.#codes.resize(size);
    return {
      kind: "value",
      column: {codes: narrow(this.#codes.finish(), this.#dictionary.length), dictionary: this.#dictionary},
    };
  }

  #setNumber(record: number, value: number): void {
    this.#fill(record);
    const numbers = this.#numbers!;
    if (numbers.size > record) numbers.values[record] = value;
    else numbers.push(value);
  }

  #fill(size: number): void {
    const numbers = this.#numbers!;
    const from = numbers.size;
    if (from >= size) return;
    numbers.resize(size);
    numbers.values.fill(NaN, from, size);
  }

  #setCode(record: number, value: Scalar): void {
    let code = this.#known.get(value);
    if (code === undefined) this.#known.set(value, (code = this.#dictionary.push(value) - 1));
    if (this.#codes.size > record) {
      this.#codes.values[record] = code;
      return;
    }
    this.#codes.resize(record);
    this.#codes.push(code);
  }

  // The first value that is no number: the numbers so far become dictionary entries like any other.
  #giveUp(): void {
    const numbers = this.#numbers!;
    this.#numbers = null;
    for (let r = 0; r < numbers.size; r++) if (!Number.isNaN(numbers.values[r])) this.#setCode(r, numbers.values[r]!);
  }
}
