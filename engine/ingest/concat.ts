// Puts the columns of several files one below the other.
import {
  asDict,
  codesFor,
  dictColumn,
  gather,
  isDict,
  type Column,
  type DictColumn,
  type Scalar,
} from "../model/column.js";
import {asProperty, textType, type Cells, type TypeName} from "./cells.js";
import type {EventPart, PropPart} from "./event-part.js";

/** A column of one part; null = it has none. */
interface Part<V> {
  readonly size: number;
  readonly values: V | null;
}

/** Numbers of all parts; parts without the column give NaN. */
export const concatFloats = (parts: readonly Part<Float64Array>[], size: number): Float64Array | null =>
  concatArrays(parts, () => new Float64Array(size).fill(NaN));

/** Codes of all parts, which share one registry; parts without the column give 0. */
export const concatWords = (parts: readonly Part<Uint32Array>[], size: number): Uint32Array | null =>
  concatArrays(parts, () => new Uint32Array(size));

function concatArrays<A extends Float64Array | Uint32Array>(parts: readonly Part<A>[], empty: () => A): A | null {
  if (parts.every(({values}) => values === null)) return null;
  if (parts.length === 1) return parts[0]!.values;
  const out = empty();
  let at = 0;
  for (const part of parts) {
    if (part.values) out.set(part.values, at);
    at += part.size;
  }
  return out;
}

/** Dictionary columns of all parts under one dictionary. */
export function concatDicts(parts: readonly Part<DictColumn>[], size: number): DictColumn | null {
  if (parts.every(({values}) => values === null)) return null;
  if (parts.length === 1) return parts[0]!.values;
  const dictionary: (Scalar | null)[] = [null];
  const known = new Map<Scalar, number>();
  const maps = parts.map(({values}) =>
    Uint32Array.from(values?.dictionary ?? [null], (value) => {
      if (value === null) return 0;
      let code = known.get(value);
      if (code === undefined) known.set(value, (code = dictionary.push(value) - 1));
      return code;
    }),
  );
  const codes = codesFor(dictionary.length, size);
  let at = 0;
  parts.forEach(({size: rows, values}, p) => {
    const map = maps[p]!;
    if (values) for (let i = 0; i < rows; i++) codes[at + i] = map[values.codes[i]!]!;
    at += rows;
  });
  return {codes, dictionary};
}

function concatColumns(parts: readonly Part<Column>[], size: number): Column {
  if (parts.length === 1) return parts[0]!.values!;
  // A part without values says nothing of what the values are.
  const plain = parts.every(({values}) => values === null || !isDict(values) || values.dictionary.length === 1);
  const numbers = (column: Column | null) => (column && !isDict(column) ? column.values : null);
  const floats = plain
    ? concatFloats(
        parts.map((part) => ({size: part.size, values: numbers(part.values)})),
        size,
      )
    : null;
  if (floats) return {values: floats};
  return concatDicts(
    parts.map((part) => ({size: part.size, values: part.values && asDict(part.values)})),
    size,
  )!;
}

/**
 * All properties of all parts. A column of text files is numeric (or boolean) only if it is in every text file that has it, so
 * splitting a log into files does not change its types. `types` overrides.
 */
export function concatProps(
  parts: readonly EventPart[],
  size: number,
  types: Readonly<Record<string, TypeName>>,
  misfit: (part: EventPart, prop: string, record: number) => void,
): Map<string, Column> {
  const names = new Set(parts.flatMap(({props}) => [...props.keys()]));
  const wanted = new Map(Object.entries(types));
  const out = new Map<string, Column>();
  for (const name of names) {
    const found = parts.map((part) => part.props.get(name));
    const type = wanted.get(name) ?? commonType(found);
    const columns = parts.map((part, p) => {
      const prop = found[p];
      return {
        size: part.size,
        values: prop ? columnOf(prop, type, wanted.has(name), (r) => misfit(part, name, r)) : null,
      };
    });
    out.set(name, concatColumns(columns, size));
  }
  return out;
}

function commonType(props: readonly (PropPart | undefined)[]): TypeName {
  const found = new Set(
    props.flatMap((prop) => (prop?.kind === "cells" && isText(prop.cells) ? [textType(prop.cells)] : [])),
  );
  found.delete("none");
  return found.size === 1 ? ([...found][0] as TypeName) : "text";
}

const isText = (cells: Cells) => cells.kind === "text" || cells.kind === "decimal";

function columnOf(prop: PropPart, type: TypeName, forced: boolean, misfit: (r: number) => void): Column {
  if (prop.kind === "column")
    return forced ? asProperty({kind: "value", column: prop.column}, type, misfit) : prop.column;
  const column = asProperty(prop.cells, forced || isText(prop.cells) ? type : null, misfit);
  if (!prop.records) return column;
  const taken = gather(column, prop.records);
  if (prop.bare) clear(taken, prop.bare);
  return compact(taken);
}

function clear(column: Column, bare: Uint8Array): void {
  for (let i = 0; i < bare.length; i++) {
    if (bare[i] === 0) continue;
    if (isDict(column)) column.codes[i] = 0;
    else column.values[i] = NaN;
  }
}

// A selection may use few entries of a large dictionary.
function compact(column: Column): Column {
  if (!isDict(column) || column.dictionary.length < 1024 || column.dictionary.length < column.codes.length)
    return column;
  return dictColumn(Array.from(column.codes, (code) => column.dictionary[code]));
}
