// Remembers the latest answers within a budget: what was used longest ago goes first.

/** Values by key, each with a weight; the sum of the weights stays within `budget`, but the newest value is always kept. */
export class Latest<V> {
  readonly #kept = new Map<string, {readonly value: V; readonly weight: number}>();
  #total = 0;
  constructor(readonly budget: number) {}

  get(key: string): V | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  set(key: string, value: V, weight = 1): void {
    this.#drop(key);
    this.#kept.set(key, {value, weight});
    this.#total += weight;
    for (const old of this.#kept.keys()) {
      if (this.#total <= this.budget || old === key) return;
      this.#drop(old);
    }
  }

  #drop(key: string): void {
    this.#total -= this.#kept.get(key)?.weight ?? 0;
    this.#kept.delete(key);
  }
}
