// "Did you mean": the closest known name to one that is not known.

/**
 * The candidate closest to `name`, or null when none is close enough to be what was meant: the same but for case, or changed in at
 * most a third of its letters, since in short words a few letters make another word. Of equally close ones the first in the list.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const most = Math.floor(Math.max(name.length, candidate.length) / 3);
    if (Math.abs(name.length - candidate.length) > most) continue;
    const d = edits(wanted, candidate.toLowerCase());
    if (d < least && d <= most) [best, least] = [candidate, d];
  }
  return best;
}

/** Letters to add, drop or change, or neighbours to swap, to make `b` of `a` (optimal string alignment). */
export function edits(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, above] = [above, row];
  }
  return above[b.length]!;
}

/** ` (did you mean "x"?)`, or an empty string when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearest(name, candidates);
  return near === null ? "" : ` (did you mean "${near}"?)`;
}
