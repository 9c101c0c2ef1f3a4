// Where the cells of the grid of sources and stages lie. Pure.
import type {Row} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {fitText, textWidth} from "../parts/text.js";

/** What the grid shows: lines of cells, one a stage. */
export interface Coverage {
  readonly title: string;
  readonly stages: readonly {readonly id: string; readonly name: string}[];
  readonly lines: readonly {
    readonly source: string;
    /** One for each stage; null where the source says nothing of it. */
    readonly cells: readonly ({
      readonly row: Row;
      readonly events: number;
      /** The number in full, and as short as a narrow cell needs it. */
      readonly figure: string;
      readonly short: string;
    } | null)[];
  }[];
}

export interface CoverageCell {
  readonly key: string;
  readonly row: Row | null;
  readonly x: number;
  readonly y: number;
  /** Share of the darkest value, in [0, 1]: of logarithms, since sources differ by powers of ten. */
  readonly fraction: number;
  /** All figures of a grid are in full or all are short; empty where even that does not fit. */
  readonly text: string;
}

export interface CoverageLayout {
  readonly height: number;
  readonly cell: {readonly width: number; readonly height: number};
  readonly title: {readonly x: number; readonly y: number; readonly text: string};
  readonly cells: readonly CoverageCell[];
  readonly labels: readonly {readonly key: string; readonly x: number; readonly y: number; readonly text: string}[];
  /** Names of the stages; they stand upright where the cells are too narrow. `x` is the middle of the column. */
  readonly heads: readonly {readonly key: string; readonly x: number; readonly y: number; readonly text: string}[];
  readonly upright: boolean;
  /** Font size of the figures in px. */
  readonly figureSize: number;
}

const TITLE = 30;
const MAX_CELL = 92;
const FIGURE_GAP = 4;

type Found = NonNullable<Coverage["lines"][number]["cells"][number]>;

// The first way of writing in which every figure fits; where none does, those that do not are left out.
function figureFor(lines: Coverage["lines"], room: number): {figure: (found: Found) => string; size: number} {
  const all = lines.flatMap(({cells}) => cells.flatMap((found) => found ?? []));
  const ways = [
    {of: ({figure}: Found) => figure, size: 11},
    {of: ({short}: Found) => short, size: 11},
    {of: ({short}: Found) => short, size: 10},
    {of: ({short}: Found) => short, size: 9},
  ];
  const fitting = (way: (typeof ways)[number]) => (found: Found) => textWidth(way.of(found), way.size) <= room;
  const way = ways.find((each) => all.every(fitting(each))) ?? ways.at(-1)!;
  return {figure: (found) => (fitting(way)(found) ? way.of(found) : ""), size: way.size};
}

/** The grid from `top` on. */
export function layoutCoverage({title, stages, lines}: Coverage, top: number, size: Size): CoverageLayout {
  const names = Math.max(60, ...lines.map(({source}) => textWidth(source, 12))) + 14;
  const start = Math.min(size.width * 0.34, names);
  const cell = {
    width: Math.min(MAX_CELL, (size.width - start) / Math.max(1, stages.length)),
    height: size.compact ? 22 : 26,
  };
  const {figure, size: figureSize} = figureFor(lines, cell.width - FIGURE_GAP);
  const widths = stages.map(({name}) => textWidth(name, 11));
  const upright = Math.max(0, ...widths) + 6 > cell.width;
  const head = upright ? Math.max(0, ...widths) + 10 : 22;
  const first = top + TITLE + head;
  const most = Math.max(1, ...lines.flatMap(({cells}) => cells.map((found) => found?.events ?? 0)));
  const middle = (k: number) => start + (k + 0.5) * cell.width;
  const layout: CoverageLayout = {
    height: TITLE + head + lines.length * cell.height,
    cell,
    title: {x: 0, y: top + TITLE / 2 - 2, text: title},
    upright,
    figureSize,
    heads: stages.map(({id, name}, k) => ({
      key: id,
      x: middle(k),
      y: upright ? first - 6 - widths[k]! / 2 : first - 11,
      text: name,
    })),
    labels: lines.map(({source}, i) => ({
      key: source,
      x: 0,
      y: first + (i + 0.5) * cell.height,
      text: fitText(source, start - 12, 12),
    })),
    cells: lines.flatMap(({source, cells}, i) =>
      cells.map((found, k) => ({
        key: `coverage/${source}/${stages[k]!.id}`,
        row: found?.row ?? null,
        x: start + k * cell.width,
        y: first + i * cell.height,
        fraction: found ? Math.log1p(found.events) / Math.log1p(most) : 0,
        text: found ? figure(found) : "",
      })),
    ),
  };
  return size.rtl ? mirror(layout, size.width) : layout;
}

function mirror(layout: CoverageLayout, width: number): CoverageLayout {
  const turn = <T extends {readonly x: number}>(at: T): T => ({...at, x: width - at.x});
  return {
    ...layout,
    title: turn(layout.title),
    heads: layout.heads.map(turn),
    labels: layout.labels.map(turn),
    cells: layout.cells.map((cell) => ({...cell, x: width - cell.x - layout.cell.width})),
  };
}
