// Where the number with its sparkline and the lines of a metric lie. Pure.
import type {Place} from "../base/arrows.js";
import type {Size} from "../base/size.js";
import {around, timeUnit} from "../parts/axis.js";
import {spread} from "../parts/labels.js";
import type {LinePoint} from "../parts/line-path.js";
import {areaBetween} from "../parts/polyline.js";
import {fitText, textWidth} from "../parts/text.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";
import {periodsOf, type MetricLine, type MetricRow} from "./metric-rows.js";

export interface MetricPoint extends LinePoint {
  readonly key: string;
  readonly row: MetricRow;
  readonly place: Place;
}
interface DrawnLine {
  readonly line: MetricLine;
  readonly points: readonly MetricPoint[];
  /** The interval along complete periods; empty where there is none. */
  readonly band: string;
}
export interface Spark extends DrawnLine {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Half the distance between two points: how far a pointer may be from one. */
  readonly reach: number;
  readonly goalY: number | null;
}

/** Height of the sparkline; its marks may stand out a little. */
const SPARK = 48;
const EDGE = 8;
/** Room for the big figure. */
export const FIGURE = {baseline: 34, size: 32} as const;
const FIRST_LINE = 58;
const LINE = 19;

/** Baseline of the i-th line of words under the figure. */
export function lineAt(i: number): number {
  return FIRST_LINE + i * LINE;
}

/** From this width on the sparkline stands beside the words, with so much between them, if it is not too narrow. */
export const WIDE = 520;
const BESIDE = 40;
const NARROWEST = 200;

/** The sparkline under the figure and the lines of words, or beside them where those leave enough room. */
export function layoutSpark(
  line: MetricLine,
  {lines, width: words}: {readonly lines: number; readonly width: number},
  target: number | null,
  size: Size,
): Spark {
  const beside = size.width >= WIDE && size.width - words - BESIDE >= NARROWEST;
  const room = beside ? size.width - Math.max(words + BESIDE, size.width / 3) : size.width;
  const left = size.rtl ? 0 : size.width - room;
  const right = left + room;
  const top = beside ? EDGE : lineAt(lines - 1) + 18;
  const bottom = beside ? Math.max(top + SPARK, lineAt(lines - 1) - 22) : top + SPARK;
  const known = line.rows.flatMap(({value, lo, hi}) => [value, lo, hi]).filter((v) => v !== null);
  const all = target === null ? known : [...known, target];
  const y = around(Math.min(...all), Math.max(...all), bottom - 2, top + 2);
  const step = (room - 2 * EDGE) / Math.max(1, line.rows.length - 1);
  const x = (i: number) => (size.rtl ? right - EDGE - i * step : left + EDGE + i * step);
  const points = pointsOf(line, 0, x, y);
  return {
    line,
    points,
    band: bandOf(points, y),
    left,
    right,
    top,
    bottom,
    reach: step / 2,
    goalY: target === null ? null : y(target),
  };
}

export interface MetricChart {
  readonly time: TimePlane;
  readonly lines: readonly DrawnLine[];
  readonly labels: readonly {readonly line: number; readonly text: string; readonly x: number; readonly y: number}[];
  /** The way to the goal along the periods. */
  readonly goal: readonly (readonly [x: number, y: number])[];
}
interface ChartWords {
  period(label: string): string;
  value(value: number): string;
  line(line: MetricLine): string;
  /** Values are lengths of time (ms). */
  readonly time?: boolean;
}

const LABEL = 13;

/** Lines over periods with their names at the ends. */
export function layoutChart(lines: readonly MetricLine[], size: Size, words: ChartWords): MetricChart {
  const all = lines.flatMap(({rows}) => rows);
  const known = all.flatMap(({value, goal_value}) => [value, goal_value]).filter((v) => v !== null);
  const names = lines.length > 1 && size.width >= 420 ? lines.map((line) => fitText(words.line(line), 140, 11)) : [];
  const periods = periodsOf(lines);
  const place = new Map(periods.map((period, i) => [period, i]));
  const time = timePlane(size, {
    periods: periods.map(words.period),
    low: Math.min(0, ...known),
    high: Math.max(0, ...known),
    value: words.value,
    ...(words.time ? {unit: timeUnit(Math.max(0, ...known))} : {}),
    end: names.length > 0 ? Math.max(...names.map((name) => textWidth(name, 11))) + 14 : 8,
  });
  const x = (_: number, row: MetricRow) => time.middle(place.get(row.period)!);
  const {top, bottom} = time.plane;
  const clamp = (value: number) => Math.min(bottom, Math.max(top, time.y(value)));
  const drawn = lines.map((line, l): DrawnLine => {
    const points = pointsOf(line, l, x, time.y);
    return {line, points, band: lines.length === 1 ? bandOf(points, clamp) : ""};
  });
  const goal = (lines[0]?.rows ?? []).flatMap((row) =>
    row.goal_value === null ? [] : [[x(0, row), time.y(row.goal_value)] as const],
  );
  return {time, lines: drawn, labels: names.length > 0 ? endLabels(drawn, names, time, size.rtl) : [], goal};
}

function pointsOf(
  {key, rows}: MetricLine,
  l: number,
  x: (i: number, row: MetricRow) => number,
  y: (value: number) => number,
): MetricPoint[] {
  return rows.map((row, i) => ({
    key: `${key ?? ""}/${row.period}`,
    row,
    x: x(i, row),
    y: row.value === null ? null : y(row.value),
    complete: row.status === "complete",
    place: [i, l],
  }));
}

function bandOf(points: readonly MetricPoint[], y: (value: number) => number): string {
  const banded = points.filter(({row, complete}) => complete && row.lo !== null && row.hi !== null);
  return areaBetween(
    banded.map(({x, row}) => [x, y(row.hi!)]),
    banded.map(({x, row}) => [x, y(row.lo!)]),
  );
}

function endLabels(
  lines: readonly DrawnLine[],
  names: readonly string[],
  {plane}: TimePlane,
  rtl: boolean,
): MetricChart["labels"] {
  const ends = lines.flatMap(({points}, line) => {
    const end = points.findLast(({y}) => y !== null);
    return end ? [{line, text: names[line]!, y: end.y!}] : [];
  });
  const x = rtl ? plane.left - 8 : plane.right + 8;
  return spread(ends, ({y}) => y, LABEL, plane.top, plane.bottom).map(({item, at}) => ({...item, x, y: at}));
}
