// People (or accounts) as sets of keys, each under its canonical id.
import {byCodePoint} from "../model/order.js";
import type {Keys} from "./keys.js";
import type {UnionFind} from "./union-find.js";

/** Sets of keys by place (from 0), in the order of their first keys. Keys that nothing kept names are nobody's. */
export class Parties {
  readonly size: number;
  /** How many keys are somebody's. */
  readonly keyCount: number;
  /** Key → place; −1 for key 0 and for keys that are nobody's. */
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
    let [size, count] = [0, 0];
    for (let key = 1; key < keys; key++) {
      if (!registry.isUsed(key)) continue;
      count++;
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
    this.keyCount = count;
    this.#canonical = canonical;
    [this.#offsets, this.#members] = size === keys - 1 ? [null, canonical] : groups(this.placeOf, size);
  }

  /** The canonical id. */
  id(place: number): string {
    return this.registry.text(this.#canonical[place]!);
  }

  /** The canonical id of the party that a key belongs to; the key itself when it is nobody's. */
  idOfKey(key: number): string {
    const place = this.placeOf[key]!;
    return place < 0 ? this.registry.text(key) : this.id(place);
  }

  keys(place: number): Uint32Array {
    if (this.#offsets === null) return this.#members.subarray(place, place + 1);
    return this.#members.subarray(this.#offsets[place], this.#offsets[place + 1]);
  }
}

function groups(placeOf: Int32Array, size: number): [offsets: Uint32Array, members: Uint32Array] {
  const offsets = new Uint32Array(size + 1);
  const each = (visit: (place: number, key: number) => void) => {
    for (let key = 1; key < placeOf.length; key++) if (placeOf[key]! >= 0) visit(placeOf[key]!, key);
  };
  each((place) => offsets[place + 1]!++);
  for (let place = 0; place < size; place++) offsets[place + 1]! += offsets[place]!;
  const next = offsets.slice();
  const members = new Uint32Array(offsets[size]!);
  each((place, key) => (members[next[place]!++] = key));
  return [offsets, members];
}
