// The normal distribution: probabilities of z.
import {gammaQ} from "./incomplete-gamma.js";

/** Chance of a standard normal value at least as far from 0 as `z`, on either side. */
export function twoSidedP(z: number): number {
  return gammaQ(0.5, (z * z) / 2);
}
