// Counts of adjacent pairs, and of the units that have them.
import {grown, PairTable} from "./pair-table.js";

/** Pair k is `source[k]` followed by `target[k]`; it occurs `count[k]` times in `units[k]` units. */
export interface PairCounts {
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  readonly count: Uint32Array;
  readonly units: Uint32Array;
}

/** Up to this many names every pair has a place of its own; beyond that only pairs that occur. */
const DIRECT = 512;

export class PairCounter {
  readonly #names: number;
  readonly #table: PairTable | null;
  #count: Uint32Array;
  #units: Uint32Array;
  // One more than the last unit that was seen with a pair.
  #seen: Uint32Array;

  constructor(names: number) {
    this.#names = names;
    this.#table = names <= DIRECT ? null : new PairTable();
    const places = this.#table ? 256 : names * names;
    this.#count = new Uint32Array(places);
    this.#units = new Uint32Array(places);
    this.#seen = new Uint32Array(places);
  }

  add(codes: Uint32Array, length: number, unit: number): void {
    const table = this.#table;
    for (let i = 1; i < length; i++) {
      const id = table ? table.idOf(codes[i - 1]!, codes[i]!) : codes[i - 1]! * this.#names + codes[i]!;
      if (id >= this.#count.length) this.#grow();
      this.#count[id]!++;
      if (this.#seen[id] === unit + 1) continue;
      this.#seen[id] = unit + 1;
      this.#units[id]!++;
    }
  }

  counts(): PairCounts {
    const table = this.#table;
    const ids = Uint32Array.from(this.#count.keys()).filter((id) => this.#count[id]! > 0);
    return {
      source: ids.map((id) => (table ? table.a[id]! : Math.floor(id / this.#names))),
      target: ids.map((id) => (table ? table.b[id]! : id % this.#names)),
      count: ids.map((id) => this.#count[id]!),
      units: ids.map((id) => this.#units[id]!),
    };
  }

  #grow(): void {
    const length = this.#count.length * 2;
    this.#count = grown(this.#count, length);
    this.#units = grown(this.#units, length);
    this.#seen = grown(this.#seen, length);
  }
}

/** Counts of disjoint sets of units added up. */
export function mergePairs(parts: readonly PairCounts[]): PairCounts {
  const table = new PairTable();
  const count: number[] = [];
  const units: number[] = [];
  for (const part of parts) {
    part.source.forEach((source, i) => {
      const id = table.idOf(source, part.target[i]!);
      count[id] = (count[id] ?? 0) + part.count[i]!;
      units[id] = (units[id] ?? 0) + part.units[i]!;
    });
  }
  const {size, a, b} = table;
  return {
    source: a.slice(0, size),
    target: b.slice(0, size),
    count: Uint32Array.from(count),
    units: Uint32Array.from(units),
  };
}
