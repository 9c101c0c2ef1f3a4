// Numbers for pairs of small numbers, in typed arrays: what a Map would do at ten times the cost.

/** An open-addressing table from (a, b) to a dense number: 0, 1, 2 … in order of first sight. */
export class PairTable {
  #slots: Int32Array;
  #mask: number;
  /** The pairs by number. */
  a: Uint32Array;
  b: Uint32Array;
  size = 0;

  constructor(capacity = 256) {
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    this.#mask = capacity * 2 - 1;
    this.a = new Uint32Array(capacity);
    this.b = new Uint32Array(capacity);
  }

  /** The number of a pair, given a new one at first sight. */
  idOf(a: number, b: number): number {
    let slot = hash(a, b) & this.#mask;
    for (;;) {
      const id = this.#slots[slot]!;
      if (id === -1) break;
      if (this.a[id] === a && this.b[id] === b) return id;
      slot = (slot + 1) & this.#mask;
    }
    if (this.size === this.a.length) {
      this.#grow();
      return this.idOf(a, b);
    }
    this.#slots[slot] = this.size;
    this.a[this.size] = a;
    this.b[this.size] = b;
    return this.size++;
  }

  #grow(): void {
    const capacity = this.a.length * 2;
    this.a = grown(this.a, capacity);
    this.b = grown(this.b, capacity);
    this.#slots = new Int32Array(capacity * 2).fill(-1);
    this.#mask = capacity * 2 - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = hash(this.a[id]!, this.b[id]!) & this.#mask;
      while (this.#slots[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = id;
    }
  }
}

/** A copy of `from` in an array of `capacity` numbers. */
export function grown(from: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(capacity);
  to.set(from);
  return to;
}

function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
