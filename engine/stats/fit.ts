// Fits positive parameters by maximum likelihood (semantics 11.5).
import {nelderMead} from "./nelder-mead.js";
import {exp, ln} from "./special.js";

/** `ll` is the log-likelihood reached; `converged` says that two restarts in a row agreed in it to 1e-6. */
export type Fit = {parameters: number[]; ll: number; converged: boolean};

const AGREE = 1e-6;
const MOST_RESTARTS = 8;

/**
 * The positive parameters that maximise `logLikelihood`: Nelder–Mead over their logs from each of `starts` (given as
 * parameters, not logs), then restarts from the best until two agree. No randomness. `logLikelihood` may return NaN or
 * −Infinity where it has no value; null when it has none anywhere near a start.
 */
export function fitPositive(
  logLikelihood: (parameters: Float64Array) => number,
  starts: readonly (readonly number[])[],
): Fit | null {
  const minus = (logs: Float64Array) => -logLikelihood(logs.map(exp));
  const found = starts.map((start) => nelderMead(minus, start.map(ln))).filter((minimum) => minimum !== null);
  if (found.length === 0) return null;
  let best = found.reduce((a, b) => (b.fx < a.fx ? b : a));
  let converged = false;
  for (let i = 0; i < MOST_RESTARTS && !converged; i++) {
    const again = nelderMead(minus, best.x)!;
    converged = Math.abs(again.fx - best.fx) <= AGREE;
    if (again.fx < best.fx) best = again;
  }
  return {parameters: Array.from(best.x, exp), ll: -best.fx, converged};
}
