// Typed arrays that grow: what readers write cells into before anyone knows how many there will be.

type Numeric = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A list of numbers in one typed array that doubles when full. `values` may be longer than `size`. */
export class Growable<A extends Numeric> {
  values: A;
  size = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A, capacity = 1024) {
    this.#make = make;
    this.values = make(capacity);
  }

  push(value: number): void {
    if (this.size === this.values.length) this.reserve(this.size * 2);
    this.values[this.size++] = value;
  }

  /** Sets the value at a place beyond the last one; those between are 0. */
  put(place: number, value: number): void {
    if (place >= this.values.length) this.reserve(Math.max(place + 1, this.values.length * 2));
    if (place > this.size) this.values.fill(0, this.size, place);
    this.values[place] = value;
    this.size = place + 1;
  }

  /** Makes room for `length` values in all. */
  reserve(length: number): void {
    if (length <= this.values.length) return;
    const larger = this.#make(length);
    larger.set(this.values);
    this.values = larger;
  }

  /** Sets the size, new places being 0. */
  resize(size: number): void {
    if (size > this.values.length) this.reserve(Math.max(size, this.values.length * 2));
    if (size > this.size) this.values.fill(0, this.size, size);
    this.size = size;
  }

  /** The values themselves: a view when nearly full, else a copy that lets go of the spare room. */
  finish(): A {
    const spare = this.values.length - this.size;
    return (spare * 4 > this.values.length ? this.values.slice(0, this.size) : this.values.subarray(0, this.size)) as A;
  }
}

export const floats = (capacity?: number) => new Growable((n) => new Float64Array(n), capacity);
export const words = (capacity?: number) => new Growable((n) => new Uint32Array(n), capacity);
export const bytes = (capacity?: number) => new Growable((n) => new Uint8Array(n), capacity);
export const ints = (capacity?: number) => new Growable((n) => new Int32Array(n), capacity);
