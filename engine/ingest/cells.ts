// The cells of one column of a file, as read: text that keeps every character, or values of formats that have types.
import {codesFor, dictColumn, narrow, type Codes, type Column, type DictColumn, type Scalar} from "../model/column.js";

/** Text in which every cell so far is a plain decimal number: exact digits, `decimals` 255 for an empty cell. */
export interface DecimalCells {
  readonly kind: "decimal";
  readonly mantissa: Float64Array;
  readonly decimals: Uint8Array;
}
/** Any other text. Code 0 is an empty cell. */
export interface TextCells {
  readonly kind: "text";
  readonly codes: Codes;
  readonly dictionary: readonly (string | null)[];
}
/** Values of a format with types (JSON, Arrow, Parquet, rows from code). */
export interface ValueCells {
  readonly kind: "value";
  readonly column: Column;
}
/** Times read while the file was read; see times.ts. */
export interface TimeCells {
  readonly kind: "time";
  readonly value: Float64Array;
  /** One of the marks of times.ts. */
  readonly mark: Uint8Array;
  /** The text of cells that are no time by their form. */
  readonly other: ReadonlyMap<number, string>;
}
/** JSON objects taken apart while they were read; see member-column.ts. */
export interface MemberCells {
  readonly kind: "members";
  readonly size: number;
  readonly members: ReadonlyMap<string, Member>;
  /** The text of cells that are no object of plain members; code 0 = none. */
  readonly other: {readonly codes: Uint32Array; readonly dictionary: readonly (string | null)[]};
}
/** One member's values; rows after the last code have none. */
export interface Member {
  readonly codes: Uint32Array;
  readonly dictionary: readonly (Scalar | null)[];
}
export type Cells = DecimalCells | TextCells | ValueCells | TimeCells | MemberCells;

export const EMPTY = 255;
const POWERS = Array.from({length: 16}, (_, n) => Number(`1e${n}`));

/** The number a decimal cell means; NaN for an empty one. Exact: one division of two exact integers. */
export function decimalAt(cells: DecimalCells, r: number): number {
  const decimals = cells.decimals[r]!;
  return decimals === EMPTY ? NaN : cells.mantissa[r]! / POWERS[decimals]! + 0;
}

