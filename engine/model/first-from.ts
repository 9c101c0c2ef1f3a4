// A place in a sorted list, found by halves.

/** The first entry of the ascending `sorted[from … to - 1]` that is at least `least`; `to` where none is. */
export function firstFrom(
  sorted: Float64Array | Uint32Array | Int32Array,
  from: number,
  to: number,
  least: number,
): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first number in [from, to) that passes a test that all behind it pass too; `to` where none does. */
export function firstThat(from: number, to: number, passes: (place: number) => boolean): number {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
