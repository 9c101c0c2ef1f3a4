// Where the bars of growth accounting lie, and quick ratio and retention, each on a panel of its own below. Pure.
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
  readonly retention: number | null;
  readonly status: string;
}

export const GROWTH_PARTS = ["retained", "new", "resurrected", "dormant"] as const;
export type GrowthPart = (typeof GROWTH_PARTS)[number];

interface GrowthWords {
  period(label: string): string;
  count(value: number): string;
  ratio(value: number): string;
  rate(value: number): string;
}
export interface GrowthPoint extends LinePoint {
  readonly row: GrowthRow;
  readonly column: number;
}
/** A line over the same periods. */
export interface GrowthPanel {
  readonly plane: Plane;
  readonly points: readonly GrowthPoint[];
  readonly ticks: readonly Tick[];
}
export interface GrowthLayout {
  readonly time: TimePlane;
  readonly parts: readonly StackPart<GrowthRow>[];
  readonly ratio: GrowthPanel;
  readonly retention: GrowthPanel;
  readonly height: number;
}

const PANEL = 64;
/** Under the bars there is an axis, under the panels none; over each there is its title. */
const [UNDER_BARS, UNDER_PANEL] = [34, 30];

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
  const panel = (top: number, measure: "quick_ratio" | "retention", write: (value: number) => string): GrowthPanel => {
    const plane = {...time.plane, top, bottom: top + PANEL};
    // The axis holds 1: as many gained as lost, or everyone.
    const y = linear(0, Math.max(1, ...rows.map((row) => row[measure] ?? 0)), plane.bottom, plane.top, 2);
    const points = rows.map((row, i): GrowthPoint => ({
      row,
      column: i,
      x: time.middle(i),
      y: row[measure] === null ? null : y(row[measure]),
      complete: row.status === "complete",
    }));
    return {plane, points, ticks: y.ticks().map((tick) => ({at: y(tick), label: write(tick)}))};
  };
  const ratio = panel(size.height + UNDER_BARS, "quick_ratio", (value) => words.ratio(value));
  const retention = panel(ratio.plane.bottom + UNDER_PANEL, "retention", (value) => words.rate(value));
  const parts = stackedBars(rows, GROWTH_PARTS, valueOf, time);
  return {time, parts, ratio, retention, height: retention.plane.bottom + 8};
}
