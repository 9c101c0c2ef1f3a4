// Revenue as bars, one a period, and revenue per unit as lines on a panel below. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {panel, panelLabels, type Panel} from "../parts/panel.js";
import {stackedBars, stackExtent, type StackPart} from "../parts/stacked-bars.js";
import {textWidth} from "../parts/text.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";

/** The columns of table `periods` that are drawn. */
export interface RevenueRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly revenue: number;
  readonly active: number;
  readonly arpu: number | null;
  readonly payers: number;
  readonly arppu: number | null;
  readonly orders: number;
  readonly aov: number | null;
  readonly status: string;
}

/** A period with its rows by group; without a breakdown the one group is the total. */
export interface RevenuePeriod {
  readonly total: RevenueRow;
  readonly groups: ReadonlyMap<string, RevenueRow>;
}
interface RevenueWords {
  period(label: string): string;
  money(value: number): string;
  arpu: string;
  arppu: string;
}
export interface RevenueLayout {
  readonly time: TimePlane;
  readonly parts: readonly StackPart<RevenuePeriod>[];
  readonly groups: readonly string[];
  /** Whether the lines are named at their ends; else a legend names them. */
  readonly named: boolean;
  readonly perUnit: Panel;
  readonly height: number;
}

export const TOTAL = "";
/** Narrower than this, names at the lines' ends would take too much of the picture. */
const WIDE = 480;
const PANEL = 84;
const GAP = 40;

/** Rows by period, the total apart from its groups. */
export function periodsOf(rows: readonly RevenueRow[]): RevenuePeriod[] {
  const found = new Map<string, {total: RevenueRow; groups: Map<string, RevenueRow>}>();
  for (const row of rows) {
    const group = row["breakdown"] ?? null;
    const known = found.get(row.period);
    if (group === null) found.set(row.period, {total: row, groups: new Map()});
    else known?.groups.set(String(group), row);
  }
  return [...found.values()].map(({total, groups}) => ({
    total,
    groups: groups.size ? groups : new Map([[TOTAL, total]]),
  }));
}

export function layoutRevenue(periods: readonly RevenuePeriod[], size: Size, words: RevenueWords): RevenueLayout {
  const groups = [...new Set(periods.flatMap((period) => [...period.groups.keys()]))];
  const value = (period: RevenuePeriod, group: string) => period.groups.get(group)?.revenue ?? 0;
  const [low, high] = stackExtent(periods, groups, value);
  const named = size.width >= WIDE;
  const end = named ? Math.max(textWidth(words.arpu, 11), textWidth(words.arppu, 11)) + 12 : 0;
  const lines = [
    {key: "arppu", label: words.arppu, ink: "category-2", values: periods.map(({total}) => total.arppu)},
    {key: "arpu", label: words.arpu, ink: "category-3", values: periods.map(({total}) => total.arpu)},
  ];
  const options = {
    top: size.height + GAP - 16,
    height: PANEL,
    complete: periods.map(({total}) => total.status === "complete"),
    value: words.money,
    rtl: size.rtl,
  };
  const time = timePlane(size, {
    periods: periods.map(({total}) => words.period(total.period)),
    low,
    high,
    value: words.money,
    end,
    labels: panelLabels(lines, options),
  });
  const perUnit = panel(lines, time, options);
  const parts = stackedBars(periods, groups, value, time);
  return {
    time,
    parts,
    groups,
    named,
    perUnit: named ? perUnit : {...perUnit, labels: []},
    height: perUnit.plane.bottom + 10,
  };
}
