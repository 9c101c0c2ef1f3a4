// Where the bars of growth accounting lie, and the quick ratio on a panel of its own below. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {linear, type Plane, type Tick} from "../parts/axis.js";
import type {LinePoint} from "../parts/line-path.js";
import {stackedBars, stackExtent, type StackPart} from "../parts/stacked-bars.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";

/** The columns of table `periods` that are drawn. */
export interface GrowthRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly new: number;
  readonly retained: number;
  readonly resurrected: number;
  readonly dormant: number;
  readonly active: number;
  readonly quick_ratio: number | null;
  readonly status: string;
}

export const GROWTH_PARTS = ["retained", "new", "resurrected", "dormant"] as const;
export type GrowthPart = (typeof GROWTH_PARTS)[number];

export interface GrowthWords {
  period(label: string): string;
  count(value: number): string;
  ratio(value: number): string;
}
export interface GrowthLayout {
  readonly time: TimePlane;
  readonly parts: readonly StackPart<GrowthRow>[];
  readonly ratio: {
    readonly plane: Plane;
    readonly points: readonly LinePoint[];
    readonly ticks: readonly Tick[];
    /** Where the ratio is 1: as many gained as lost. */
    readonly one: number;
  };
  readonly height: number;
}

const RATIO_HEIGHT = 64;
const RATIO_GAP = 34;

export function valueOf(row: GrowthRow, part: string): number {
  return part === "dormant" ? -row.dormant : (row[part] as number);
}

export function layoutGrowth(rows: readonly GrowthRow[], size: Size, words: GrowthWords): GrowthLayout {
  const [low, high] = stackExtent(rows, GROWTH_PARTS, valueOf);
  const time = timePlane(size, {
    periods: rows.map(({period}) => words.period(period)),
    low,
    high,
    whole: true,
    value: (value) => words.count(Math.abs(value)),
  });
  const top = size.height + RATIO_GAP;
  const plane = {...time.plane, top, bottom: top + RATIO_HEIGHT};
  const highest = Math.max(1, ...rows.map(({quick_ratio}) => quick_ratio ?? 0));
  const y = linear(0, highest, plane.bottom, plane.top, 2);
  const points = rows.map((row, i): LinePoint => ({
    x: time.middle(i),
    y: row.quick_ratio === null ? null : y(row.quick_ratio),
    complete: row.status === "complete",
  }));
  const ticks = y.ticks().map((tick) => ({at: y(tick), label: words.ratio(tick)}));
  return {
    time,
    parts: stackedBars(rows, GROWTH_PARTS, valueOf, time),
    ratio: {plane, points, ticks, one: y(1)},
    height: plane.bottom + 8,
  };
}
