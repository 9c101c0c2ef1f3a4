// Sums of values and of their squares by bucket and period, exact in any order of adding.
import {ExactSum, squaresAround} from "../../stats/exact-sum.js";

/** What was seen in one bucket and period. */
interface SpreadFact {
  readonly label: string;
  readonly key: number;
  readonly n: number;
  readonly sum: readonly number[];
  readonly squares: readonly number[];
}
export type SpreadFacts = readonly SpreadFact[];

/** Whole numbers up to this one and their squares are added as they are, until the sums come near the end of exactness. */
const PLAIN = 2 ** 20;
const FULL = 2 ** 52;

class Spread {
  n = 0;
  readonly sum = new ExactSum();
  readonly squares = new ExactSum();
  #whole = 0;
  #wholeSquares = 0;

  add(value: number): void {
    this.n++;
    if (Number.isInteger(value) && value <= PLAIN && value >= -PLAIN) {
      this.#whole += value;
      this.#wholeSquares += value * value;
      if (this.#wholeSquares > FULL || Math.abs(this.#whole) > FULL) this.flush();
      return;
    }
    this.sum.add(value);
    this.squares.addProduct(value, value);
  }
  flush(): void {
    this.sum.add(this.#whole);
    this.squares.add(this.#wholeSquares);
    this.#whole = this.#wholeSquares = 0;
  }
}

export class Spreads {
  readonly #spreads = new Map<number, Spread>();
  #lastId = -1;
  #last: Spread | null = null;

  constructor(
    private readonly labels: readonly string[],
    private readonly keys: number,
  ) {}

  add(bucket: number, key: number, value: number): void {
    const id = bucket * this.keys + key;
    if (id !== this.#lastId) {
      this.#lastId = id;
      this.#last = this.#spreads.get(id) ?? null;
      if (!this.#last) this.#spreads.set(id, (this.#last = new Spread()));
    }
    this.#last!.add(value);
  }

  facts(): SpreadFacts {
    return Array.from(this.#spreads, ([id, spread]) => {
      spread.flush();
      const {n, sum, squares} = spread;
      return {
        label: this.labels[Math.floor(id / this.keys)]!,
        key: id % this.keys,
        n,
        sum: sum.partials,
        squares: squares.partials,
      };
    });
  }

  /** Sum, mean and standard deviation (n − 1) of all these together; null where there are too few values. */
  static joined(spreads: SpreadFacts): {n: number; sum: number; mean: number | null; sd: number | null} {
    const [sum, squares] = [new ExactSum(), new ExactSum()];
    let n = 0;
    for (const spread of spreads) {
      n += spread.n;
      sum.addAll({partials: spread.sum});
      squares.addAll({partials: spread.squares});
    }
    const mean = n > 0 ? sum.value / n : null;
    const sd = n > 1 ? Math.sqrt(squaresAround(mean!, n, sum, squares) / (n - 1)) : null;
    return {n, sum: sum.value, mean, sd};
  }
}

/** Facts of disjoint sets of events; null of none. */
export function mergeSpreads(parts: readonly SpreadFacts[]): SpreadFacts | null {
  return parts.length > 0 ? parts.flat() : null;
}
