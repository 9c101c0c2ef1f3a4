// Where the moves between stages lie: a flow from left to right, or a matrix of from × to. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {layoutFlow, mirrorFlow, type Box, type FlowNode, type Ribbon} from "../parts/sankey.js";
import {spreadInColumns} from "../parts/labels.js";
import {fitText, textWidth} from "../parts/text.js";

/** The columns of table `transitions` that are drawn. */
export interface TransitionRow {
  readonly [column: string]: Cell;
  readonly from: string;
  readonly to: string;
  readonly jumps: number;
  readonly jump_rate: number | null;
  readonly pairs: number;
  readonly rate: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

interface StageNode extends FlowNode {
  readonly stage: string;
}
interface StageLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly row: TransitionRow;
}
interface NodeLabel {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly name: string;
  readonly value: number;
}
interface StageFlowLayout {
  readonly boxes: readonly Box<StageNode>[];
  readonly ribbons: readonly Ribbon<StageLink>[];
  readonly labels: readonly NodeLabel[];
}

/** Room for the heads of the two columns. */
const FLOW_TOP = 26;
/** Least distance between the labels of a column. */
const LINE = 14;

/** Stages in the order in which the rows name them. */
export function stagesOf(rows: readonly TransitionRow[]): string[] {
  return [...new Set(rows.flatMap(({from, to}) => [from, to]))];
}

/** Height that lets the labels of all stages stand apart. */
export function flowHeight(rows: readonly TransitionRow[], least: number): number {
  return Math.max(least, FLOW_TOP + 8 + stagesOf(rows).length * (LINE + 5));
}

/** A flow from the stage at the start of a period (left) to the stage at its end (right). */
export function layoutStageFlow(
  rows: readonly TransitionRow[],
  size: Size,
  name: (stage: string) => string,
  count: (n: number) => string,
): StageFlowLayout {
  const stages = stagesOf(rows);
  const order = new Map(stages.map((stage, place) => [stage, place]));
  const links = rows
    .filter(({pairs}) => pairs > 0)
    .map((row): StageLink => ({source: `from ${row.from}`, target: `to ${row.to}`, value: row.pairs, row}));
  const side = (column: number, word: string) =>
    stages.map((stage): StageNode => ({id: `${word} ${stage}`, column, order: order.get(stage)!, stage}));
  const label = Math.min(
    size.width * 0.3,
    Math.max(0, ...stages.map((stage) => textWidth(`${name(stage)} ${count(9999)}`, 12))) + 14,
  );
  const area = {
    left: label,
    right: size.width - label,
    top: FLOW_TOP,
    bottom: size.height - 8,
    nodeWidth: 10,
    padding: 10,
  };
  const flow = layoutFlow([...side(0, "from"), ...side(1, "to")], links, area);
  const {boxes, ribbons} = size.rtl ? mirrorFlow(flow, size.width) : flow;
  const placed = spreadInColumns(
    boxes,
    ({node}) => node.column,
    ({y, height}) => y + height / 2,
    LINE,
    FLOW_TOP + 6,
    size.height - 8,
  );
  const labels = placed.map(({item: {node, x, width, value}, at}): NodeLabel => {
    const before = node.column === 0;
    const atLeft = before !== size.rtl;
    // From right to left, text starts at its right end.
    return {
      key: node.id,
      x: atLeft ? x - 6 : x + width + 6,
      y: at,
      anchor: before ? "end" : "start",
      name: fitText(name(node.stage), label - textWidth(count(value), 12) - 18, 12),
      value,
    };
  });
  return {boxes, ribbons, labels};
}

interface MatrixCell {
  readonly key: string;
  readonly row: TransitionRow;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly line: number;
}
interface MatrixLayout {
  readonly cells: readonly MatrixCell[];
  readonly height: number;
  readonly rows: readonly {readonly x: number; readonly y: number; readonly text: string}[];
  readonly columns: readonly {readonly x: number; readonly y: number; readonly text: string}[];
  /** Whether the heads of columns have to lean to fit. */
  readonly leaning: boolean;
  /** Whether a figure fits into a cell. */
  readonly figures: boolean;
}

const CELL = 32;
const HEAD = 64;
const FLAT_HEAD = 24;

/** One cell for each pair of stages: from (down) × to (across). */
export function layoutMatrix(
  rows: readonly TransitionRow[],
  size: Size,
  name: (stage: string) => string,
): MatrixLayout {
  const stages = stagesOf(rows);
  const sources = stages.filter((stage) => rows.some(({from}) => from === stage));
  const targets = stages.filter((stage) => rows.some(({to}) => to === stage));
  const label = Math.min(size.width * 0.3, Math.max(0, ...sources.map((stage) => textWidth(name(stage), 12))) + 12);
  const heads = targets.map((stage) => textWidth(name(stage), 11));
  const room = (size.width - label) / Math.max(1, targets.length);
  const leaning = heads.some((head) => head > room - 4);
  // The last head leans over the end of the cells.
  const over = leaning ? Math.max(0, Math.min(HEAD - 8, (heads.at(-1) ?? 0) / Math.SQRT2) + 4 - room / 2) : 0;
  const width = (size.width - label - over) / Math.max(1, targets.length);
  const head = leaning ? HEAD : FLAT_HEAD;
  const at = (x: number, w: number) => (size.rtl ? size.width - x - w : x);
  const cells = rows.map((row): MatrixCell => {
    const [column, line] = [targets.indexOf(row.to), sources.indexOf(row.from)];
    return {
      key: `${row.from}/${row.to}`,
      row,
      x: at(label + column * width, width) + 1,
      y: head + line * CELL + 1,
      width: width - 2,
      height: CELL - 2,
      column,
      line,
    };
  });
  return {
    cells,
    height: head + sources.length * CELL + 4,
    rows: sources.map((stage, line) => ({
      x: at(0, 0),
      y: head + line * CELL + CELL / 2,
      text: fitText(name(stage), label - 8, 12),
    })),
    columns: targets.map((stage, column) => ({
      x: at(label + column * width + width / 2, 0),
      y: head - 8,
      text: leaning ? fitText(name(stage), (HEAD - 8) * Math.SQRT2, 11) : name(stage),
    })),
    leaning,
    figures: width >= 34,
  };
}
