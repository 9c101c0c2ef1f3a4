// The elementary functions the kit may use on the way to a result: pure arithmetic, so every browser gives the same last bit. Each is in a
// file of its own, so that a question loads those it needs.
import {gammaln} from "./special/gammaln.js";

export {exp} from "./special/exp.js";
export {gammaln};
export {ln} from "./special/ln.js";
export {pow} from "./special/pow.js";

/** ln B(a, b) for a, b > 0. */
export function betaln(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}
