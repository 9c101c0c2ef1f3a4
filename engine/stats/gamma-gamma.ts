// The Gamma–Gamma model of what a purchase is worth (semantics 11.3): customers spend around means of their own.
import {gammaln, ln} from "./special.js";

export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}
/** Customers by count of repeat purchases (≥ 1) and their mean value (> 0), ordered by count. */
interface Spendings {
  readonly x: Float64Array;
  readonly mean: Float64Array;
}

/** The log-likelihood of parameters (p, q, v) over these customers. */
export function gammaGammaLikelihood({x, mean}: Spendings): (parameters: Float64Array) => number {
  const lnMean = mean.map(ln);
  return (parameters) => {
    const [p, q, v] = parameters as unknown as [number, number, number];
    const lnV = ln(v);
    let sum = 0;
    let common = 0;
    for (let i = 0; i < x.length; i++) {
      const n = x[i]!;
      if (i === 0 || n !== x[i - 1])
        common = gammaln(p * n + q) - gammaln(p * n) - gammaln(q) + q * lnV + p * n * ln(n);
      sum += common + (p * n - 1) * lnMean[i]! - (p * n + q) * ln(v + mean[i]! * n);
    }
    return sum;
  };
}

/** The expected mean value of a customer's purchases; of one without repeats that of everybody. Null for q ≤ 1, where it is infinite. */
export function expectedMean({p, q, v}: GammaGamma, x: number, mean: number | null): number | null {
  if (!(q > 1)) return null;
  return x > 0 && mean !== null ? (p * (v + mean * x)) / (p * x + q - 1) : (p * v) / (q - 1);
}
