// The hypergeometric function 2F1 as the purchase models of semantics 11 need it.
import {exp, ln} from "./special.js";

const MOST_TERMS = 10_000_000;
const BIG = 1e250;
const LN_BIG = ln(BIG);

/**
 * 2F1(a, b; c; z) for z < 1 and c not 0, −1, −2 …; null outside, and where it exceeds all numbers. Relative error about
 * 1e-12. For a, b, c > 0 and z ≥ 0 nothing cancels.
 */
export function hyp2f1(a: number, b: number, c: number, z: number): number | null {
  return scaledHyp2f1(a, b, c, z, 0);
}

/**
 * (1 − z)^power · 2F1(a, b; c; z), also where one of the two alone would overflow: with power = a it is what the BG/NBD
 * expectations hold for customers with many purchases. Null as for `hyp2f1`.
 */
export function scaledHyp2f1(a: number, b: number, c: number, z: number, power: number): number | null {
  if (!(z < 1) || (c <= 0 && Number.isInteger(c))) return null;
  // Pfaff: 2F1(a, b; c; z) = (1 − z)^−a 2F1(a, c − b; c; z/(z − 1)).
  if (z < 0) return scaledHyp2f1(a, c - b, c, z / (z - 1), a - power);
  // Euler: 2F1(a, b; c; z) = (1 − z)^(c − a − b) 2F1(c − a, c − b; c; z). Past c = a + b the left one grows without bound as
  // z → 1 and the right one does not; but with arguments below −1 its terms cancel.
  if (c < a + b && c - a > -1 && c - b > -1) return series(c - a, c - b, c, z, power + c - a - b);
  return series(a, b, c, z, power);
}

// The sum is kept below 1e250, taking out that factor as often as needed. Terms come to shrink by about z each, so what is
// left out after a term is about term · z/(1 − z).
function series(a: number, b: number, c: number, z: number, power: number): number | null {
  let term = 1;
  let sum = 1;
  let factors = 0;
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = ((a + n) * (b + n) * z) / ((c + n) * (n + 1));
    term *= ratio;
    sum += term;
    if (Math.abs(term) <= 1e-15 * (1 - Math.max(Math.abs(ratio), z)) * Math.abs(sum))
      return scale(sum, factors, power, z);
    if (Math.abs(term) < BIG) continue;
    term /= BIG;
    sum /= BIG;
    factors++;
  }
  return null;
}

function scale(sum: number, factors: number, power: number, z: number): number | null {
  const logarithm = factors * LN_BIG + (power === 0 ? 0 : power * ln(1 - z));
  const value = logarithm === 0 ? sum : sum * exp(logarithm);
  return Number.isFinite(value) ? value : null;
}