/** The very text of a decimal cell, or null. */
export function decimalText(cells: DecimalCells, r: number): string | null {
  const decimals = cells.decimals[r]!;
  if (decimals === EMPTY) return null;
  const mantissa = cells.mantissa[r]!;
  const sign = mantissa < 0 || Object.is(mantissa, -0) ? "-" : "";
  const digits = String(Math.abs(mantissa)).padStart(decimals + 1, "0");
  const whole = digits.length - decimals;
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

/** A cell as text, or null when it is empty. Typed values are spelled as JavaScript spells them. */
export function textAt(cells: Cells, r: number): string | null {
  if (cells.kind === "text") return cells.dictionary[cells.codes[r]!] ?? null;
  if (cells.kind === "decimal") return decimalText(cells, r);
  if (cells.kind === "time") return timeText(cells, r);
  if (cells.kind === "members") return memberText(cells, r);
  const value = scalarAt(cells, r);
  return value === null ? null : String(value);
}

/** A cell as it is: text of text formats, else the typed value. */
export function scalarAt(cells: Cells, r: number): Scalar | null {
  if (cells.kind !== "value") return textAt(cells, r);
  const {column} = cells;
  if ("codes" in column) return column.dictionary[column.codes[r]!] ?? null;
  const value = column.values[r]!;
  return Number.isNaN(value) ? null : value;
}

function timeText(cells: TimeCells, r: number): string | null {
  const other = cells.other.get(r);
  if (other !== undefined) return other;
  const mark = cells.mark[r]!;
  if (mark === 0) return null;
  if (mark === NUMBER) return String(cells.value[r]);
  const iso = new Date(cells.value[r]!).toISOString();
  return mark === INSTANT ? iso : mark === DAY_ONLY ? iso.slice(0, 10) : iso.slice(0, -1);
}

// The members that have a value, for whoever wants the cell as a whole.
function memberText({members, other}: MemberCells, r: number): string | null {
  const text = other.dictionary[other.codes[r] ?? 0];
  if (typeof text === "string") return text;
  const found = [...members].flatMap(([name, {codes, dictionary}]) => {
    const value = dictionary[codes[r] ?? 0] ?? null;
    return value === null ? [] : [[name, value] as const];
  });
  return found.length === 0 ? null : JSON.stringify(Object.fromEntries(found));
}

/** Marks of a time cell: nothing, an instant, a local clock reading, a local day, a number of unknown unit, other text. */
export const NOTHING = 0;
export const INSTANT = 1;
export const LOCAL = 2;
export const DAY_ONLY = 3;
export const NUMBER = 4;
export const OTHER = 5;

/** The column as dictionary-coded text: for ids and names, which are always text. */
export function asTexts(cells: Cells): DictColumn {
  if (cells.kind === "text") return cells;
  if (cells.kind === "decimal") return decimalTexts(cells);
  if (cells.kind === "time" || cells.kind === "members")
    return dictColumn(Array.from({length: sizeOf(cells)}, (_, r) => textAt(cells, r)));
  const {column} = cells;
  if (!("codes" in column))
    return dictColumn(Array.from(column.values, (value) => (Number.isNaN(value) ? null : String(value))));
  return recoded(column, (value) => (value === null || value === "" ? null : String(value)));
}

/** `asTexts` without the blanks around texts; blank is missing. */
export function trimmedTexts(cells: Cells): DictColumn {
  const texts = asTexts(cells);
  const blank = texts.dictionary.some((text) => typeof text === "string" && text.trim() !== text);
  return blank ? recoded(texts, (text) => String(text ?? "").trim() || null) : texts;
}

// Whole numbers, the usual ids, are told apart as numbers: each different one is spelled once.
function decimalTexts(cells: DecimalCells): DictColumn {
  const {mantissa, decimals} = cells;
  const dictionary: (string | null)[] = [null];
  const known = new Map<number | string, number>();
  const codes = new Uint32Array(mantissa.length);
  for (let r = 0; r < codes.length; r++) {
    if (decimals[r] === EMPTY) continue;
    const plain = decimals[r] === 0 && !Object.is(mantissa[r], -0);
    const key = plain ? mantissa[r]! : decimalText(cells, r)!;
    let code = known.get(key);
    if (code === undefined) known.set(key, (code = dictionary.push(decimalText(cells, r)) - 1));
    codes[r] = code;
  }
  return {codes: narrow(codes, dictionary.length), dictionary};
}

/** The same codes under another dictionary; values that become equal share a code. */
export function recoded(column: DictColumn, change: (value: Scalar | null) => Scalar | null): DictColumn {
  const dictionary: (Scalar | null)[] = [null];
  const known = new Map<Scalar, number>();
  const to = Uint32Array.from(column.dictionary, (value) => {
    const changed = change(value);
    if (changed === null) return 0;
    let code = known.get(changed);
    if (code === undefined) known.set(changed, (code = dictionary.push(changed) - 1));
    return code;
  });
  if (dictionary.length === column.dictionary.length && to.every((code, i) => code === i))
    return {codes: column.codes, dictionary};
  const codes = codesFor(dictionary.length, column.codes.length);
  for (let i = 0; i < codes.length; i++) codes[i] = to[column.codes[i]!]!;
  return {codes, dictionary};
}

export type TypeName = "text" | "number" | "boolean";

/** What the text of a column could be read as: the type that every non-empty cell fits. Typed columns have their types already. */
export function textType(cells: Cells): TypeName | "none" {
  if (cells.kind === "decimal") return cells.decimals.every((d) => d === EMPTY) ? "none" : "number";
  if (cells.kind !== "text") return "none";
  const {dictionary} = cells;
  if (dictionary.length === 1) return "none";
  let boolean = true;
  for (let code = 1; code < dictionary.length && boolean; code++)
    boolean = dictionary[code] === "true" || dictionary[code] === "false";
  return boolean ? "boolean" : "text";
}

/** The column as a property of the given type; cells that do not fit are missing and counted by `misfit`. */
export function asProperty(cells: Cells, type: TypeName | null, misfit: (r: number) => void = () => {}): Column {
  if (cells.kind === "value" && type === null) return cells.column;
  if (type === "text" || (type === null && cells.kind !== "decimal")) return narrowed(asTexts(cells));
  if (type === "boolean") return converted(cells, readBoolean, misfit);
  if (cells.kind !== "decimal") return converted(cells, readNumber, misfit);
  return measure(Float64Array.from(cells.mantissa, (_, r) => decimalAt(cells, r)));
}

function converted(cells: Cells, read: (value: Scalar) => Scalar | null, misfit: (r: number) => void): Column {
  const values: (Scalar | null)[] = [];
  for (let r = 0, n = sizeOf(cells); r < n; r++) {
    const value = scalarAt(cells, r);
    const fit = value === null ? null : read(value);
    if (value !== null && fit === null) misfit(r);
    values.push(fit);
  }
  const numbers = values.every((value) => value === null || typeof value === "number");
  return numbers
    ? measure(Float64Array.from(values, (value) => (value === null ? NaN : Number(value))))
    : dictColumn(values);
}

function readBoolean(value: Scalar): boolean | null {
  if (typeof value === "boolean") return value;
  const text = String(value).trim().toLowerCase();
  if (text === "true" || text === "1" || text === "yes") return true;
  return text === "false" || text === "0" || text === "no" ? false : null;
}

function readNumber(value: Scalar): number | null {
  if (typeof value === "boolean") return null;
  const number = typeof value === "number" ? value : value.trim() === "" ? NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** From so many different numbers on, a column holds them themselves. */
export const FEW = 256;

/** A number column: dictionary codes when there are few different values, else the numbers themselves. */
export function measure(values: Float64Array): Column {
  const seen = new Set<number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== value || seen.has(value)) continue;
    seen.add(value);
    if (seen.size >= FEW) return {values};
  }
  return dictColumn(values);
}

function narrowed(column: DictColumn): DictColumn {
  return {codes: narrow(column.codes, column.dictionary.length), dictionary: column.dictionary};
}

export function sizeOf(cells: Cells): number {
  if (cells.kind === "text") return cells.codes.length;
  if (cells.kind === "decimal") return cells.mantissa.length;
  if (cells.kind === "time") return cells.mark.length;
  if (cells.kind === "members") return cells.size;
  return "codes" in cells.column ? cells.column.codes.length : cells.column.values.length;
}
