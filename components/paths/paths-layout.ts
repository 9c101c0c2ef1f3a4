// Where the nodes and ribbons of paths lie: one column for each position. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {spreadInColumns} from "../parts/labels.js";
import {layoutFlow, mirrorFlow, type Box, type FlowNode, type Ribbon} from "../parts/sankey.js";
import {fitText, textWidth} from "../parts/text.js";

/** A row of table `links`. */
export interface LinkRow {
  readonly [column: string]: Cell;
  readonly position: number;
  readonly source: string;
  readonly target: string;
  readonly count: number;
  readonly share_of_source: number | null;
  readonly median_gap_ms: number | null;
}

interface PathNode extends FlowNode {
  readonly name: string;
  readonly position: number;
  /** Whether it is a place outside the sequence: `(exit)` or `(entry)`. */
  readonly outside: boolean;
}
interface PathLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly row: LinkRow;
}
interface PathsLayout {
  readonly boxes: readonly Box<PathNode>[];
  readonly ribbons: readonly Ribbon<PathLink>[];
  readonly labels: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: "start" | "end";
    readonly text: string;
    readonly value: number;
    readonly outside: boolean;
  }[];
  /** Names in the order of their ink. */
  readonly names: readonly string[];
  readonly height: number;
}

export const OUTSIDE: ReadonlySet<string> = new Set(["(exit)", "(entry)"]);
const OTHER = "(other)";
const LINE = 15;

/** Height that lets the fullest column keep its labels apart. */
function pathsHeight(rows: readonly LinkRow[], least: number): number {
  const perColumn = new Map<number, Set<string>>();
  for (const {position, source, target} of rows) {
    perColumn.set(position, (perColumn.get(position) ?? new Set()).add(source));
    perColumn.set(position + 1, (perColumn.get(position + 1) ?? new Set()).add(target));
  }
  const most = Math.max(1, ...[...perColumn.values()].map((names) => names.size));
  return Math.max(least, most * (LINE + 12) + 24);
}

/** The flow of all positions that have room: at least 90 px for each. */
export function layoutPaths(
  rows: readonly LinkRow[],
  size: Size,
  word: (name: string) => string,
  count: (n: number) => string,
): PathsLayout {
  const first = Math.min(...rows.map(({position}) => position));
  const columns = Math.max(
    2,
    Math.min(1 + Math.max(...rows.map(({position}) => position)) - first + 1, Math.floor(size.width / 90)),
  );
  const drawn = rows.filter(({position}) => position - first + 1 < columns);
  const totals = new Map<string, number>();
  for (const row of drawn) {
    totals.set(id(row.position, row.source), (totals.get(id(row.position, row.source)) ?? 0) + row.count);
    totals.set(id(row.position + 1, row.target), (totals.get(id(row.position + 1, row.target)) ?? 0) + row.count);
  }
  const nodes = nodesOf(drawn, first, totals);
  const links = drawn.map((row): PathLink => ({
    source: id(row.position, row.source),
    target: id(row.position + 1, row.target),
    value: row.count,
    row,
  }));
  const height = pathsHeight(drawn, size.height);
  const room = size.width / columns;
  const flow = layoutFlow(nodes, links, {
    left: 0,
    right: size.width - Math.min(room * 0.9, 110),
    top: 8,
    bottom: height - 8,
    nodeWidth: 8,
    padding: LINE,
  });
  const {boxes, ribbons} = size.rtl ? mirrorFlow(flow, size.width) : flow;
  const placed = spreadInColumns(
    boxes,
    ({node}) => node.column,
    ({y, height: h}) => y + h / 2,
    LINE,
    8,
    height - 8,
  );
  const labels = placed.map(({item: {node, x, width, value}, at}) => {
    const text = fitText(word(node.name), room - 24 - textWidth(count(value), 11), 12);
    return {
      key: node.id,
      x: size.rtl ? x - 5 : x + width + 5,
      y: at,
      anchor: "start" as const,
      text,
      value,
      outside: node.outside,
    };
  });
  const names = [
    ...new Set(
      nodes
        .filter(({outside, name}) => !outside && name !== OTHER)
        .sort((a, b) => totals.get(b.id)! - totals.get(a.id)!)
        .map(({name}) => name),
    ),
  ];
  return {boxes, ribbons, labels, names, height};
}

const id = (position: number, name: string) => `${position}/${name}`;

// In a column the frequent ones stand on top; what lies outside and the rest come last.
function nodesOf(rows: readonly LinkRow[], first: number, totals: ReadonlyMap<string, number>): PathNode[] {
  const found = new Map<string, PathNode>();
  const add = (position: number, name: string) => {
    const key = id(position, name);
    if (!found.has(key))
      found.set(key, {id: key, column: position - first, order: 0, name, position, outside: OUTSIDE.has(name)});
  };
  for (const {position, source, target} of rows) {
    add(position, source);
    add(position + 1, target);
  }
  const last = (node: PathNode) => (node.outside ? 2 : node.name === OTHER ? 1 : 0);
  const sorted = [...found.values()].sort(
    (a, b) => a.column - b.column || last(a) - last(b) || totals.get(b.id)! - totals.get(a.id)!,
  );
  return sorted.map((node, order) => ({...node, order}));
}
