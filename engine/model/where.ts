// Row filters: which events of a list satisfy a `where`. Works on whole lists at a time, through truth tables over dictionaries.
import {isDict, type Column} from "./column.js";
import {comparison} from "./compare.js";
import type {Predicate, PropTerm, Where} from "./predicate-schema.js";

/** What a filter needs to know of the data it runs over. */
export interface RowSource {
  /** The property along all positions, or null when nothing carries it. Throws for a name the data does not know. */
  property(prop: string, path: string): Column | null;
  /** One byte a unit: does the unit satisfy the term at `asOf`? */
  unitTruth(term: Predicate, path: string): Uint8Array;
}

/** The rows that a filter is asked about. */
export interface RowList {
  readonly length: number;
  /** A column's values at these rows. */
  along(column: Column): Column;
  /** For each row the byte of its unit. */
  ofUnits(truth: Uint8Array): Uint8Array;
}

/** 1 for each row that satisfies the filter. The caller may change the answer. */
export function whereMask(source: RowSource, where: Where | Predicate, rows: RowList, path: string): Uint8Array {
  if ("all" in where) return fold(where.all, source, rows, `${path}.all`, 1);
  if ("any" in where) return fold(where.any, source, rows, `${path}.any`, 0);
  if ("not" in where) return flip(whereMask(source, where.not, rows, `${path}.not`));
  if ("prop" in where && (where.at === undefined || where.at === "event")) return termMask(source, where, rows, path);
  return rows.ofUnits(source.unitTruth(where, path));
}

function fold(
  parts: readonly (Where | Predicate)[],
  source: RowSource,
  rows: RowList,
  path: string,
  empty: 0 | 1,
): Uint8Array {
  const masks = parts.map((part, p) => whereMask(source, part, rows, `${path}[${p}]`));
  const [mask = new Uint8Array(rows.length).fill(empty), ...others] = masks;
  for (const other of others) {
    if (empty) for (let i = 0; i < mask.length; i++) mask[i]! &= other[i]!;
    else for (let i = 0; i < mask.length; i++) mask[i]! |= other[i]!;
  }
  return mask;
}

function flip(mask: Uint8Array): Uint8Array {
  for (let i = 0; i < mask.length; i++) mask[i]! ^= 1;
  return mask;
}

function termMask(source: RowSource, term: PropTerm, rows: RowList, path: string): Uint8Array {
  const column = source.property(term.prop, path);
  const holds = comparison(term.op, term.value);
  const mask = new Uint8Array(rows.length);
  if (!column) return mask.fill(holds(null) ? 1 : 0);
  const own = rows.along(column);
  if (!isDict(own)) return numberMask(own.values, holds, mask);
  const truth = Uint8Array.from(own.dictionary, (value) => (holds(value) ? 1 : 0));
  return codeMask(own.codes, truth, mask);
}

function codeMask(codes: ArrayLike<number>, truth: Uint8Array, mask: Uint8Array): Uint8Array {
  for (let i = 0; i < mask.length; i++) mask[i] = truth[codes[i]!]!;
  return mask;
}

function numberMask(values: Float64Array, holds: (value: number | null) => boolean, mask: Uint8Array): Uint8Array {
  for (let i = 0; i < mask.length; i++) {
    const value = values[i]!;
    mask[i] = holds(value === value ? value : null) ? 1 : 0;
  }
  return mask;
}
