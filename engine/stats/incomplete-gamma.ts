// The regularised incomplete gamma function, from which χ² and normal probabilities follow.
import {exp, gammaln, ln} from "./special.js";

const PRECISION = 1e-16;
const TINY = 1e-300;

/** Q(a, x) = Γ(a, x)/Γ(a) in [0, 1], for a > 0 and x ≥ 0: series below x = a + 1, continued fraction above. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  const scale = exp(a * ln(x) - x - gammaln(a));
  return x < a + 1 ? Math.max(0, 1 - scale * lowerSeries(a, x)) : scale * upperFraction(a, x);
}

// Σ xⁿ / (a (a+1) … (a+n)); terms fall from the start because x < a + 1.
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > PRECISION * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

// 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))), evaluated forwards (Lentz).
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / notZero(b + numerator * d);
    c = notZero(b + numerator / c);
    value *= c * d;
    if (Math.abs(c * d - 1) <= PRECISION) break;
  }
  return value;
}

function notZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
