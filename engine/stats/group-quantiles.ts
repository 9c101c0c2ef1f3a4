// Quantiles of values in groups, and of all values together, without sorting any of them (R type 7; semantics 1.6).
import {select} from "./select.js";

/** Values, and the group of each: 1, 2, … `count - 1`, group 0 being all together. With one group only, `of` is not read. */
export interface Grouped {
  readonly values: Float64Array;
  readonly of: Uint32Array;
  readonly count: number;
}

/** Bins are many enough for few values to share one with a quantile, and few enough for a group's to stay in the nearest cache. */
const MOST_BINS = 512;

/**
 * For each group and each p of `ps` (in [0, 1]) the quantile; null where a group has no values. Two passes: values are counted into
 * bins by size, then only those in the bins that hold a quantile are looked at. No NaN.
 */
export function groupQuantiles(grouped: Grouped, ps: readonly number[]): (number | null)[][] {
  const bins = new Bins(grouped);
  const wanted = Array.from({length: grouped.count}, (_, g) => ps.map((p) => bins.ranksOf(g, p)));
  bins.gather();
  return wanted.map((own, g) => own.map((ranks) => ranks && bins.between(g, ranks)));
}

interface Ranks {
  readonly below: number;
  /** How far the quantile lies from that order statistic towards the next. */
  readonly share: number;
}

class Bins {
  readonly #width: number;
  readonly #least: number;
  readonly #scale: number;
  /** Values in each bin of each group. */
  readonly #counts: Uint32Array;
  /** By bin: one more than where its values start among those gathered; 0 for a bin that nobody asks for. */
  readonly #places: Uint32Array;
  #gathered = new Float64Array(0);

  constructor(readonly grouped: Grouped) {
    const {values, count} = grouped;
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    this.#width = Math.min(MOST_BINS, 8 + Math.ceil(values.length / count));
    this.#least = least;
    this.#scale = most > least ? (this.#width - 1) / (most - least) : 0;
    this.#counts = new Uint32Array(count * this.#width);
    this.#places = new Uint32Array(count * this.#width);
    this.#count();
  }

  #count(): void {
    const {values, of, count} = this.grouped;
    const [width, least, scale, counts] = [this.#width, this.#least, this.#scale, this.#counts];
    if (count === 1) {
      for (let i = 0; i < values.length; i++) counts[((values[i]! - least) * scale) | 0]!++;
      return;
    }
    for (let i = 0; i < values.length; i++) counts[of[i]! * width + (((values[i]! - least) * scale) | 0)]!++;
    for (let b = width; b < counts.length; b++) counts[b % width]! += counts[b]!;
  }

  /** The order statistics that a quantile lies between; notes that their bins are needed. */
  ranksOf(group: number, p: number): Ranks | null {
    const from = group * this.#width;
    let n = 0;
    for (let b = 0; b < this.#width; b++) n += this.#counts[from + b]!;
    if (n === 0) return null;
    const h = (n - 1) * p;
    const below = Math.floor(h);
    this.#places[this.#binOf(group, below).bin] = 1;
    if (h > below) this.#places[this.#binOf(group, below + 1).bin] = 1;
    return {below, share: h - below};
  }

  // The bin with the value of a rank, and how many values of the group are in bins before it.
  #binOf(group: number, rank: number): {bin: number; before: number} {
    let bin = group * this.#width;
    let before = 0;
    while (before + this.#counts[bin]! <= rank) before += this.#counts[bin++]!;
    return {bin, before};
  }

  /** Brings the values of all bins asked for together. */
  gather(): void {
    const {values, of, count} = this.grouped;
    const [width, least, scale, places] = [this.#width, this.#least, this.#scale, this.#places];
    let length = 0;
    for (let b = 0; b < places.length; b++) {
      if (places[b] === 0) continue;
      places[b] = length + 1;
      length += this.#counts[b]!;
    }
    const [gathered, next] = [new Float64Array(length), places.slice()];
    for (let i = 0; i < values.length; i++) {
      const bin = ((values[i]! - least) * scale) | 0;
      if (next[bin] !== 0) gathered[next[bin]!++ - 1] = values[i]!;
      if (count === 1) continue;
      const own = of[i]! * width + bin;
      if (next[own] !== 0) gathered[next[own]!++ - 1] = values[i]!;
    }
    this.#gathered = gathered;
  }

  between(group: number, {below, share}: Ranks): number {
    const value = this.#valueAt(group, below);
    return share === 0 ? value : value + (this.#valueAt(group, below + 1) - value) * share;
  }

  #valueAt(group: number, rank: number): number {
    const {bin, before} = this.#binOf(group, rank);
    const start = this.#places[bin]! - 1;
    const own = this.#gathered.subarray(start, start + this.#counts[bin]!);
    select(own, rank - before);
    return own[rank - before]!;
  }
}
