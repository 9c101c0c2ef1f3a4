// Student's t: the chance of a value that far out, and the value that far out for a chance.
import {betaI} from "./incomplete-beta.js";

/** Chance of a t value with `df` > 0 degrees of freedom at least as far from 0 as `t`, on either side. */
export function tTwoSidedP(t: number, df: number): number {
  const square = t * t;
  return betaI(df / (df + square), df / 2, 0.5, square / (df + square));
}

/** The t > 0 that a value with `df` > 0 degrees of freedom exceeds, on either side, with chance `p` in (0, 1); by bisection. */
export function tCritical(p: number, df: number): number {
  let below = 0;
  let above = 1;
  while (tTwoSidedP(above, df) > p) above *= 2;
  for (;;) {
    const middle = (below + above) / 2;
    if (middle <= below || middle >= above) return middle;
    if (tTwoSidedP(middle, df) > p) below = middle;
    else above = middle;
  }
}
