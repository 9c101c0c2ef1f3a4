// "Did you mean": the closest known name to one that is not known.
import {distance} from "fastest-levenshtein";

/** The candidate closest to `name`, or null when none is close enough to be what was meant (more than half of the letters differ). */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Math.max(2, Math.ceil(name.length / 2)) + 1;
  for (const candidate of candidates) {
    const d = distance(wanted, candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}

/** ` (did you mean "x"?)`, or an empty string when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === null ? "" : ` (did you mean "${near}"?)`;
}
