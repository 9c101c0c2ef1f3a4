// Customers that buy and leave as the purchase models say, drawn with known parameters: what a fit must find again.
import type {BgNbd} from "../../engine/stats/bgnbd.js";
import type {GammaGamma} from "../../engine/stats/gamma-gamma.js";

const WEEK = 7 * 86_400_000;

export interface Buyer {
  readonly id: string;
  /** Instants in weeks from the start, the first purchase among them, and what each was worth. */
  readonly purchases: readonly {readonly at: number; readonly value: number}[];
}

/** So many buyers who come in the first weeks and are watched up to week `end`. The same seed gives the same buyers. */
export function buyers(count: number, model: BgNbd, worth: GammaGamma, end: number, seed = 7): Buyer[] {
  const next = mulberry(seed);
  return Array.from({length: count}, (_, i) => {
    const rate = gamma(model.r, next) / model.alpha;
    const leaving = beta(model.a, model.b, next);
    const scale = gamma(worth.q, next) / worth.v;
    const value = () => Math.max(1, Math.round((100 * gamma(worth.p, next)) / scale)) / 100;
    const purchases = [{at: 12 * next(), value: value()}];
    while (next() >= (purchases.length === 1 ? 0 : leaving)) {
      const at = purchases.at(-1)!.at - Math.log(1 - next()) / rate;
      if (!(at < end)) break;
      purchases.push({at, value: value()});
    }
    return {id: `b${String(i).padStart(4, "0")}`, purchases};
  });
}

/** As events `order` from 1 January 2024, amounts in cents. */
export function eventsOf(all: readonly Buyer[], start = Date.UTC(2024, 0, 1)) {
  return all.flatMap(({id, purchases}) =>
    purchases.map(({at, value}) => ({
      user: id,
      ts: Math.round(start + at * WEEK),
      name: "order",
      amount: Math.round(100 * value),
      currency: "EUR",
    })),
  );
}

function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

// Marsaglia and Tsang's method; a shape below 1 is raised by one and brought back by a power of a uniform number.
function gamma(shape: number, next: () => number): number {
  if (shape < 1) return gamma(shape + 1, next) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(next);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - next()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

function beta(a: number, b: number, next: () => number): number {
  const [x, y] = [gamma(a, next), gamma(b, next)];
  return x / (x + y);
}
