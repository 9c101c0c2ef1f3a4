// Columns that fill up batch by batch with values of typed formats, and end as cells.
import type {Scalar} from "../model/column.js";
import {narrow} from "../model/column.js";
import {isRecord} from "../model/is-record.js";
import {ByteDictionary} from "./byte-dictionary.js";
import {measure, type Cells} from "./cells.js";
import {scalarOf} from "./object-table.js";
import {ValueColumn} from "./value-column.js";

const decoder = new TextDecoder("utf-8", {ignoreBOM: true});

/** Text by its bytes; codes of `size` rows are known from the start. */
export class TextCells32 {
  readonly dictionary = new ByteDictionary();
  readonly codes: Uint32Array;

  constructor(size: number) {
    this.codes = new Uint32Array(size);
  }
  /** The code of some bytes; `view` is a view of them. */
  code(bytes: Uint8Array, view: DataView, from: number, to: number): number {
    return this.dictionary.code(bytes, view, from, to);
  }
  finish(): Cells {
    const dictionary = this.dictionary.texts(decoder);
    return {kind: "value", column: {codes: narrow(this.codes, dictionary.length), dictionary}};
  }
}

/** Numbers of `size` rows; missing until set. */
export class NumberCells {
  readonly values: Float64Array;

  constructor(size: number) {
    this.values = new Float64Array(size).fill(NaN);
  }
  finish(): Cells {
    return {kind: "value", column: measure(this.values)};
  }
}

/** Times of `size` rows: values and marks of cells.ts. */
export class TimeColumn {
  readonly value: Float64Array;
  readonly mark: Uint8Array;

  constructor(size: number) {
    this.value = new Float64Array(size);
    this.mark = new Uint8Array(size);
  }
  finish(): Cells {
    return {kind: "time", value: this.value, mark: this.mark, other: new Map()};
  }
}

/** Anything else: scalars as they are, records as columns of their own, lists as JSON text. */
export class AnyColumns {
  readonly #columns = new Map<string, ValueColumn>();

  constructor(
    private readonly name: string,
    private readonly size: number,
  ) {}
  set(row: number, value: unknown): void {
    this.#set(this.name, row, value, 0);
  }
  finish(): [name: string, cells: Cells][] {
    if (this.#columns.size === 0) this.#columns.set(this.name, new ValueColumn());
    return [...this.#columns].map(([name, column]) => [name, column.finish(this.size)]);
  }
  #set(name: string, row: number, value: unknown, depth: number): void {
    if (isRecord(value) && !(value instanceof Date) && !ArrayBuffer.isView(value) && depth < 32) {
      for (const key of Object.keys(value)) this.#set(`${name}.${key}`, row, value[key], depth + 1);
      return;
    }
    const scalar: Scalar | null = ArrayBuffer.isView(value) ? bytesText(value) : scalarOf(value);
    if (scalar === null) return;
    let column = this.#columns.get(name);
    if (!column) this.#columns.set(name, (column = new ValueColumn()));
    column.set(row, scalar);
  }
}

function bytesText(view: ArrayBufferView): string {
  if (view instanceof Uint8Array) return decoder.decode(view);
  return JSON.stringify(
    Array.from(view as unknown as ArrayLike<unknown>, (value) => (typeof value === "bigint" ? String(value) : value)),
  );
}
