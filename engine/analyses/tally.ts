// Sums by bucket and key (a period, a cohort, a count): what analyses of activity count with and send between threads.

/** Rows of `width` sums, one for each bucket and key that occurs. */
export interface TallyFacts {
  readonly width: number;
  /** Bucket of each row: the label of a value of the breakdown; all the same where nothing is broken down. */
  readonly buckets: readonly string[];
  readonly keys: Float64Array;
  readonly cells: Float64Array;
}

/** Up to this many pairs of bucket and key are looked up in an array, more in a map. */
const DENSE = 1 << 22;

/** Counts for buckets `0 … labels.length - 1` and keys `0 … keys - 1`. */
export class Tally {
  readonly #labels: readonly string[];
  readonly #keys: number;
  readonly #dense: Int32Array | null;
  readonly #sparse = new Map<number, number>();
  readonly #ids: number[] = [];
  /** The sums; replaced when it grows, so read it after `at`. */
  cells: Float64Array;

  constructor(
    labels: readonly string[],
    keys: number,
    readonly width: number,
  ) {
    this.#labels = labels;
    this.#keys = keys;
    this.#dense = labels.length * keys <= DENSE ? new Int32Array(labels.length * keys) : null;
    this.cells = new Float64Array(64 * width);
  }

  /** Where the sums of this bucket and key start in `cells`. */
  at(bucket: number, key: number): number {
    const id = bucket * this.#keys + key;
    const row = this.#dense ? this.#dense[id]! : (this.#sparse.get(id) ?? 0);
    return (row > 0 ? row - 1 : this.#open(id)) * this.width;
  }

  facts(): TallyFacts {
    const buckets = this.#ids.map((id) => this.#labels[Math.floor(id / this.#keys)]!);
    const keys = Float64Array.from(this.#ids, (id) => id % this.#keys);
    return {width: this.width, buckets, keys, cells: this.cells.slice(0, keys.length * this.width)};
  }

  #open(id: number): number {
    const row = this.#ids.push(id) - 1;
    if (this.#dense) this.#dense[id] = row + 1;
    else this.#sparse.set(id, row + 1);
    if ((row + 1) * this.width > this.cells.length) {
      const larger = new Float64Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    return row;
  }
}

/** The sums of all parts. */
export function mergeTallies(parts: readonly TallyFacts[]): TallyFacts {
  if (parts.length === 1) return parts[0]!;
  const width = parts[0]?.width ?? 0;
  const buckets: string[] = [];
  const keys: number[] = [];
  const rows: Float64Array[] = [];
  const known = new Map<string, Map<number, number>>();
  for (const part of parts) {
    part.buckets.forEach((bucket, r) => {
      const key = part.keys[r]!;
      const ofBucket = known.get(bucket) ?? new Map<number, number>();
      known.set(bucket, ofBucket);
      let row = ofBucket.get(key);
      if (row === undefined) {
        ofBucket.set(key, (row = keys.push(key) - 1));
        buckets.push(bucket);
        rows.push(new Float64Array(width));
      }
      addTo(rows[row]!, part.cells, r * width);
    });
  }
  const cells = new Float64Array(keys.length * width);
  rows.forEach((row, r) => cells.set(row, r * width));
  return {width, buckets, keys: Float64Array.from(keys), cells};
}

/** Adds `from[at …]` to `sums`. */
export function addTo(sums: Float64Array, from: Float64Array, at = 0): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += from[at + i]!;
}
