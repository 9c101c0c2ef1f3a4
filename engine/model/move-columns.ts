// Brings columns into another order of rows. To fetch a row from far away is what takes the time, so bytes are fetched four columns at a time.
import {codesFor, gather, isDict, narrow, type Column, type DictColumn, type Scalar} from "./column.js";

/**
 * The columns, each with row i from row `order[i]`, under their names. Codes are given anew by first appearance, so that they too depend on
 * the content alone; entries that no row uses are left out. Yields between columns.
 */
export function* moveColumns<Name>(
  columns: ReadonlyMap<Name, Column>,
  order: Uint32Array,
): Generator<void, Map<Name, Column>> {
  const moved = new Map<Name, Column>();
  const bytes: [Name, DictColumn][] = [];
  for (const [name, column] of columns) {
    if (isDict(column) && isConstant(column)) moved.set(name, column);
    else if (isDict(column) && column.codes instanceof Uint8Array) bytes.push([name, column]);
    else {
      moved.set(
        name,
        isDict(column) ? recoded(column, (gather(column, order) as DictColumn).codes) : gather(column, order),
      );
      yield;
    }
  }
  for (let at = 0; at < bytes.length; at += LANES) {
    const some = bytes.slice(at, at + LANES);
    const words = fetched(
      some.map(([, {codes}]) => codes),
      order,
    );
    yield;
    for (const [lane, [name, column]] of some.entries()) {
      moved.set(name, recoded(column, laneOf(words, lane)));
      yield;
    }
  }
  return moved;
}

/** Bytes in a word. */
const LANES = 4;

const isConstant = ({codes, dictionary}: DictColumn) => dictionary.length === 2 && !codes.includes(0);

/** The bytes of up to four columns side by side, in the new order. */
function fetched(columns: readonly ArrayLike<number>[], order: Uint32Array): Uint32Array {
  const words = new Uint32Array(order.length);
  for (const [lane, codes] of columns.entries()) put(words, codes, 8 * lane);
  const out = new Uint32Array(order.length);
  for (let i = 0; i < out.length; i++) out[i] = words[order[i]!]!;
  return out;
}

function put(words: Uint32Array, codes: ArrayLike<number>, shift: number): void {
  for (let i = 0; i < words.length; i++) words[i]! |= codes[i]! << shift;
}

function laneOf(words: Uint32Array, lane: number): Uint8Array {
  const out = new Uint8Array(words.length);
  const shift = 8 * lane;
  for (let i = 0; i < out.length; i++) out[i] = words[i]! >>> shift;
  return out;
}

// `codes` are changed where they lie.
function recoded({dictionary}: DictColumn, codes: DictColumn["codes"]): DictColumn {
  const to = codesFor(dictionary.length, dictionary.length);
  const used: (Scalar | null)[] = [null];
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code === 0) continue;
    let known = to[code]!;
    if (known === 0) to[code] = known = used.push(dictionary[code]!) - 1;
    codes[i] = known;
  }
  return {codes: narrow(codes, used.length), dictionary: used};
}
