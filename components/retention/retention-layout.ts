// Where the cells of a retention triangle lie. Pure: lines of rows and a size in, cells and labels out.
import type {Place} from "../base/arrows.js";
import type {Size} from "../base/size.js";
import {fitText, textWidth} from "../parts/text.js";
import {isComplete, knownColumns, shownRate, type RetentionLine, type RetentionRow} from "./retention-rows.js";

export interface HeatCell {
  readonly key: string;
  readonly line: RetentionLine;
  readonly row: RetentionRow;
  readonly x: number;
  readonly y: number;
  /** Share of the darkest value, in [0, 1]. */
  readonly fraction: number;
  readonly complete: boolean;
  readonly place: Place;
}

interface HeatLabel {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: "line" | "average" | "size" | "few" | "offset" | "unit";
}

export interface RetentionLayout {
  readonly height: number;
  readonly cell: {readonly width: number; readonly height: number};
  readonly cells: readonly HeatCell[];
  readonly labels: readonly HeatLabel[];
  /** Whether the percentages fit into the cells. */
  readonly texts: boolean;
  /** What the darkest colour stands for. */
  readonly darkest: number;
  /** Cohorts and columns that have no room; they are in the table. */
  readonly left: {readonly cohorts: number; readonly columns: number};
}

interface RetentionLabels {
  /** The name of a line, long or short. */
  line(line: RetentionLine, short: boolean): string;
  size(line: RetentionLine): string;
  offset(row: RetentionRow): string;
  /** What offsets count: "Week". */
  readonly unit: string;
  rate(rate: number | null): string;
}

/** Cohorts drawn at most; the latest. */
const MAX_COHORTS = 60;
/** A cell that can be pointed at is at least this wide. */
const MIN_CELL = 24;
const MAX_CELL = 76;
const HEAD = 24;
const GAP = 6;

function retentionRowHeight(compact: boolean): number {
  return compact ? 24 : 28;
}

export function retentionHeight(averages: number, cohorts: number, compact = false): number {
  return HEAD + (averages + Math.min(cohorts, MAX_COHORTS)) * retentionRowHeight(compact) + GAP + 4;
}

export function layoutRetention(
  averages: readonly RetentionLine[],
  cohorts: readonly RetentionLine[],
  size: Size,
  words: RetentionLabels,
): RetentionLayout {
  const shown = cohorts.slice(-MAX_COHORTS);
  const lines = [...averages, ...shown];
  const short = size.width < 560;
  const start = labelRoom(lines, short, size.width, words);
  const offsets = (averages[0]?.rows ?? shown[0]?.rows ?? []).slice(0, knownColumns(lines));
  const columns = Math.max(1, Math.min(offsets.length, Math.floor((size.width - start) / MIN_CELL)));
  const cell = {width: Math.min(MAX_CELL, (size.width - start) / columns), height: retentionRowHeight(size.compact)};
  const darkest = darkestRate(lines);
  const top = (i: number) => HEAD + i * cell.height + (i >= averages.length ? GAP : 0);
  const cells = lines.flatMap((line, i) =>
    lineCells(line, i, columns, darkest).map((found) => ({
      ...found,
      x: start + found.place[0] * cell.width,
      y: top(i),
    })),
  );
  const labels: HeatLabel[] = [
    {key: "unit", x: start - 10, y: HEAD / 2, text: words.unit, kind: "unit"},
    ...offsets.slice(0, columns).map((row, k): HeatLabel => ({
      key: `n-${k}`,
      x: start + (k + 0.5) * cell.width,
      y: HEAD / 2,
      text: words.offset(row),
      kind: "offset",
    })),
    ...lines.flatMap((line, i) => lineLabels(line, top(i) + cell.height / 2, start, short, words)),
  ];
  const widest = Math.max(0, ...cells.map(({row}) => textWidth(words.rate(shownRate(row)), 11)));
  const layout = {
    height: retentionHeight(averages.length, shown.length, size.compact),
    cell,
    cells,
    labels,
    texts: widest + 4 <= cell.width,
    darkest,
    left: {cohorts: cohorts.length - shown.length, columns: offsets.length - columns},
  };
  return size.rtl ? mirror(layout, size.width) : layout;
}

function labelRoom(lines: readonly RetentionLine[], short: boolean, width: number, words: RetentionLabels): number {
  const names = Math.max(...lines.map((line) => textWidth(words.line(line, short), 12, line.cohort === null)));
  const sizes = Math.max(0, ...lines.map((line) => textWidth(words.size(line), 11)));
  return Math.min(width * 0.4, names + sizes + 26);
}

// Period 0 is often near everything and would leave the rest pale.
function darkestRate(lines: readonly RetentionLine[]): number {
  const later = lines.flatMap(({rows}) => rows.filter(({n}) => n > 0));
  const rates = (later.length > 0 ? later : lines.flatMap(({rows}) => rows)).map((row) => shownRate(row) ?? 0);
  return Math.max(0.01, ...rates);
}

function lineCells(line: RetentionLine, i: number, columns: number, darkest: number): Omit<HeatCell, "x" | "y">[] {
  return line.rows.slice(0, columns).flatMap((row, k) => {
    const rate = shownRate(row);
    if (rate === null) return [];
    const place = [k, i] as const;
    return [
      {
        key: `${line.cohort === null ? "average" : "cohort"}/${line.key}/${row.n}`,
        line,
        row,
        fraction: Math.min(1, rate / darkest),
        complete: isComplete(row),
        place,
      },
    ];
  });
}

function lineLabels(
  line: RetentionLine,
  y: number,
  start: number,
  short: boolean,
  words: RetentionLabels,
): HeatLabel[] {
  const size = words.size(line);
  const room = start - 18 - textWidth(size, 11);
  const name = {
    key: `line-${line.key}-${line.cohort}`,
    x: 0,
    y,
    text: fitText(words.line(line, short), room, 12, line.cohort === null),
  };
  const few = line.size !== null && line.size < 30;
  return [
    {...name, kind: line.cohort === null ? "average" : "line"},
    ...(size
      ? [{key: `size-${line.key}`, x: start - 10, y, text: size, kind: few ? ("few" as const) : ("size" as const)}]
      : []),
  ];
}

function mirror(layout: RetentionLayout, width: number): RetentionLayout {
  return {
    ...layout,
    cells: layout.cells.map((cell) => ({...cell, x: width - cell.x - layout.cell.width})),
    labels: layout.labels.map((label) => ({...label, x: width - label.x})),
  };
}
