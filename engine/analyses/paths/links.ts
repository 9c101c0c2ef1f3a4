// Links between neighbouring positions, with the frequent names of each position kept and the rest as `(other)` (semantics 9.2, 9.3).
import {byCodePoint} from "../../model/order.js";
import type {Cell} from "../../model/table.js";
import {quantileSorted} from "../../stats/quantile.js";
import {roundHalfUp} from "../../stats/round.js";
import {ENTRY, EXIT, OTHER, positionsOf, type PathsFacts} from "./facts.js";
import type {PathsQuery} from "./query.js";

type Rows = Record<string, Cell>[];

/** Nodes of one position: what each name code is shown as, and the labels of the nodes. */
interface Level {
  readonly position: number;
  /** Code → node number. */
  readonly nodeOf: Uint32Array;
  readonly labels: string[];
  readonly counts: number[];
}

export function linkRows(facts: PathsFacts, query: PathsQuery): {links: Rows; nodes: Rows} {
  const {first} = positionsOf(query);
  const levels = Array.from({length: facts.width}, (_, p) => levelOf(facts, p, first + p, query));
  const links: Rows = [];
  for (let p = 0; p + 1 < levels.length; p++) links.push(...linksBetween(facts, p, levels[p]!, levels[p + 1]!));
  return {links, nodes: levels.flatMap((level) => nodeRows(level, facts.sequences))};
}

function levelOf(
  {codes, width, sequences, names}: PathsFacts,
  p: number,
  position: number,
  {top, anchor}: PathsQuery,
): Level {
  const byCode = new Uint32Array(names.length);
  for (let s = 0; s < sequences; s++) byCode[codes[s * width + p]!]!++;
  // Code 0 in the column of a position: the sequence had ended before it, or had not begun.
  const gone = anchor.at === "around" && position < 1 ? ENTRY : EXIT;
  const present = Array.from(byCode.keys()).filter((code) => code > 0 && byCode[code]! > 0);
  const frequent = present.sort((a, b) => byCode[b]! - byCode[a]! || byCodePoint(names[a]!, names[b]!)).slice(0, top);
  const labels = [...frequent.map((code) => names[code]!), OTHER, gone];
  const nodeOf = new Uint32Array(names.length).fill(frequent.length);
  frequent.forEach((code, node) => (nodeOf[code] = node));
  nodeOf[0] = frequent.length + 1;
  const counts = labels.map(() => 0);
  byCode.forEach((n, code) => (counts[nodeOf[code]!]! += n));
  return {position, nodeOf, labels, counts};
}

function linksBetween({codes, gaps, width, sequences}: PathsFacts, p: number, from: Level, to: Level): Rows {
  const [m, n] = [from.labels.length, to.labels.length];
  const linkOf = new Uint32Array(sequences);
  const counts = new Uint32Array(m * n);
  // A sequence that is gone at both ends makes no link: it ended (or begins) elsewhere.
  const nowhere = m * n;
  for (let s = 0; s < sequences; s++) {
    const [a, b] = [codes[s * width + p]!, codes[s * width + p + 1]!];
    const link = a === 0 && b === 0 ? nowhere : from.nodeOf[a]! * n + to.nodeOf[b]!;
    linkOf[s] = link;
    if (link !== nowhere) counts[link]!++;
  }
  const medians = medianGaps(linkOf, counts, gaps, width, p);
  const outflow = new Float64Array(m);
  counts.forEach((count, link) => (outflow[Math.floor(link / n)]! += count));
  const rows: {
    position: number;
    source: string;
    target: string;
    count: number;
    share_of_source: number;
    median_gap_ms: number | null;
  }[] = [];
  counts.forEach((count, link) => {
    if (count === 0) return;
    const [a, b] = [Math.floor(link / n), link % n];
    rows.push({
      position: from.position,
      source: from.labels[a]!,
      target: to.labels[b]!,
      count,
      share_of_source: count / outflow[a]!,
      median_gap_ms: medians[link] ?? null,
    });
  });
  return rows.sort((a, b) => b.count - a.count || byCodePoint(a.source, b.source) || byCodePoint(a.target, b.target));
}

/** Median time from the source to the target of each link; null for links to `(exit)`. */
function medianGaps(
  linkOf: Uint32Array,
  counts: Uint32Array,
  gaps: Float64Array,
  width: number,
  p: number,
): (number | null)[] {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, link) => (starts[link + 1] = starts[link]! + count));
  const sorted = new Float64Array(starts[counts.length]!);
  const next = starts.slice();
  linkOf.forEach((link, s) => {
    if (link < counts.length) sorted[next[link]!++] = gaps[s * width + p]!;
  });
  return Array.from(counts, (count, link) => {
    const own = sorted.subarray(starts[link], starts[link]! + count).sort();
    if (count === 0 || Number.isNaN(own[0]!) || Number.isNaN(own[count - 1]!)) return null;
    const median = quantileSorted(own, 0.5);
    return median === null ? null : roundHalfUp(median);
  });
}

function nodeRows({position, labels, counts}: Level, sequences: number): Rows {
  const rows = labels.map((name, node) => ({
    position,
    name,
    count: counts[node]!,
    share: sequences ? counts[node]! / sequences : null,
  }));
  return rows.filter(({count, name}) => count > 0 && name !== EXIT && name !== ENTRY);
}
