// Geometry of a flow between columns of nodes: boxes as high as what passes through, ribbons as wide as what flows. Pure.
import {sankey, sankeyLinkHorizontal, type SankeyLink, type SankeyNode} from "d3-sankey";

export interface FlowNode {
  readonly id: string;
  /** Column, counted from 0. */
  readonly column: number;
  /** Place in its column, from the top. */
  readonly order: number;
}
interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}
export interface Box<N> {
  readonly node: N;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly value: number;
}
export interface Ribbon<L> {
  readonly link: L;
  readonly d: string;
  /** Thickness in px, at least a hair so that nothing that flows is lost to the eye. */
  readonly width: number;
  /** Middle of the ribbon. */
  readonly x: number;
  readonly y: number;
}
interface Flow<N, L> {
  readonly boxes: readonly Box<N>[];
  readonly ribbons: readonly Ribbon<L>[];
}

interface FlowArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly nodeWidth?: number;
  readonly padding?: number;
}

/** Lays nodes out in their given columns and orders. Links must lead from a column to a later one. */
export function layoutFlow<N extends FlowNode, L extends FlowLink>(
  nodes: readonly N[],
  links: readonly L[],
  area: FlowArea,
): Flow<N, L> {
  const flowing = links.filter(({value}) => value > 0);
  const used = new Set(flowing.flatMap(({source, target}) => [source, target]));
  const shown = nodes.filter(({id}) => used.has(id));
  if (shown.length === 0) return {boxes: [], ribbons: []};
  const columns = Math.max(...shown.map(({column}) => column));
  const {nodeWidth = 8, padding = 10} = area;
  // A column that no node stands in would shift the ones after it, so columns are numbered anew without gaps.
  const present = [...new Set(shown.map(({column}) => column))].sort((a, b) => a - b);
  const place = new Map(present.map((column, i) => [column, i]));
  const layout = sankey<{item: N}, {item: L}>()
    .nodeId((node) => node.item.id)
    .nodeWidth(nodeWidth)
    .nodePadding(Math.min(padding, (area.bottom - area.top) / (2 * Math.max(1, shown.length / Math.max(1, columns)))))
    .nodeAlign((node) => place.get(node.item.column)!)
    .nodeSort((a, b) => a.item.order - b.item.order)
    .linkSort((a, b) => orderOf(a.target) - orderOf(b.target) || orderOf(a.source) - orderOf(b.source))
    .extent([
      [area.left, area.top],
      [area.right, area.bottom],
    ])
    .iterations(0);
  const graph = layout({
    nodes: shown.map((item) => ({item})),
    links: flowing.map((item) => ({item, source: item.source, target: item.target, value: item.value})),
  });
  const path = sankeyLinkHorizontal<{item: N}, {item: L}>();
  return {
    boxes: graph.nodes.map((node) => ({
      node: node.item,
      x: node.x0!,
      y: node.y0!,
      width: node.x1! - node.x0!,
      height: node.y1! - node.y0!,
      value: node.value ?? 0,
    })),
    ribbons: graph.links.map((link) => ribbonOf(link, path(link) ?? "")),
  };
}

function ribbonOf<N extends FlowNode, L extends FlowLink>(
  link: SankeyLink<{item: N}, {item: L}>,
  d: string,
): Ribbon<L> {
  const [from, to] = [link.source, link.target] as [SankeyNode<{item: N}, {item: L}>, SankeyNode<{item: N}, {item: L}>];
  return {
    link: (link as unknown as {item: L}).item,
    d,
    width: Math.max(1, link.width ?? 1),
    x: (from.x1! + to.x0!) / 2,
    y: (link.y0! + link.y1!) / 2,
  };
}

function orderOf(node: unknown): number {
  return typeof node === "object" && node !== null ? (node as {item: FlowNode}).item.order : 0;
}

/** The same flow from right to left. */
export function mirrorFlow<N, L>({boxes, ribbons}: Flow<N, L>, width: number): Flow<N, L> {
  return {
    boxes: boxes.map((box) => ({...box, x: width - box.x - box.width})),
    ribbons: ribbons.map((ribbon) => ({...ribbon, x: width - ribbon.x, d: mirrorPath(ribbon.d, width)})),
  };
}

// Paths of ribbons are "Mx,yCx,y,x,y,x,y": every other number is an x.
function mirrorPath(d: string, width: number): string {
  let n = 0;
  return d.replace(/-?\d+(\.\d+)?(e-?\d+)?/g, (text) => (n++ % 2 === 0 ? String(width - Number(text)) : text));
}
