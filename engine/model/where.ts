// Row filters: which events of a list satisfy a `where`. Works on whole lists at a time, through truth tables over dictionaries.
import {isDict, type Column} from "./column.js";
import {comparison} from "./compare.js";
import type {Predicate, PropTerm, Where} from "./predicate-schema.js";

/** What a filter needs to know of the data it runs over. */
export interface RowSource {
  readonly size: number;
  /** The property along all positions, or null when nothing carries it. Throws for a name the data does not know. */
  property(prop: string, path: string): Column | null;
  /** One byte a unit: does the unit satisfy the term at `asOf`? */
  unitTruth(term: Predicate, path: string): Uint8Array;
  /** The unit of each position. */
  unitOf(): Uint32Array;
}

/** 1 for each listed position (all positions when null) that satisfies the filter. */
export function whereMask(source: RowSource, where: Where | Predicate, positions: Uint32Array | null, path: string): Uint8Array {
  const n = positions ? positions.length : source.size;
  if ("all" in where) return fold(where.all, source, positions, `${path}.all`, 1, n);
  if ("any" in where) return fold(where.any, source, positions, `${path}.any`, 0, n);
  if ("not" in where) return flip(whereMask(source, where.not, positions, `${path}.not`));
  if ("prop" in where && (where.at === undefined || where.at === "event")) return termMask(source, where, positions, path, n);
  return spread(source, source.unitTruth(where, path), positions, n);
}

function fold(
  parts: readonly (Where | Predicate)[], source: RowSource, positions: Uint32Array | null, path: string, start: 0 | 1, n: number,
): Uint8Array {
  const mask = new Uint8Array(n).fill(start);
  parts.forEach((part, p) => {
    const other = whereMask(source, part, positions, `${path}[${p}]`);
    if (start) for (let i = 0; i < n; i++) mask[i]! &= other[i]!;
    else for (let i = 0; i < n; i++) mask[i]! |= other[i]!;
  });
  return mask;
}

function flip(mask: Uint8Array): Uint8Array {
  for (let i = 0; i < mask.length; i++) mask[i]! ^= 1;
  return mask;
}

function termMask(source: RowSource, term: PropTerm, positions: Uint32Array | null, path: string, n: number): Uint8Array {
  const column = source.property(term.prop, path);
  const holds = comparison(term.op, term.value);
  const mask = new Uint8Array(n);
  if (!column) return mask.fill(holds(null) ? 1 : 0);
  if (isDict(column)) {
    const truth = Uint8Array.from(column.dictionary, (value) => (holds(value) ? 1 : 0));
    const {codes} = column;
    if (positions) for (let i = 0; i < n; i++) mask[i] = truth[codes[positions[i]!]!]!;
    else for (let i = 0; i < n; i++) mask[i] = truth[codes[i]!]!;
    return mask;
  }
  return numberMask(column.values, holds, positions, mask);
}

function numberMask(
  values: Float64Array, holds: (value: number | null) => boolean, positions: Uint32Array | null,
  mask: Uint8Array,
): Uint8Array {
  for (let i = 0; i < mask.length; i++) {
    const value = values[positions ? positions[i]! : i]!;
    mask[i] = holds(value === value ? value : null) ? 1 : 0;
  }
  return mask;
}

function spread(source: RowSource, truth: Uint8Array, positions: Uint32Array | null, n: number): Uint8Array {
  const unitOf = source.unitOf();
  const mask = new Uint8Array(n);
  for (let i = 0; i < n; i++) mask[i] = truth[unitOf[positions ? positions[i]! : i]!]!;
  return mask;
}
