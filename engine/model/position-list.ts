// A list of positions of an index, with what was read along it: filters that change ask the same list again and again.
import {codesFor, isDict, type Column} from "./column.js";
import type {RowList} from "./where.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`. */
export interface Candidates {
  readonly offsets: Uint32Array;
  readonly positions: Uint32Array;
}

/** The arrays it gives are shared by all who ask, and must not be written to. */
export class PositionList implements Candidates, RowList {
  readonly #read = new Map<Column, Column>();
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
      this.length * (1 + (this.#ts ? 2 : 0) + (this.bits ? 1 : 0)) +
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
