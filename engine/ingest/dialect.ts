// How the cells of a text file are told apart: by comma, semicolon, tab or bar, or by blanks between columns.

/** One character, or `blanks` for columns that are set apart by runs of blanks. */
export type Delimiter = "," | ";" | "\t" | "|" | "blanks";

const CANDIDATES = [",", ";", "\t", "|"] as const;
const LINES = 200;

/**
 * The delimiter of the first lines of a file: the one that gives most lines the same number (two or more) of cells. Without
 * one, blanks, if they cut every line into the same number of cells; else the file has one column.
 */
export function delimiterOf(head: string): Delimiter {
  const scored = CANDIDATES.map((delimiter) => ({delimiter, ...agreement(cellCounts(head, delimiter))}));
  const best = scored
    .filter(({cells, share}) => cells > 1 && share >= 0.5)
    .sort((a, b) => b.share * rank(b.cells) - a.share * rank(a.cells))[0];
  if (best) return best.delimiter;
  if (areBlankColumns(head)) return "blanks";
  return scored.filter(({cells}) => cells > 1).sort((a, b) => b.share - a.share)[0]?.delimiter ?? ",";
}

// More cells speak for a delimiter, but agreement speaks louder.
const rank = (cells: number) => 1 + Math.min(cells, 20) / 100;

function agreement(counts: readonly number[]): {cells: number; share: number} {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let [cells, most] = [1, 0];
  for (const [count, n] of times) if (n > most || (n === most && count > cells)) [cells, most] = [count, n];
  return {cells, share: counts.length ? most / counts.length : 0};
}

/** Cells in each of the first records, quotes respected; the last record may be cut and does not count. */
function cellCounts(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let [cells, quoted, start] = [1, false, true];
  for (let i = 0; i < head.length && counts.length < LINES; i++) {
    const c = head[i]!;
    if (quoted) {
      if (c !== '"') continue;
      if (head[i + 1] === '"') i++;
      else quoted = false;
    } else if (c === '"' && start) {
      quoted = true;
      start = false;
    } else if (c === delimiter) {
      cells++;
      start = true;
    } else if (c === "\n" || c === "\r") {
      if (!(start && cells === 1)) counts.push(cells);
      [cells, start] = [1, true];
    } else start = false;
  }
  if (counts.length === 0 || (!quoted && head.length < 60_000 && cells > 1)) counts.push(cells);
  return counts;
}

// Every line cut by blanks into the same number of cells, and somewhere a run of blanks or a blank at the start.
function areBlankColumns(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  if (head.length >= 60_000) lines.pop();
  const counts = lines.slice(0, LINES).map((line) => line.trim().split(/[ \t]+/).length);
  return (
    counts.length > 0 &&
    counts[0]! > 1 &&
    counts.every((n) => n === counts[0]) &&
    lines.some((line) => /^ |[^ ] {2,}/.test(line))
  );
}
