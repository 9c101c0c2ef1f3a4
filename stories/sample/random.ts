// Seeded randomness: one small generator (sfc32) with the few draws the sample needs. The same seed gives the same company on any machine.

import exp from "@stdlib/math-base-special-exp";
import ln from "@stdlib/math-base-special-ln";

/** FNV-1a of `text`, started from `basis`: turns the name of a stream into 32 bits of state. */
function hash32(text: string, basis: number): number {
  let h = basis | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/**
 * A stream of random numbers. Streams with different names are independent, so a new draw for one person leaves everybody
 * else as they were. Logarithms and exponentials are the pure-arithmetic ones: engines differ in the last bit of `Math.log`.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(
    readonly seed: number,
    readonly stream = "",
  ) {
    const text = `${seed}|${stream}`;
    this.a = hash32(text, 0x811c9dc5);
    this.b = hash32(text, 0x2545f491);
    this.c = hash32(text, 0x5bd1e995);
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** The independent stream called `name` under this one; where this one stands does not matter. */
  fork(name: string | number): Random {
    return new Random(this.seed, `${this.stream}/${name}`);
  }

  /** A whole number in [0, 2^32). */
  uint32(): number {
    const out = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.uint32() / 0x100000000;
  }

  /** A number in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** One of `list`, each equally likely. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** One of the values of `[value, weight]` pairs, by weight. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T {
    let left = this.next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of pairs) if ((left -= weight) < 0) return value;
    return pairs[pairs.length - 1]![0];
  }

  /** Normally distributed (polar method). */
  normal(mean = 0, sd = 1): number {
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const s = x * x + y * y;
      if (s > 0 && s < 1) return mean + sd * x * Math.sqrt((-2 * ln(s)) / s);
    }
  }

  /** Exponentially distributed with this mean. */
  exponential(mean: number): number {
    return -mean * ln(1 - this.next());
  }

  /** A Poisson count; `mean` up to about 50. */
  poisson(mean: number): number {
    const limit = exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count++;
    return count;
  }

  /** `list` in a random order; a copy. */
  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  }
}
