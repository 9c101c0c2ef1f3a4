// Disjoint sets of keys: path halving, union by size.

export class UnionFind {
  readonly #parent: Uint32Array;
  readonly #size: Uint32Array;

  constructor(count: number) {
    this.#parent = Uint32Array.from({length: count}, (_, i) => i);
    this.#size = new Uint32Array(count).fill(1);
  }

  find(i: number): number {
    const parent = this.#parent;
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** Joins the sets of two keys; false when they were one already. */
  union(a: number, b: number): boolean {
    let [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    if (this.#size[x]! < this.#size[y]!) [x, y] = [y, x];
    this.#parent[y] = x;
    this.#size[x]! += this.#size[y]!;
    return true;
  }
}
