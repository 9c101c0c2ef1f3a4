// Traits of people and accounts with the time from which they hold, and profile properties made of them.
import type {Scalar} from "../model/column.js";
import {hashText} from "../model/hash.js";
import {byCodePoint} from "../model/order.js";
import type {ProfileProp} from "../model/profiles.js";
import {floats, ints, words} from "./growable.js";

/** Traits by name, written down as they come: who (a key), what, since when, and how much the source is trusted. */
export class TraitBook {
  readonly #props = new Map<string, TraitColumn>();

  /** Null and empty values say nothing. `rank`: lower wins where two sources say different things of one instant. */
  add(key: number, prop: string, value: Scalar | null, validFrom: number, rank: number): void {
    if (key === 0 || value === null || value === "" || value !== value) return;
    let column = this.#props.get(prop);
    if (!column) this.#props.set(prop, (column = new TraitColumn()));
    column.add(key, value, validFrom, rank);
  }

  get isEmpty(): boolean {
    return this.#props.size === 0;
  }

  /** A hash of all traits, whatever the order in which they came. */
  digest(textOf: (key: number) => string): string {
    return hashText(
      [...this.#props]
        .sort(([a], [b]) => byCodePoint(a, b))
        .map(([name, column]) => `${name} ${column.digest(textOf)}`)
        .join("\n"),
    );
  }

  /** The newest value of every trait, by party; `partyOf` gives the party of a key, −1 = leave out. */
  latest(partyOf: (key: number) => number): Map<number, Record<string, Scalar>> {
    const found = new Map<number, Record<string, Scalar>>();
    for (const name of [...this.#props.keys()].sort(byCodePoint)) this.#props.get(name)!.latest(name, partyOf, found);
    return found;
  }

  /** Profiles of `units` units; `unitOf` gives the unit of a key, −1 = none of them. */
  profiles(units: number, unitOf: (key: number) => number): Map<string, ProfileProp> {
    const names = [...this.#props.keys()].sort(byCodePoint);
    return new Map(names.map((name) => [name, this.#props.get(name)!.profile(units, unitOf)]));
  }
}

class TraitColumn {
  readonly #keys = ints();
  readonly #codes = words();
  readonly #from = floats();
  readonly #rank = words();
  readonly #dictionary: (Scalar | null)[] = [null];
  readonly #known = new Map<Scalar, number>();

  add(key: number, value: Scalar, validFrom: number, rank: number): void {
    let code = this.#known.get(value);
    if (code === undefined) this.#known.set(value, (code = this.#dictionary.push(value) - 1));
    this.#keys.push(key);
    this.#codes.push(code);
    this.#from.push(validFrom);
    this.#rank.push(rank);
  }

  // A sum over entries does not depend on their order.
  digest(textOf: (key: number) => string): string {
    let sum = 0;
    const word = (text: string) => Number.parseInt(hashText(text).slice(-8), 16);
    const keys = new Map<number, number>();
    const values = this.#dictionary.map((value) => word(`${typeof value}${String(value)}`));
    for (let i = 0; i < this.#keys.size; i++) {
      const key = this.#keys.values[i]!;
      let who = keys.get(key);
      if (who === undefined) keys.set(key, (who = word(textOf(key))));
      const since = Math.trunc(this.#from.values[i]! / 1000) | 0;
      sum = (sum + Math.imul(values[this.#codes.values[i]!]! ^ Math.imul(who ^ since, 1597334677), 2654435761)) | 0;
    }
    return `${this.#keys.size} ${sum}`;
  }

  profile(units: number, unitOf: (key: number) => number): ProfileProp {
    const unit = Int32Array.from(this.#keys.values.subarray(0, this.#keys.size), unitOf);
    const order = this.#inOrder(unit);
    const kept = order.filter((i, at) => this.#stays(unit, order, i, at));
    const offsets = new Uint32Array(units + 1);
    for (const i of kept) offsets[unit[i]! + 1]!++;
    for (let u = 0; u < units; u++) offsets[u + 1]! += offsets[u]!;
    return {
      offsets,
      validFrom: Float64Array.from(kept, (i) => this.#from.values[i]!),
      column: {codes: Uint32Array.from(kept, (i) => this.#codes.values[i]!), dictionary: this.#dictionary},
    };
  }

  latest(name: string, partyOf: (key: number) => number, into: Map<number, Record<string, Scalar>>): void {
    const party = Int32Array.from(this.#keys.values.subarray(0, this.#keys.size), partyOf);
    let last = -1;
    // The newest comes last, and of one instant the most trusted first.
    for (const i of this.#inOrder(party)) {
      const newer = last < 0 || party[last] !== party[i] || this.#from.values[last] !== this.#from.values[i];
      if (!newer) continue;
      last = i;
      let traits = into.get(party[i]!);
      if (!traits) into.set(party[i]!, (traits = Object.create(null) as Record<string, Scalar>));
      traits[name] = this.#dictionary[this.#codes.values[i]!]!;
    }
  }

  // By unit and time; of one instant the most trusted comes first, then the smallest text.
  #inOrder(unit: Int32Array): number[] {
    const from = this.#from.values;
    const rank = this.#rank.values;
    const text = (i: number) => String(this.#dictionary[this.#codes.values[i]!]);
    const all: number[] = [];
    for (let i = 0; i < unit.length; i++) if (unit[i]! >= 0) all.push(i);
    return all.sort(
      (a, b) =>
        unit[a]! - unit[b]! ||
        (from[a] === from[b] ? rank[a]! - rank[b]! || byCodePoint(text(a), text(b)) : from[a]! - from[b]!),
    );
  }

  // One value an instant, and none that repeats the one before.
  #stays(unit: Int32Array, order: readonly number[], i: number, at: number): boolean {
    const before = order[at - 1];
    if (before === undefined || unit[before] !== unit[i]) return true;
    return this.#from.values[before] !== this.#from.values[i];
  }
}
