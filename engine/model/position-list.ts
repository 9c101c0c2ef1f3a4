// A list of positions of an index, with what was read along it: filters that change ask the same list again and again.
import {codesFor, gather, isDict, type Column, type DictColumn} from "./column.js";
import type {RowList} from "./where.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`. */
export interface Candidates {
  readonly offsets: Uint32Array;
  readonly positions: Uint32Array;
}

/** Entries in the order of their values: those with code c are `entries[starts[c] … starts[c + 1] - 1]`, ascending. */
interface ByValue {
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
}

/** The arrays it gives are shared by all who ask, and must not be written to. */
export class PositionList implements Candidates, RowList {
  readonly #read = new Map<Column, Column>();
  readonly #byValue = new Map<DictColumn, ByValue>();
  #ts: Float64Array | null = null;
  /** Bits of the entries by name, and what they were made from. */
  bits: {readonly key: string; readonly bits: Uint32Array} | null = null;

  /** `whole`: the positions are 0, 1, 2 … to the end, so that columns serve as they are. */
  constructor(
    readonly offsets: Uint32Array,
    readonly positions: Uint32Array,
    readonly whole: boolean,
  ) {}

  get length(): number {
    return this.positions.length;
  }

  /** Entries, counting what was read along them: what it costs to keep the list. */
  get weight(): number {
    return (
      this.length * (1 + (this.#ts ? 2 : 0) + (this.bits ? 1 : 0) + this.#byValue.size) +
      [...this.#read.values()].reduce((sum, column) => sum + weightOf(column), 0)
    );
  }

  /** The instants of the entries; `ts` are those of the index. */
  instants(ts: Float64Array): Float64Array {
    if (this.whole) return ts;
    return (this.#ts ??= gathered(ts, this.positions, new Float64Array(this.length)));
  }

  along(column: Column): Column {
    if (this.whole) return column;
    let read = this.#read.get(column);
    if (!read) {
      read = isDict(column)
        ? {
            codes: gathered(column.codes, this.positions, codesFor(column.dictionary.length, this.length)),
            dictionary: column.dictionary,
          }
        : {values: gathered(column.values, this.positions, new Float64Array(this.length))};
      this.#read.set(column, read);
    }
    return read;
  }

  ofUnits(truth: Uint8Array): Uint8Array {
    const mask = new Uint8Array(this.length);
    for (let u = 0; u < truth.length; u++) if (truth[u]) mask.fill(1, this.offsets[u], this.offsets[u + 1]);
    return mask;
  }

  /** The entries with a value of a column, ascending. */
  entriesOf(column: DictColumn, code: number): Uint32Array {
    let found = this.#byValue.get(column);
    if (!found) this.#byValue.set(column, (found = byValue(this.along(column) as DictColumn, this.length)));
    return found.entries.subarray(found.starts[code], found.starts[code + 1]);
  }
}

/** Some entries of a list, ascending. */
export class EntryList implements RowList {
  #positions: Uint32Array | null = null;
  constructor(
    readonly list: PositionList,
    readonly entries: Uint32Array,
  ) {}

  get length(): number {
    return this.entries.length;
  }
  get positions(): Uint32Array {
    return (this.#positions ??= gathered(this.list.positions, this.entries, new Uint32Array(this.length)));
  }
  instants(ts: Float64Array): Float64Array {
    return gathered(this.list.instants(ts), this.entries, new Float64Array(this.length));
  }
  along(column: Column): Column {
    return gather(this.list.along(column), this.entries);
  }
  ofUnits(truth: Uint8Array): Uint8Array {
    const {offsets} = this.list;
    const mask = new Uint8Array(this.length);
    for (let i = 0, u = 0; i < mask.length; i++) {
      while (this.entries[i]! >= offsets[u + 1]!) u++;
      mask[i] = truth[u]!;
    }
    return mask;
  }
}

// Counts how many entries each code has, then puts each entry in its place.
function byValue({codes, dictionary}: DictColumn, length: number): ByValue {
  const starts = new Uint32Array(dictionary.length + 2);
  for (let i = 0; i < length; i++) starts[codes[i]! + 2]!++;
  for (let c = 2; c < starts.length; c++) starts[c]! += starts[c - 1]!;
  const entries = new Uint32Array(length);
  for (let i = 0; i < length; i++) entries[starts[codes[i]! + 1]!++] = i;
  return {starts, entries};
}

function weightOf(column: Column): number {
  return (isDict(column) ? column.codes.byteLength : column.values.byteLength) / 4;
}

/** `out[i] = values[positions[i]]`. */
export function gathered<A extends {length: number; [i: number]: number}>(
  values: A,
  positions: Uint32Array,
  out: A,
): A {
  for (let i = 0; i < positions.length; i++) out[i] = values[positions[i]!]!;
  return out;
}
