// A list of positions of an index, with what was read along it: filters that change ask the same list again and again.
import {codesFor, gather, isDict, type Column, type DictColumn} from "./column.js";
import type {RowList} from "./where.js";

/**
 * Group g owns entries `offsets[g] … offsets[g + 1] - 1`, all of one unit. Groups are in the order of their units. The arrays it gives are
 * shared by all who ask, and must not be written to.
 */
export class PositionList implements RowList {
  readonly #read = new Map<Column, Column>();
  readonly #parts = new Map<DictColumn, Parts>();
  #ts: Float64Array | null = null;
  /** Bits of the entries by name, and what they were made from. */
  bits: {readonly key: string; readonly bits: Uint32Array} | null = null;

  /** `whole`: the positions are 0, 1, 2 … to the end, so that columns serve as they are. */
  constructor(
    readonly offsets: Uint32Array,
    readonly positions: Uint32Array,
    readonly whole: boolean,
    /** The unit of each group; null where every unit has one, empty or not. */
    readonly units: Uint32Array | null = null,
  ) {}

  get length(): number {
    return this.positions.length;
  }

  /** Entries, counting what was read along them: what it costs to keep the list. */
  get weight(): number {
    return this.length + this.read;
  }

  /** What was read along the list, in entries. */
  get read(): number {
    const columns = [...this.#read.values()].reduce((sum, column) => sum + weightOf(column), 0);
    const parts = [...this.#parts.values()].reduce((sum, {weight}) => sum + weight, 0);
    return this.length * ((this.#ts ? 2 : 0) + (this.bits ? 1 : 0)) + columns + parts;
  }

  /** Lets go of everything that was read along the list; what was given away stays as it is. */
  forget(): void {
    this.#read.clear();
    this.#parts.clear();
    [this.#ts, this.bits] = [null, null];
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
    const {offsets, units} = this;
    const mask = new Uint8Array(this.length);
    for (let g = 0; g + 1 < offsets.length; g++)
      if (truth[units ? units[g]! : g]) mask.fill(1, offsets[g], offsets[g + 1]);
    return mask;
  }

  /** The entries with a value of a column as a list of its own, which has groups only of units that have such entries. */
  withValue(column: DictColumn, code: number): PositionList {
    let parts = this.#parts.get(column);
    if (!parts) this.#parts.set(column, (parts = new Parts(this, this.along(column) as DictColumn)));
    return parts.list(code);
  }
}

/** A list cut up by the values of a column: the parts lie one after the other in the order of their codes. */
class Parts {
  /** By code: where its entries and its groups start. */
  readonly #entries: Uint32Array;
  readonly #groups: Uint32Array;
  readonly #positions: Uint32Array;
  /** Of each group its unit and where it starts in its part, which ends with its length and so has one place more than groups. */
  readonly #units: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #lists = new Map<number, PositionList>();

  constructor(list: PositionList, {codes, dictionary}: DictColumn) {
    const count = dictionary.length;
    const {entries, groups} = sizes(list, codes, count);
    this.#entries = entries;
    this.#groups = groups;
    this.#positions = new Uint32Array(entries[count]!);
    this.#units = new Uint32Array(groups[count]!);
    this.#offsets = new Uint32Array(groups[count]! + count);
    this.#fill(list, codes, count);
  }

  get weight(): number {
    const read = [...this.#lists.values()].reduce((sum, list) => sum + list.read, 0);
    return this.#positions.length + this.#units.length + this.#offsets.length + read;
  }

  list(code: number): PositionList {
    let list = this.#lists.get(code);
    if (!list) this.#lists.set(code, (list = this.#part(code)));
    return list;
  }

  #part(code: number): PositionList {
    const [first, end] = [this.#groups[code]!, this.#groups[code + 1]!];
    return new PositionList(
      this.#offsets.subarray(first + code, end + code + 1),
      this.#positions.subarray(this.#entries[code], this.#entries[code + 1]),
      false,
      this.#units.subarray(first, end),
    );
  }

  #fill({offsets, positions, units}: PositionList, codes: ArrayLike<number>, count: number): void {
    const [starts, nextEntry, nextGroup] = [this.#entries, this.#entries.slice(), this.#groups.slice()];
    const latest = new Int32Array(count).fill(-1);
    for (let g = 0; g + 1 < offsets.length; g++) {
      for (let i = offsets[g]!, end = offsets[g + 1]!; i < end; i++) {
        const code = codes[i]!;
        const at = nextEntry[code]!++;
        this.#positions[at] = positions[i]!;
        if (latest[code] === g) continue;
        latest[code] = g;
        const group = nextGroup[code]!++;
        this.#units[group] = units ? units[g]! : g;
        this.#offsets[group + code] = at - starts[code]!;
      }
    }
    for (let code = 0; code < count; code++)
      this.#offsets[this.#groups[code + 1]! + code] = starts[code + 1]! - starts[code]!;
  }
}

/** By code how many entries and groups come before it, and at the end how many there are. */
function sizes({offsets}: PositionList, codes: ArrayLike<number>, count: number) {
  const [entries, groups] = [new Uint32Array(count + 1), new Uint32Array(count + 1)];
  const latest = new Int32Array(count).fill(-1);
  for (let g = 0; g + 1 < offsets.length; g++) {
    for (let i = offsets[g]!, end = offsets[g + 1]!; i < end; i++) {
      const code = codes[i]!;
      entries[code + 1]!++;
      if (latest[code] === g) continue;
      latest[code] = g;
      groups[code + 1]!++;
    }
  }
  for (let code = 1; code <= count; code++) {
    entries[code]! += entries[code - 1]!;
    groups[code]! += groups[code - 1]!;
  }
  return {entries, groups};
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
    const {offsets, units} = this.list;
    const mask = new Uint8Array(this.length);
    for (let i = 0, g = 0; i < mask.length; i++) {
      while (this.entries[i]! >= offsets[g + 1]!) g++;
      mask[i] = truth[units ? units[g]! : g]!;
    }
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
