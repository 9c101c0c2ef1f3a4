// A place in a sorted list, found by halves.

/** The first entry in [from, to) at `t` or later. */
export function firstFrom(ts: Float64Array, from: number, to: number, t: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (ts[middle]! < t) from = middle + 1;
    else to = middle;
  }
  return from;
}
