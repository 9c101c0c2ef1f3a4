// How much the value of customers varies, so that a curve has an interval: sums of products, exact in any order of adding.
import {addProduct, productsAt, Tally, type TallyFacts} from "../tally.js";

type Form = "incremental" | "fixed";

const WIDTH = 3;
/** A variance below this, in minor units squared, is what rounding leaves of none. */
const NOTHING = 1e-8;
const NONE = new Float64Array(WIDTH);

/**
 * Sums by bucket of what the variance of a curve needs. `incremental`: for each pair of ages k ≥ l the products of a customer's revenue
 * at both. `fixed`: for each age the change of the squared revenue up to it, over those who are observed.
 */
export class Spread {
  readonly #tally: Tally;

  constructor(
    labels: readonly string[],
    private readonly form: Form,
    private readonly ages: number,
  ) {
    this.#tally = new Tally(labels, form === "fixed" ? ages + 1 : (ages * (ages + 1)) / 2, WIDTH);
  }

  /** A customer with these amounts at these ages (ascending), observed up to `observed`. */
  add(bucket: number, ages: readonly number[], amounts: readonly number[], observed: number): void {
    if (this.form === "fixed") this.#addSquares(bucket, ages, amounts, observed);
    else
      ages.forEach((k, i) => {
        for (let j = 0; j <= i; j++) this.#add(bucket, pairKey(k, ages[j]!), amounts[i]!, amounts[j]!, 1);
      });
  }

  facts(): TallyFacts {
    return this.#tally.facts();
  }

  #addSquares(bucket: number, ages: readonly number[], amounts: readonly number[], observed: number): void {
    let upTo = 0;
    ages.forEach((age, i) => {
      this.#add(bucket, age, upTo, upTo, -1);
      upTo += amounts[i]!;
      this.#add(bucket, age, upTo, upTo, 1);
    });
    if (observed + 1 < this.ages) this.#add(bucket, observed + 1, upTo, upTo, -1);
  }

  #add(bucket: number, key: number, a: number, b: number, sign: 1 | -1): void {
    const at = this.#tally.at(bucket, key);
    addProduct(this.#tally.cells, at, a, b, sign);
  }
}

function pairKey(k: number, l: number): number {
  return (k * (k + 1)) / 2 + l;
}

/** What a curve is made of: by age, those observed; by the last age observed o, the revenue of those at each age n ≤ o. */
interface Curve {
  readonly eligible: Float64Array;
  readonly revenue: readonly (Float64Array | null)[];
}

/**
 * By age the standard deviation (n − 1) whose quotient by √eligible is the standard error of the curve there; null of fewer than two.
 * The incremental curve is a sum of means over ever fewer customers; its error is that of the sum over customers of how far each is from
 * those means, since what one brings at different ages goes together.
 */
export function deviations(sums: ReadonlyMap<number, Float64Array>, curve: Curve, form: Form): (number | null)[] {
  const product = (key: number) => productsAt(sums.get(key) ?? NONE, 0);
  const variances = form === "fixed" ? ofSums(product, curve) : ofIncrements(product, curve);
  return Array.from(curve.eligible, (n, age) =>
    n < 2 ? null : Math.sqrt(variances[age]! < NOTHING ? 0 : variances[age]!),
  );
}

function ofSums(product: (key: number) => number, {eligible, revenue}: Curve): number[] {
  const brought = broughtBy(revenue);
  let squares = 0;
  return Array.from(eligible, (n, age) => {
    squares += product(age);
    let sum = 0;
    for (let k = 0; k <= age; k++) sum += brought(k, age);
    return (squares - (sum * sum) / n) / (n - 1);
  });
}

function ofIncrements(product: (key: number) => number, {eligible, revenue}: Curve): number[] {
  const brought = broughtBy(revenue);
  let error = 0;
  return Array.from(eligible, (n, k) => {
    const mean = brought(k, k) / n;
    for (let l = 0; l <= k; l++) {
      const together = product(pairKey(k, l)) - mean * brought(l, k);
      error += ((l < k ? 2 : 1) * together) / (n * eligible[l]!);
    }
    return (error * n * n) / (n - 1);
  });
}

/** Revenue at age `age` of those who are observed at `at` or later; summed up once for each age. */
function broughtBy(revenue: Curve["revenue"]): (age: number, at: number) => number {
  const byAge: Float64Array[] = [];
  const summed = (age: number): Float64Array => {
    const sums = new Float64Array(revenue.length + 1);
    for (let o = revenue.length - 1; o >= 0; o--) sums[o] = sums[o + 1]! + (revenue[o]?.[age] ?? 0);
    return sums;
  };
  return (age, at) => (byAge[age] ??= summed(age))[at] ?? 0;
}
