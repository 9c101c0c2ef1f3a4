// The elementary functions the kit may use on the way to a result: pure arithmetic, so every browser gives the same last bit.
import exp from "@stdlib/math-base-special-exp";
import gammaln from "@stdlib/math-base-special-gammaln";
import ln from "@stdlib/math-base-special-ln";
import pow from "@stdlib/math-base-special-pow";

export {exp, gammaln, ln, pow};

/** ln B(a, b) for a, b > 0. */
export function betaln(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}
