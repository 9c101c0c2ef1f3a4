// The BG/NBD model of repeat purchases (semantics 11.2): customers buy at rates of their own and may leave after any purchase.
import {scaledHyp2f1} from "./hypergeometric.js";
import {exp, gammaln, ln, pow} from "./special.js";

export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}
/** Repeat purchases, time from the first to the last one, and age, in one unit of time. 0 ≤ tx ≤ age; tx is 0 where x is. */
export interface Purchases {
  readonly x: number;
  readonly tx: number;
  readonly age: number;
}
/** Distinct histories with how many customers have each, ordered by `x`. */
export interface Histories {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly age: Float64Array;
  readonly weight: Float64Array;
}

/** The log-likelihood of parameters (r, alpha, a, b) over these customers. */
export function bgNbdLikelihood({x, tx, age, weight}: Histories): (parameters: Float64Array) => number {
  return (parameters) => {
    const [r, alpha, a, b] = parameters as unknown as [number, number, number, number];
    const [lnA, lnAlpha] = [ln(a), ln(alpha)];
    let sum = 0;
    let common = 0;
    let left = 0;
    for (let i = 0; i < x.length; i++) {
      const n = x[i]!;
      // What depends on the count alone is worked out once for all who share it.
      if (i === 0 || n !== x[i - 1]) {
        common =
          gammaln(r + n) -
          gammaln(r) +
          r * lnAlpha +
          (gammaln(a + b) + gammaln(b + n) - gammaln(b) - gammaln(a + b + n));
        left = lnA - ln(b + n - 1);
      }
      const stays = -(r + n) * ln(alpha + age[i]!);
      // Nobody leaves before a repeat purchase.
      const either = n > 0 ? lnSumExp(stays, left - (r + n) * ln(alpha + tx[i]!)) : stays;
      sum += weight[i]! * (common + either);
    }
    return sum;
  };
}

function lnSumExp(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + ln(1 + exp(-Math.abs(a - b)));
}

/** The chance that a customer still buys. 1 without a repeat purchase: a property of the model, not a finding. */
export function alive(model: BgNbd, purchases: Purchases): number {
  return 1 / (1 + oddsOfGone(model, purchases));
}

/** Where a factor 0/0 can be removed: nearer than this to a = 1 too many digits would be lost. */
const NEAR_POLE = 1e-7;
const BESIDE_POLE = 1e-6;

/** Expected purchases in the next `t`; null where the model gives no number. */
export function expectedPurchases(model: BgNbd, t: number, purchases: Purchases): number | null {
  if (Math.abs(model.a - 1) > NEAR_POLE) return expectedAwayFromPole(model, t, purchases);
  const below = expectedAwayFromPole({...model, a: 1 - BESIDE_POLE}, t, purchases);
  const above = expectedAwayFromPole({...model, a: 1 + BESIDE_POLE}, t, purchases);
  return below === null || above === null ? null : (below + above) / 2;
}

function expectedAwayFromPole(model: BgNbd, t: number, purchases: Purchases): number | null {
  const {r, alpha, a, b} = model;
  const {x, age} = purchases;
  const f = scaledHyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + age + t), r + x);
  return f === null ? null : (((a + b + x - 1) / (a - 1)) * (1 - f)) / (1 + oddsOfGone(model, purchases));
}

function oddsOfGone({r, alpha, a, b}: BgNbd, {x, tx, age}: Purchases): number {
  return x === 0 ? 0 : (a / (b + x - 1)) * pow((alpha + age) / (alpha + tx), r + x);
}
