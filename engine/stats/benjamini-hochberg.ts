// Many comparisons in one table: p values to q values.

/**
 * The Benjamini–Hochberg q value of each p, in the order given: the smallest share of false findings at which it would
 * still count as one. A p of null was no comparison: it gets null and does not count.
 */
export function benjaminiHochberg(ps: readonly (number | null)[]): (number | null)[] {
  const qs: (number | null)[] = ps.map(() => null);
  const tested = [...ps.keys()].filter((i) => ps[i] !== null).sort((a, b) => ps[b]! - ps[a]! || a - b);
  let least = 1;
  for (const [above, i] of tested.entries()) {
    least = Math.min(least, (ps[i]! * tested.length) / (tested.length - above));
    qs[i] = least;
  }
  return qs;
}
