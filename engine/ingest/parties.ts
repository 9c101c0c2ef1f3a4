// People (or accounts) as sets of keys, each under its canonical id.
import {byCodePoint} from "../model/order.js";
import type {Keys} from "./keys.js";
import type {UnionFind} from "./union-find.js";

/** Sets of keys by place (from 0), in the order of their first keys. */
export class Parties {
  readonly size: number;
  /** Key → place; −1 for key 0. */
  readonly placeOf: Int32Array;
  readonly #canonical: Uint32Array;
  // Keys of place p: `#members[#offsets[p]] … `; null when every key is a party of its own.
  readonly #offsets: Uint32Array | null;
  readonly #members: Uint32Array;

  /** `better(a, b)` is negative when key a names a party better than key b; of equals the smallest text does. */
  constructor(
    private readonly registry: Keys,
    sets: UnionFind | null,
    better: (a: number, b: number) => number,
  ) {
    const keys = registry.size;
    this.placeOf = new Int32Array(keys).fill(-1);
    const places = new Int32Array(sets ? keys : 0).fill(-1);
    const canonical = new Uint32Array(keys);
    let size = 0;
    for (let key = 1; key < keys; key++) {
      const root = sets ? sets.find(key) : key;
      let place = sets ? places[root]! : -1;
      if (place < 0) {
        place = size++;
        if (sets) places[root] = place;
        canonical[place] = key;
      } else if (
        (better(key, canonical[place]!) || byCodePoint(registry.text(key), registry.text(canonical[place]!))) < 0
      )
        canonical[place] = key;
      this.placeOf[key] = place;
    }
    this.size = size;
    this.#canonical = canonical;
    [this.#offsets, this.#members] = size === keys - 1 ? [null, canonical] : groups(this.placeOf, size);
  }

  /** The canonical id. */
  id(place: number): string {
    return this.registry.text(this.#canonical[place]!);
  }

  /** The canonical id of the party that a key belongs to. */
  idOfKey(key: number): string {
    return this.id(this.placeOf[key]!);
  }

  keys(place: number): Uint32Array {
    if (this.#offsets === null) return this.#members.subarray(place, place + 1);
    return this.#members.subarray(this.#offsets[place], this.#offsets[place + 1]);
  }
}

function groups(placeOf: Int32Array, size: number): [offsets: Uint32Array, members: Uint32Array] {
  const offsets = new Uint32Array(size + 1);
  for (let key = 1; key < placeOf.length; key++) offsets[placeOf[key]! + 1]!++;
  for (let place = 0; place < size; place++) offsets[place + 1]! += offsets[place]!;
  const next = offsets.slice();
  const members = new Uint32Array(placeOf.length - 1);
  for (let key = 1; key < placeOf.length; key++) members[next[placeOf[key]!]!++] = key;
  return [offsets, members];
}
