// Fits positive parameters by maximum likelihood (semantics 11.5).
import {descent, type Minimum} from "./nelder-mead.js";
import {exp, ln} from "./special.js";

/** `ll` is the log-likelihood reached; `converged` says that two restarts in a row agreed in it to 1e-6. */
export type Fit = {parameters: number[]; ll: number; converged: boolean};
export type LogLikelihood = (parameters: Float64Array) => number;

const AGREE = 1e-6;
const MOST_RESTARTS = 8;

/**
 * Finds the positive parameters that maximise `logLikelihood`, step by step: Nelder–Mead over their logs from each of `starts` (given as
 * parameters, not logs), then restarts from the best until two agree. No randomness. `logLikelihood` may return NaN or −Infinity where it
 * has no value; null when it has none anywhere near a start. `rough` may stand in for it while the starts are tried, where it is slow: the
 * restarts, and so the maximum, are its own.
 */
export function* fitting(
  logLikelihood: LogLikelihood,
  starts: readonly (readonly number[])[],
  rough: LogLikelihood = logLikelihood,
): Generator<void, Fit | null, void> {
  const minus = (of: LogLikelihood) => (logs: Float64Array) => -of(logs.map(exp));
  let best: Minimum | null = null;
  for (const start of starts) {
    const found = yield* descent(minus(rough), start.map(ln));
    if (found && (best === null || found.fx < best.fx)) best = found;
  }
  if (best === null) return null;
  if (rough !== logLikelihood) best = {x: best.x, fx: Infinity};
  let converged = false;
  for (let i = 0; i < MOST_RESTARTS && !converged; i++) {
    const again: Minimum | null = yield* descent(minus(logLikelihood), best.x);
    if (again === null) return null;
    converged = Math.abs(again.fx - best.fx) <= AGREE;
    if (again.fx < best.fx) best = again;
  }
  return {parameters: Array.from(best.x, exp), ll: -best.fx, converged};
}
