// Links between neighbouring positions, with the frequent names of each position kept and the rest as `(other)` (semantics 9.2, 9.3).
import {OTHER} from "../../model/buckets.js";
import {byCodePoint} from "../../model/order.js";
import type {Cell} from "../../model/table.js";
import {quantileInPlace} from "../../stats/quantile.js";
import {roundHalfUp} from "../../stats/round.js";
import {ENTRY, EXIT, positionsOf, type Sequences} from "./facts.js";
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

interface Drawn extends Sequences {
  readonly width: number;
  /** Column of the anchor. */
  readonly anchor: number;
  readonly names: readonly string[];
}

export function linkRows(facts: Sequences, names: readonly string[], query: PathsQuery): {links: Rows; nodes: Rows} {
  const {first, width} = positionsOf(query);
  const drawn: Drawn = {...facts, width, anchor: 1 - first, names};
  const levels = Array.from({length: width}, (_, p) => levelOf(drawn, p, first + p, query));
  const links: Rows = [];
  for (let p = 0; p + 1 < levels.length; p++) links.push(...linksBetween(drawn, p, levels[p]!, levels[p + 1]!));
  return {links, nodes: levels.flatMap((level) => nodeRows(level, facts.sequences))};
}

function levelOf(drawn: Drawn, p: number, position: number, {top, anchor}: PathsQuery): Level {
  const {names} = drawn;
  const byCode = countCodes(drawn, p);
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

function countCodes({codes, width, rows, singles, anchor, names}: Drawn, p: number): Uint32Array {
  const byCode = new Uint32Array(names.length);
  for (let s = 0, at = p; s < rows; s++, at += width) byCode[codes[at]!]!++;
  singles.forEach((count, code) => (byCode[p === anchor ? code : 0]! += count));
  return byCode;
}

function linksBetween(drawn: Drawn, p: number, from: Level, to: Level): Rows {
  const n = to.labels.length;
  const {linkOf, counts} = countLinks(drawn, p, from, to);
  const medians = medianGaps(
    drawn,
    p,
    linkOf,
    counts,
    (link) => inside(from, Math.floor(link / n)) && inside(to, link % n),
  );
  const outflow = new Float64Array(from.labels.length);
  counts.forEach((count, link) => (outflow[Math.floor(link / n)]! += count));
  const rows = Array.from(counts.keys())
    .filter((link) => counts[link]! > 0)
    .map((link) => {
      const source = Math.floor(link / n);
      return {
        position: from.position,
        source: from.labels[source]!,
        target: to.labels[link % n]!,
        count: counts[link]!,
        share_of_source: counts[link]! / outflow[source]!,
        median_gap_ms: medians[link]!,
      };
    });
  return rows.sort((a, b) => b.count - a.count || byCodePoint(a.source, b.source) || byCodePoint(a.target, b.target));
}

/** Whether a node is a name or `(other)`: the last label says that the sequence is over or has not begun. */
function inside({labels}: Level, node: number): boolean {
  return node < labels.length - 1;
}

/** The link of each row between two positions, and how many sequences take it. A sequence gone at both ends takes none. */
function countLinks(
  {codes, width, rows, singles, anchor}: Drawn,
  p: number,
  from: Level,
  to: Level,
): {linkOf: Uint32Array; counts: Uint32Array} {
  const n = to.labels.length;
  const nowhere = from.labels.length * n;
  const linkOf = new Uint32Array(rows);
  const counts = new Uint32Array(nowhere + 1);
  const [sources, targets] = [from.nodeOf, to.nodeOf];
  for (let s = 0, at = p; s < rows; s++, at += width) {
    const a = codes[at]!;
    const b = codes[at + 1]!;
    const link = a === 0 && b === 0 ? nowhere : sources[a]! * n + targets[b]!;
    linkOf[s] = link;
    counts[link]!++;
  }
  singles.forEach((count, code) => {
    if (p === anchor) counts[sources[code]! * n + targets[0]!]! += count;
    else if (p + 1 === anchor) counts[sources[0]! * n + targets[code]!]! += count;
  });
  return {linkOf, counts: counts.subarray(0, nowhere)};
}

/** Median time from the source to the target of each link that `has` one; null for the others. */
function medianGaps(
  {gaps, width}: Drawn,
  p: number,
  linkOf: Uint32Array,
  counts: Uint32Array,
  has: (link: number) => boolean,
): (number | null)[] {
  const timed = Uint32Array.from(counts, (count, link) => (has(link) ? count : 0));
  const starts = new Uint32Array(counts.length + 1);
  timed.forEach((count, link) => (starts[link + 1] = starts[link]! + count));
  const grouped = new Float64Array(starts[counts.length]!);
  const next = starts.slice();
  for (let s = 0, at = p; s < linkOf.length; s++, at += width) {
    const link = linkOf[s]!;
    if (link < timed.length && timed[link]! > 0) grouped[next[link]!++] = gaps[at]!;
  }
  return Array.from(timed, (_, link) => {
    const median = quantileInPlace(grouped.subarray(starts[link], starts[link + 1]), 0.5);
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
