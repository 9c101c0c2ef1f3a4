// The events of all files as one set of columns, without repeats.
import {codesFor, dictColumn, type Column, type DictColumn} from "../model/column.js";
import {textAt, type TypeName} from "./cells.js";
import {concatDicts, concatFloats, concatProps, concatWords} from "./concat.js";
import type {EventColumns} from "./event-columns.js";
import type {EventPart} from "./event-part.js";

/** Events of all files as one set of columns. */
export interface Whole extends EventColumns {
  readonly source: DictColumn;
  readonly file: DictColumn;
  /** Number of the record in its file; null = one file, whose records are the rows. */
  readonly row: Float64Array | null;
  readonly part: Uint16Array;
  /** Place of each row among the events of all parts; null = its own number. */
  readonly arrival: Uint32Array | null;
  readonly props: Map<string, Column>;
}

/** All parts below each other. `types` are stated by the user. */
export function concatParts(parts: readonly EventPart[], types: Readonly<Record<string, TypeName>>): Whole {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const words = (name: "person" | "anon" | "account") => concatWords(partsOf(parts, name), size);
  const floats = (name: "ts" | "seq" | "amount") => concatFloats(partsOf(parts, name), size);
  const dicts = (name: "name" | "id" | "session" | "currency" | "stage") => concatDicts(partsOf(parts, name), size);
  return {
    size,
    person: words("person") ?? new Uint32Array(0),
    anon: words("anon"),
    account: words("account"),
    ts: floats("ts") ?? new Float64Array(0),
    name: dicts("name") ?? dictColumn([]),
    id: dicts("id"),
    session: dicts("session"),
    seq: floats("seq"),
    amount: floats("amount"),
    currency: dicts("currency"),
    stage: dicts("stage"),
    source: sourceColumn(parts, size),
    file: perPart(parts, size, (part) => part.book.path),
    row: rowNumbers(parts, size),
    part: partNumbers(parts, size),
    arrival: null,
    props: concatProps(parts, size, types, warnOfMisfit),
  };
}

const partsOf = <K extends keyof EventColumns>(parts: readonly EventPart[], name: K) =>
  parts.map((part) => ({size: part.size, values: part[name]}));

function warnOfMisfit({book, places, props}: EventPart, prop: string, r: number): void {
  const found = props.get(prop);
  const value = found?.kind === "cells" ? textAt(found.cells, r) : null;
  const what = `value is not of the type stated for column "${prop}" and counts as missing`;
  book.warn(what, places.line(r), places.row(r), prop, value);
}

function sourceColumn(parts: readonly EventPart[], size: number): DictColumn {
  if (parts.every(({source}) => source === null)) return perPart(parts, size, ({book}) => book.source);
  const columns = parts.map((part) => ({
    size: part.size,
    values: part.source ?? {codes: new Uint8Array(part.size).fill(1), dictionary: [null, part.book.source]},
  }));
  return concatDicts(columns, size)!;
}

function perPart(parts: readonly EventPart[], size: number, text: (part: EventPart) => string): DictColumn {
  const texts = dictColumn(parts.map(text));
  const codes = codesFor(texts.dictionary.length, size);
  let at = 0;
  parts.forEach((part, p) => codes.fill(texts.codes[p]!, at, (at += part.size)));
  return {codes, dictionary: texts.dictionary};
}

function rowNumbers(parts: readonly EventPart[], size: number): Float64Array | null {
  if (parts.length === 1 && !parts[0]!.records && parts[0]!.places.plain) return null;
  const out = new Float64Array(size);
  let at = 0;
  for (const {size: rows, records, places} of parts) {
    const plain = places.plain;
    for (let i = 0; i < rows; i++) {
      const record = records ? records[i]! : i;
      out[at++] = plain ? record + 1 : places.row(record);
    }
  }
  return out;
}

function partNumbers(parts: readonly EventPart[], size: number): Uint16Array {
  const out = new Uint16Array(size);
  let at = 0;
  parts.forEach((part, p) => out.fill(p, at, (at += part.size)));
  return out;
}

/** Tells the books when the first and the last event of each file were. Rows of a part are neighbours. */
export function countPeriods({ts, part}: Whole, parts: readonly EventPart[]): void {
  for (let i = 0; i < ts.length;) {
    const p = part[i]!;
    let [from, to] = [Infinity, -Infinity];
    for (; i < ts.length && part[i] === p; i++) {
      const t = ts[i]!;
      if (t < from) from = t;
      if (t > to) to = t;
    }
    const {book} = parts[p]!;
    book.from = Math.min(book.from, from);
    book.to = Math.max(book.to, to);
  }
}
