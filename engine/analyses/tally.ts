// Sums by bucket and key (a period, a cohort, a count): what analyses of activity count with and send between threads.

/** Rows of `width` sums, one for each bucket and key that occurs. */
export interface TallyFacts {
  readonly width: number;
  /** Bucket of each row: the label of a value of the breakdown; all the same where nothing is broken down. */
  readonly buckets: readonly string[];
  readonly keys: Float64Array;
  readonly cells: Float64Array;
}

/** Up to this many sums have a fixed place each; beyond that only rows that occur have one. */
const DIRECT = 1 << 21;

/** Counts for buckets `0 … labels.length - 1` and keys `0 … keys - 1`. */
export class Tally {
  readonly #labels: readonly string[];
  readonly #keys: number;
  readonly #used: Uint8Array | null;
  readonly #rows = new Map<number, number>();
  /** The sums; replaced when it grows, so read it after `at`. */
  cells: Float64Array;

  constructor(
    labels: readonly string[],
    keys: number,
    readonly width: number,
  ) {
    const rows = labels.length * keys;
    this.#labels = labels;
    this.#keys = keys;
    this.#used = rows * width <= DIRECT ? new Uint8Array(rows) : null;
    this.cells = new Float64Array(this.#used ? rows * width : 64 * width);
  }

  /** Where the sums of this bucket and key start in `cells`. */
  at(bucket: number, key: number): number {
    const id = bucket * this.#keys + key;
    if (this.#used) {
      this.#used[id] = 1;
      return id * this.width;
    }
    return (this.#rows.get(id) ?? this.#open(id)) * this.width;
  }

  facts(): TallyFacts {
    const used = this.#used;
    const ids = used ? Array.from(used.keys()).filter((id) => used[id]) : [...this.#rows.keys()];
    const {width} = this;
    const cells = new Float64Array(ids.length * width);
    ids.forEach((id, r) => {
      const at = used ? id * width : this.#rows.get(id)! * width;
      cells.set(this.cells.subarray(at, at + width), r * width);
    });
    const buckets = ids.map((id) => this.#labels[Math.floor(id / this.#keys)]!);
    return {width, buckets, keys: Float64Array.from(ids, (id) => id % this.#keys), cells};
  }

  #open(id: number): number {
    const row = this.#rows.size;
    this.#rows.set(id, row);
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

/** Products of whole numbers in parts of this base stay whole, and so their sums are exact in any order. */
const PART = 8192;

/** Adds `sign · a · b`, a and b whole, to the three sums at `at`. */
export function addProduct(sums: Float64Array, at: number, a: number, b: number, sign: 1 | -1 = 1): void {
  const [highA, highB] = [Math.round(a / PART), Math.round(b / PART)];
  const [lowA, lowB] = [a - highA * PART, b - highB * PART];
  sums[at]! += sign * highA * highB;
  sums[at + 1]! += sign * (highA * lowB + highB * lowA);
  sums[at + 2]! += sign * lowA * lowB;
}

/** The products added up at `at`. */
export function productsAt(sums: ArrayLike<number>, at: number): number {
  return sums[at]! * PART * PART + sums[at + 1]! * PART + sums[at + 2]!;
}
