// A field of JSON records as adapters see it: member by member.
import {narrow, type Column, type Scalar} from "../model/column.js";
import type {Field, Members} from "./adapter.js";
import {FEW, measure, type MemberCells} from "./cells.js";
import {ColumnField} from "./fields.js";
import {parseJson} from "./json-text.js";
import {scalarOf} from "./object-table.js";

/** Makes a record of a value of JSON; null when it is none. */
export type RecordOf = (value: unknown) => Readonly<Record<string, unknown>> | null;

export function membersOf(field: Field, recordOf: RecordOf): Members {
  return field instanceof ColumnField && field.cells.kind === "members"
    ? new ColumnMembers(field.cells, recordOf)
    : new RecordMembers(field, recordOf);
}

/** Records that are parsed one after the other. */
export class RecordMembers implements Members {
  #at = -1;
  #record: ReturnType<RecordOf> = {};
  constructor(
    private readonly field: Field,
    private readonly recordOf: RecordOf,
  ) {}
  /** Null when the cell is no record. */
  record(r: number): ReturnType<RecordOf> {
    if (r === this.#at) return this.#record;
    this.#at = r;
    if (this.field.text(r) === null) return (this.#record = {});
    const value = this.field.json(r);
    return (this.#record = value === undefined ? null : this.recordOf(value));
  }
  get(r: number, name: string): Scalar | null {
    const record = this.record(r);
    return record && Object.hasOwn(record, name) ? scalarOf(record[name]) : null;
  }
  broken(r: number): boolean {
    return this.record(r) === null;
  }
}

/** Members of a column that was taken apart while it was read. */
export class ColumnMembers implements Members {
  readonly #others: readonly ReturnType<RecordOf>[];

  constructor(
    private readonly cells: MemberCells,
    recordOf: RecordOf,
  ) {
    this.#others = cells.other.dictionary.map((text) => (text === null ? {} : recordIn(text, recordOf)));
  }
  get(r: number, name: string): Scalar | null {
    const other = this.cells.other.codes[r] ?? 0;
    if (other !== 0) return scalarOf(this.#others[other]?.[name]);
    const member = this.cells.members.get(name);
    return member?.dictionary[member.codes[r] ?? 0] ?? null;
  }
  broken(r: number): boolean {
    return this.#others[this.cells.other.codes[r] ?? 0] === null;
  }

  /** Each member of these records as a column, without those that none of them has. */
  columns(records: Uint32Array): Map<string, Column> {
    const out = new Map<string, Column>();
    const names = new Set([
      ...this.cells.members.keys(),
      ...this.#others.flatMap((record) => Object.keys(record ?? {})),
    ]);
    for (const name of names) {
      const column = this.#column(name, records);
      if (column) out.set(name, column);
    }
    return out;
  }

  #column(name: string, records: Uint32Array): Column | null {
    const {members, other} = this.cells;
    const {codes, dictionary} = members.get(name) ?? {codes: new Uint32Array(0), dictionary: [null]};
    const extended = [...dictionary];
    const known = new Map<Scalar | null, number>();
    const ofOther = this.#others.map((record) => {
      const value = record && Object.hasOwn(record, name) ? scalarOf(record[name]) : null;
      if (value === null || value === "") return 0;
      if (known.size === 0) extended.forEach((text, code) => known.set(text, code));
      let code = known.get(value);
      if (code === undefined) known.set(value, (code = extended.push(value) - 1));
      return code;
    });
    const out = new Uint32Array(records.length);
    const used = new Uint8Array(extended.length);
    for (let i = 0; i < out.length; i++) {
      const r = records[i]!;
      const special = r < other.codes.length ? other.codes[r]! : 0;
      const code = special !== 0 ? ofOther[special]! : r < codes.length ? codes[r]! : 0;
      out[i] = code;
      used[code] = 1;
    }
    return used.indexOf(1, 1) < 0 ? null : typed(out, extended, used);
  }
}

// Numbers where every value that occurs is one; `used` marks those that occur.
function typed(codes: Uint32Array, dictionary: readonly (Scalar | null)[], used: Uint8Array): Column {
  const numeric = dictionary.every((value, code) => code === 0 || used[code] === 0 || typeof value === "number");
  if (!numeric || dictionary.length <= FEW) return {codes: narrow(codes, dictionary.length), dictionary};
  const values = new Float64Array(codes.length);
  for (let i = 0; i < values.length; i++) values[i] = (dictionary[codes[i]!] as number | null) ?? NaN;
  return measure(values);
}

function recordIn(text: string, recordOf: RecordOf): ReturnType<RecordOf> {
  if (text.trim() === "") return {};
  try {
    return recordOf(parseJson(text));
  } catch {
    return null;
  }
}
