// Columns of values: dictionary codes for text, booleans and few-valued numbers; 64-bit floats for measures.

/** A property value. Missing is `null`, never `undefined` or NaN. */
export type Scalar = string | number | boolean;
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** `dictionary[codes[i]]` is the value of row i. `dictionary[0]` is always `null`: code 0 means missing. */
export interface DictColumn {
  readonly codes: Codes;
  readonly dictionary: readonly (Scalar | null)[];
}
/** `values[i]` is the value of row i; NaN means missing. */
export interface NumberColumn {
  readonly values: Float64Array;
}
export type Column = DictColumn | NumberColumn;

export function isDict(column: Column): column is DictColumn {
  return "codes" in column;
}

/** The value of row `i`, or null. */
export function valueAt(column: Column, i: number): Scalar | null {
  if (isDict(column)) return column.dictionary[column.codes[i]!] ?? null;
  const value = column.values[i]!;
  return Number.isNaN(value) ? null : value;
}

/** The narrowest code array that can hold `cardinality` different codes. */
export function codesFor(cardinality: number, length: number): Codes {
  if (cardinality <= 0x100) return new Uint8Array(length);
  return cardinality <= 0x10000 ? new Uint16Array(length) : new Uint32Array(length);
}

/** Dictionary-codes plain values. Codes follow first appearance. */
export function dictColumn(values: ArrayLike<Scalar | null | undefined>): DictColumn {
  const dictionary: (Scalar | null)[] = [null];
  const known = new Map<Scalar, number>();
  const codes = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = dictionary.push(value) - 1));
    codes[i] = code;
  }
  return {codes: narrow(codes, dictionary.length), dictionary};
}

/** The same codes in the narrowest array that holds them (copies unless already narrowest). */
export function narrow(codes: Codes, cardinality: number): Codes {
  const out = codesFor(cardinality, 0);
  if (out.BYTES_PER_ELEMENT >= codes.BYTES_PER_ELEMENT) return codes;
  return cardinality <= 0x100 ? new Uint8Array(codes) : new Uint16Array(codes);
}

const dictionaries = new WeakMap<NumberColumn, DictColumn>();

/** A column as dictionary codes; measures are coded once and remembered. */
export function asDict(column: Column): DictColumn {
  if (isDict(column)) return column;
  let coded = dictionaries.get(column);
  if (!coded) dictionaries.set(column, (coded = dictColumn(column.values)));
  return coded;
}

/** The rows of `column` in another order: row i of the result is row `rows[i]`. Copies. */
export function gather(column: Column, rows: Uint32Array): Column {
  if (!isDict(column)) {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!;
    return {values};
  }
  const codes = codesFor(column.dictionary.length, rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
  return {codes, dictionary: column.dictionary};
}
