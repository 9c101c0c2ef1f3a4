// The regularised incomplete beta function, from which probabilities of Student's t follow.
import {betaln, exp, ln} from "./special.js";

const PRECISION = 1e-16;
const TINY = 1e-300;

/**
 * I_x(a, b) in [0, 1], for a, b > 0 and 0 ≤ x ≤ 1. `y` is 1 − x; give it where it is known more exactly than by subtraction.
 */
export function betaI(x: number, a: number, b: number, y = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction converges fast only left of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaI(y, b, a, x);
  return (exp(a * ln(x) + b * ln(y) - betaln(a, b)) * fraction(x, a, b)) / a;
}

// 1/(1+ d1/(1+ d2/(1+ …))), evaluated forwards (Lentz), two terms a turn.
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= PRECISION) break;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
