// Where the parts of a stage distribution lie: one stacked bar for each period, labels at the end. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {spread} from "../parts/labels.js";
import {stackedBars, stackExtent, type StackPart} from "../parts/stacked-bars.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";
import {fitText, textWidth} from "../parts/text.js";

/** The columns of table `distribution` that are drawn. */
export interface DistributionRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly stage: string;
  readonly units: number;
  readonly share: number | null;
}

interface StagesWords {
  stage(id: string): string;
  period(label: string): string;
  value(value: number): string;
}

export interface Part extends Omit<StackPart<DistributionRow>, "part"> {
  readonly key: string;
  /** Place of the stage among all, for its ink. */
  readonly place: number;
  readonly open: boolean;
}

export interface StagesLayout {
  readonly time: TimePlane;
  readonly parts: readonly Part[];
  readonly labels: readonly {
    readonly stage: string;
    readonly place: number;
    readonly x: number;
    readonly y: number;
    readonly at: number;
    readonly text: string;
    /** Share or number in the last period. */
    readonly value: string;
  }[];
  /** Stages of the picture, from the bottom up. */
  readonly stages: readonly string[];
}

const LABEL = 14;
/** Room for the line and the square before a label, and for the figure after it. */
const KEY = 28;
const VALUE = 36;

/** Bars of shares or of counts. Stages stack in the order of the rows, `inactive` at the bottom. */
export function layoutStages(
  rows: readonly DistributionRow[],
  size: Size,
  measure: "share" | "units",
  words: StagesWords,
): StagesLayout {
  const periods = [...new Set(rows.map(({period}) => period))];
  const stages = stackOrder(rows);
  const value = (row: DistributionRow) => (measure === "share" ? (row.share ?? 0) : row.units);
  const bars = barsOf(rows);
  const valueOf = (bar: Bar, stage: string) => (bar.has(stage) ? value(bar.get(stage)!) : 0);
  const high = measure === "share" ? 1 : Math.max(1, stackExtent(bars, stages, valueOf)[1]);
  const shown = stages.filter((stage) => rows.some((row) => row.stage === stage && row.units > 0));
  const wide = size.width >= 480;
  const end = wide
    ? Math.min(size.width * 0.25, Math.max(0, ...shown.map((stage) => textWidth(words.stage(stage), 12))) + KEY + VALUE)
    : 0;
  const time = timePlane(size, {
    periods: periods.map(words.period),
    low: 0,
    high,
    value: words.value,
    end,
    exact: measure === "share",
    whole: measure === "units",
  });
  const parts = stackedBars(bars, stages, valueOf, time).map((part) => partOf(part, stages.length));
  return {
    time,
    parts,
    labels: wide ? endLabels(parts, periods.length - 1, time, size, words, end, value) : [],
    stages: shown,
  };
}

// Inactive lies at the bottom in grey, so that the stages of the journey stand on it in their order.
function stackOrder(rows: readonly DistributionRow[]): string[] {
  const stages = [...new Set(rows.map(({stage}) => stage))];
  return [...stages.filter((stage) => stage === "inactive"), ...stages.filter((stage) => stage !== "inactive")];
}

/** The rows of one period by stage. */
type Bar = ReadonlyMap<string, DistributionRow>;

function barsOf(rows: readonly DistributionRow[]): Bar[] {
  const bars = new Map<string, Map<string, DistributionRow>>();
  for (const row of rows) {
    const bar = bars.get(row.period) ?? new Map<string, DistributionRow>();
    bars.set(row.period, bar.set(row.stage, row));
  }
  return [...bars.values()];
}

// The arrow keys walk a bar from its top.
function partOf({row: bar, part: stage, line: place, ...box}: StackPart<Bar>, stages: number): Part {
  const row = bar.get(stage)!;
  const open = row["status"] === "in_progress" || row["status"] === "future";
  return {...box, key: `${row.period}/${stage}`, row, place, open, line: stages - place};
}

function endLabels(
  parts: readonly Part[],
  last: number,
  {plane}: TimePlane,
  size: Size,
  words: StagesWords,
  end: number,
  value: (row: DistributionRow) => number,
): StagesLayout["labels"] {
  const wanted = parts.filter(({column, row}) => column === last && row.units > 0);
  const x = size.rtl ? plane.left - KEY : plane.right + KEY;
  return spread(wanted, ({y, height}) => y + height / 2, LABEL, plane.top, plane.bottom).map(
    ({item, wanted: at, at: y}) => ({
      stage: item.row.stage,
      place: item.place,
      x,
      y,
      at,
      text: fitText(words.stage(item.row.stage), end - KEY - VALUE, 12),
      value: words.value(value(item.row)),
    }),
  );
}
