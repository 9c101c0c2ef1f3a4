// The cells of a file as adapters see them: by column of a table, or by key or path of a record.
import {isRecord} from "../model/is-record.js";
import type {Field, TimeField} from "./adapter.js";
import {asTexts, decimalAt, scalarAt, textAt, type Cells} from "./cells.js";
import {parseJson} from "./json-text.js";
import {scalarOf} from "./object-table.js";
import type {TimeCounts} from "./time-notes.js";
import {singleTimes, type SingleTime} from "./single-times.js";
import {reasonOf, readTimes, type TimeOptions} from "./times.js";

/** A cell of a column that is not there. */
export function missingField(name: string): Field {
  const nothing = () => null;
  return {
    name,
    present: false,
    text: nothing,
    raw: () => undefined,
    number: nothing,
    flag: nothing,
    json: () => undefined,
  };
}

/** A column of a table. */
export class ColumnField implements Field {
  readonly present = true;
  constructor(
    readonly name: string,
    readonly cells: Cells,
  ) {}
  text(r: number): string | null {
    const text = textAt(this.cells, r);
    return text === null ? null : text.trim() || null;
  }
  raw(r: number): unknown {
    return scalarAt(this.cells, r) ?? undefined;
  }
  number(r: number): number | null {
    if (this.cells.kind === "decimal") {
      const number = decimalAt(this.cells, r);
      return Number.isNaN(number) ? null : number;
    }
    const value = scalarAt(this.cells, r);
    return typeof value === "number" ? value : value === null ? null : measureOf(String(value));
  }
  flag(r: number): boolean | null {
    const value = scalarAt(this.cells, r);
    return typeof value === "boolean" ? value : value === null ? null : flagOf(String(value));
  }
  json(r: number): unknown {
    return jsonOf(scalarAt(this.cells, r));
  }
}

/** The first of some keys or paths that has a value, in records that come one after the other. */
export class PathField implements Field {
  readonly #paths: readonly Path[];
  constructor(
    /** As whom it is spoken of. */
    readonly name: string,
    readonly present: boolean,
    private readonly recordAt: (r: number) => unknown,
    names: readonly string[] = [name],
  ) {
    this.#paths = names.map((name) => ({name, keys: name.split(".")}));
  }
  raw(r: number): unknown {
    const record = this.recordAt(r);
    if (!isRecord(record)) return undefined;
    for (const path of this.#paths) {
      const value = valueAt(record, path);
      if (value !== undefined) return value;
    }
    return undefined;
  }
  text(r: number): string | null {
    const raw = this.raw(r);
    if (typeof raw === "string") return raw.trim() || null;
    const value = scalarOf(raw);
    return value === null ? null : String(value).trim() || null;
  }
  number(r: number): number | null {
    const value = this.raw(r);
    return typeof value === "number" ? value : typeof value === "string" ? measureOf(value) : null;
  }
  flag(r: number): boolean | null {
    const value = this.raw(r);
    if (typeof value === "boolean") return value;
    return typeof value === "string" || typeof value === "number" ? flagOf(String(value)) : null;
  }
  json(r: number): unknown {
    return jsonOf(this.raw(r));
  }
}

interface Path {
  readonly name: string;
  readonly keys: readonly string[];
}

function valueAt(record: Record<string, unknown>, {name, keys}: Path): unknown {
  if (keys.length === 1 || Object.hasOwn(record, name)) return ownValue(record, name) ?? undefined;
  let at: unknown = record;
  for (const key of keys)
    at = typeof at === "object" && at !== null ? ownValue(at as Record<string, unknown>, key) : undefined;
  return at ?? undefined;
}

const ownValue = (record: Record<string, unknown>, key: string) =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const MEASURE = /^([+-]?)\s*\p{Sc}?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?\s*(?:%|\p{Sc})?$/u;

/** `1,204`, `$2,500,000`, `88.5%` as numbers; null for anything else. */
export function measureOf(text: string): number | null {
  const match = MEASURE.exec(text.trim());
  return match ? Number(`${match[1]}${match[2]!.replaceAll(",", "")}${match[3] ?? ""}${match[4] ?? ""}`) : null;
}

function flagOf(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (word === "true" || word === "1" || word === "yes" || word === "t" || word === "y") return true;
  return word === "false" || word === "0" || word === "no" || word === "f" || word === "n" ? false : null;
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== "string") return value ?? undefined;
  try {
    return parseJson(value);
  } catch {
    return undefined;
  }
}

/** A field as instants: a whole column at once, so that it can prove its own date order; of records one by one. */
export function timeField(field: Field, options: TimeOptions, counts: Counts): TimeField {
  if (field instanceof ColumnField) return columnTimes(field, options, counts);
  if (field instanceof PathField) return recordTimes(field, options, counts);
  return {
    name: field.name,
    present: false,
    at: () => NaN,
    problem: () => "no time",
    dayOnly: () => false,
    text: () => null,
  };
}

/** Counts of a column's times, filled while they are read. */
export type Counts = {-readonly [K in keyof TimeCounts]: number};

function recordTimes(field: PathField, options: TimeOptions, counts: Counts): TimeField {
  const read = singleTimes({...options, lenient: true});
  let last = -1;
  let found: SingleTime = {ts: NaN, problem: "no time", dayOnly: false, local: 0, inGap: 0, inFold: 0};
  const at = (r: number) => {
    if (r === last) return found;
    last = r;
    found = read(scalarOf(field.raw(r)));
    counts.local += found.local;
    counts.inGap += found.inGap;
    counts.inFold += found.inFold;
    return found;
  };
  return {
    name: field.name,
    present: field.present,
    at: (r) => at(r).ts,
    problem: (r) => at(r).problem || null,
    dayOnly: (r) => at(r).dayOnly,
    text: (r) => field.text(r),
  };
}

function columnTimes(field: ColumnField, options: TimeOptions, counts: Counts): TimeField {
  const times = readTimes(field.cells, {...options, lenient: true});
  ({local: counts.local, inGap: counts.inGap, inFold: counts.inFold} = times);
  return {
    name: field.name,
    present: true,
    at: (r) => times.ts[r]!,
    problem: (r) => (times.problem[r] === 0 ? null : reasonOf(times, r)),
    dayOnly: (r) => times.dayOnly[r] === 1,
    text: (r) => field.text(r),
  };
}

/** A function of a field's text, computed once for each different text; `empty` where there is none. */
export function mappedField<T, E>(field: Field, compute: (text: string) => T, empty: E): (r: number) => T | E {
  if (field instanceof ColumnField) {
    const {codes, dictionary} = asTexts(field.cells);
    const known = new Array<T | E | undefined>(dictionary.length);
    return (r) => {
      const code = codes[r]!;
      let value = known[code];
      if (value === undefined) {
        const text = String(dictionary[code] ?? "").trim();
        known[code] = value = text === "" ? empty : compute(text);
      }
      return value;
    };
  }
  const known = new Map<string, T>();
  return (r) => {
    const text = field.text(r);
    if (text === null) return empty;
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = compute(text)));
    return value;
  };
}
