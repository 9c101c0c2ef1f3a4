// Collects records that are objects (JSON, rows from code) into columns; nested objects become dotted names.
import {DataError} from "../model/errors.js";
import type {Scalar} from "../model/column.js";
import {isRecord} from "../model/is-record.js";
import type {Format} from "./format.js";
import type {Limits} from "./options.js";
import {Places} from "./places.js";
import type {RecordTable} from "./record-table.js";
import {ValueColumn} from "./value-column.js";

/** Takes in objects one by one. */
export class ObjectTable {
  size = 0;
  readonly places = new Places();
  readonly #columns = new Map<string, ValueColumn>();

  constructor(
    private readonly path: string,
    private readonly limits: Required<Limits>,
  ) {}

  add(record: object, row: number, line: number): void {
    this.#addObject(record, "", 0);
    this.places.push(row, line);
    this.size++;
  }

  finish(format: Format, read: number): RecordTable {
    const names = [...this.#columns.keys()];
    return {
      format,
      names,
      cells: names.map((name) => this.#columns.get(name)!.finish(this.size)),
      size: this.size,
      read,
      places: this.places,
    };
  }

  #addObject(object: object, prefix: string, depth: number): void {
    if (depth > this.limits.nesting)
      throw new DataError(`has records nested deeper than ${this.limits.nesting} (limits.nesting)`, this.path);
    for (const key of Object.keys(object)) {
      const value = (object as Record<string, unknown>)[key];
      if (value === null || value === undefined) continue;
      const name = prefix + key;
      if (isRecord(value) && !(value instanceof Date)) this.#addObject(value, `${name}.`, depth + 1);
      else this.#column(name).set(this.size, scalarOf(value));
    }
  }

  #column(name: string): ValueColumn {
    let column = this.#columns.get(name);
    if (!column) {
      if (this.#columns.size >= this.limits.columns)
        throw new DataError(
          `has more than ${this.limits.columns} columns (limits.columns); keys may be data`,
          this.path,
        );
      this.#columns.set(name, (column = new ValueColumn()));
    }
    return column;
  }
}

/** A value as a scalar: dates as ISO instants, big integers as text (numbers when safe), lists as JSON text. */
export function scalarOf(value: unknown): Scalar | null {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "invalid date" : value.toISOString();
  if (typeof value === "object")
    return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner)) ?? null;
  return String(value);
}
