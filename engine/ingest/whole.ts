// The events of all files as one set of columns, without repeats.
import {codesFor, dictColumn, gather, type Column, type DictColumn} from "../model/column.js";
import {textAt, type TypeName} from "./cells.js";
import {concatDicts, concatFloats, concatProps, concatWords} from "./concat.js";
import {duplicateContent, duplicateIds, remaining, type Repeats} from "./dedupe.js";
import type {EventPart} from "./event-part.js";
import type {IdentityBook} from "./identity.js";

/** Events of all files as one set of columns. */
export interface Whole {
  readonly size: number;
  readonly person: Uint32Array;
  readonly anon: Uint32Array | null;
  readonly account: Uint32Array | null;
  readonly ts: Float64Array;
  readonly name: DictColumn;
  readonly id: DictColumn | null;
  readonly session: DictColumn | null;
  readonly seq: Float64Array | null;
  readonly amount: Float64Array | null;
  readonly currency: DictColumn | null;
  readonly stage: DictColumn | null;
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
  const words = (get: (part: EventPart) => Uint32Array | null) =>
    concatWords(
      parts.map((part) => ({size: part.size, values: get(part)})),
      size,
    );
  const floats = (get: (part: EventPart) => Float64Array | null) =>
    concatFloats(
      parts.map((part) => ({size: part.size, values: get(part)})),
      size,
    );
  const dicts = (get: (part: EventPart) => DictColumn | null) =>
    concatDicts(
      parts.map((part) => ({size: part.size, column: get(part)})),
      size,
    );
  const misfit = (part: EventPart, prop: string, r: number) => {
    const found = part.props.get(prop);
    const value = found?.kind === "cells" ? textAt(found.cells, r) : null;
    part.book.warn(
      `value is not of the type stated for column "${prop}" and counts as missing`,
      part.places.line(r),
      part.places.row(r),
      prop,
      value,
    );
  };
  return {
    size,
    person: words((part) => part.person) ?? new Uint32Array(0),
    anon: words((part) => part.anon),
    account: words((part) => part.account),
    ts: floats((part) => part.ts) ?? new Float64Array(0),
    name: dicts((part) => part.name) ?? dictColumn([]),
    id: dicts((part) => part.id),
    session: dicts((part) => part.session),
    seq: floats((part) => part.seq),
    amount: floats((part) => part.amount),
    currency: dicts((part) => part.currency),
    stage: dicts((part) => part.stage),
    source: sourceColumn(parts, size),
    file: perPart(parts, size, (part) => part.book.path),
    row: rowNumbers(parts, size),
    part: partNumbers(parts, size),
    arrival: null,
    props: concatProps(parts, size, types, misfit),
  };
}

function sourceColumn(parts: readonly EventPart[], size: number): DictColumn {
  if (parts.every(({source}) => source === null)) return perPart(parts, size, ({book}) => book.source);
  const columns = parts.map((part) => ({
    size: part.size,
    column: part.source ?? {codes: new Uint8Array(part.size).fill(1), dictionary: [null, part.book.source]},
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

/** Drops repeats (semantics 2.2) and reports them to the books. */
export function dropRepeats(
  whole: Whole,
  parts: readonly EventPart[],
  dedupe: "id" | "content",
  keys: Pick<IdentityBook, "people" | "anons" | "accounts">,
): Whole {
  const kept = whole.id
    ? tidy(whole, duplicateIds(repeats(whole, keys), whole.id, whole.source.codes), parts, "duplicate id")
    : whole;
  return dedupe === "content"
    ? tidy(kept, duplicateContent(repeats(kept, keys), kept.id), parts, "duplicate row")
    : kept;
}

function repeats(
  whole: Whole,
  {people, anons, accounts}: Pick<IdentityBook, "people" | "anons" | "accounts">,
): Repeats {
  const {person, anon, account} = whole;
  return {
    ...whole,
    who: (row) =>
      [people.text(person[row]!), anon ? anons.text(anon[row]!) : "", account ? accounts.text(account[row]!) : ""].join(
        "\u001f",
      ),
  };
}

function tidy(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: string): Whole {
  const kept = remaining(whole.size, dropped);
  if (!kept) return whole;
  reportDropped(whole, dropped, parts, reason);
  const words = (values: Uint32Array | null) => values && kept.map((i) => values[i]!);
  const floats = (values: Float64Array | null) => values && Float64Array.from(kept, (i) => values[i]!);
  const dict = <C extends DictColumn | null>(column: C) => (column && gather(column, kept)) as C;
  return {
    size: kept.length,
    person: words(whole.person)!,
    anon: words(whole.anon),
    account: words(whole.account),
    ts: floats(whole.ts)!,
    name: dict(whole.name),
    id: dict(whole.id),
    session: dict(whole.session),
    seq: floats(whole.seq),
    amount: floats(whole.amount),
    currency: dict(whole.currency),
    stage: dict(whole.stage),
    source: dict(whole.source),
    file: dict(whole.file),
    row: whole.row ? floats(whole.row) : Float64Array.from(kept, (i) => i + 1),
    part: Uint16Array.from(kept, (i) => whole.part[i]!),
    arrival: whole.arrival ? kept.map((i) => whole.arrival![i]!) : kept,
    props: new Map([...whole.props].map(([name, column]) => [name, gather(column, kept)])),
  };
}

// A record is rejected when all its events are repeats and it gave nothing else.
function reportDropped(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: string): void {
  const starts: number[] = [];
  let at = 0;
  for (const part of parts) {
    starts.push(at);
    at += part.size;
  }
  const gone = new Set(dropped);
  const told = new Set<string>();
  for (const i of dropped) {
    const p = whole.part[i]!;
    const part = parts[p]!;
    const key = `${p} ${rowAt(whole, i)}`;
    if (told.has(key)) continue;
    told.add(key);
    const event = (whole.arrival ? whole.arrival[i]! : i) - starts[p]!;
    const record = part.records ? part.records[event]! : event;
    if ((part.sole && part.sole[event] === 0) || !wholeRecordGone(whole, gone, i)) {
      part.book.warn("event repeats an earlier one and was dropped", part.places.line(record), part.places.row(record));
      continue;
    }
    part.book.kept--;
    part.book.reject(
      part.places.row(record),
      part.places.line(record),
      reason,
      reason === "duplicate id" ? part.idColumn : null,
      reason === "duplicate id" && whole.id ? String(whole.id.dictionary[whole.id.codes[i]!] ?? "") : null,
    );
  }
}

const rowAt = ({row}: Whole, i: number) => (row ? row[i]! : i + 1);

// Events of one record are neighbours.
function wholeRecordGone(whole: Whole, gone: ReadonlySet<number>, i: number): boolean {
  const {part, size} = whole;
  const same = (j: number) => j >= 0 && j < size && part[j] === part[i] && rowAt(whole, j) === rowAt(whole, i);
  for (let j = i - 1; same(j); j--) if (!gone.has(j)) return false;
  for (let j = i + 1; same(j); j++) if (!gone.has(j)) return false;
  return true;
}

// First and last event of each file. Rows of a part are neighbours.
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
