// Recurring revenue in three panels over the same periods: its level, what moved it, and what was kept. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {linear, type Plane, type Tick} from "../parts/axis.js";
import {noteRoom} from "../parts/notes.js";
import {panel, type Panel} from "../parts/panel.js";
import {stackedBars, stackExtent, type StackPart} from "../parts/stacked-bars.js";
import {textWidth} from "../parts/text.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";

/** The columns of table `movements` that are drawn. */
export interface MovementRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly mrr: number;
  readonly new: number;
  readonly reactivation: number;
  readonly expansion: number;
  readonly contraction: number;
  readonly churned: number;
  readonly nrr: number | null;
  readonly grr: number | null;
  readonly status: string;
}

export const MOVEMENTS = ["new", "reactivation", "expansion", "contraction", "churned"] as const;
export type Movement = (typeof MOVEMENTS)[number];
const LOSSES: ReadonlySet<string> = new Set(["contraction", "churned"]);

/** A movement's amount, losses below zero. */
export function movement(row: MovementRow, part: string): number {
  const amount = row[part] as number;
  return LOSSES.has(part) ? -amount : amount;
}

interface MrrWords {
  period(label: string): string;
  money(value: number): string;
  rate(value: number): string;
  level: string;
  nrr: string;
  grr: string;
}
export interface MrrLayout {
  readonly time: TimePlane;
  readonly level: Panel;
  readonly moves: {
    readonly plane: Plane;
    readonly ticks: readonly Tick[];
    readonly parts: readonly StackPart<MovementRow>[];
    readonly zero: number;
  };
  readonly kept: Panel;
  readonly height: number;
}

/** The panels' heights as shares of that which the page wishes for. */
const [LEVEL, MOVES, KEPT] = [0.48, 0.75, 0.36];
const ABOVE = 24;
const GAP = 40;
/** Between the axis of the movements and the last panel. */
const AXIS_GAP = 58;
const BELOW = 10;

/** Height of all panels where one alone would be `panel` high. */
export function mrrHeight(panel: number): number {
  return Math.round(panel * (LEVEL + MOVES + KEPT)) + ABOVE + GAP + AXIS_GAP + BELOW;
}

export function layoutMrr(rows: readonly MovementRow[], size: Size, words: MrrWords): MrrLayout {
  const end = Math.max(textWidth(words.nrr, 11), textWidth(words.grr, 11)) + 12;
  const high = Math.max(1, ...rows.map(({mrr}) => mrr));
  const amounts = linear(...stackExtent(rows, MOVEMENTS, movement), 1, 0);
  const room = noteRoom(size.notes);
  const whole = (size.height - room - ABOVE - GAP - AXIS_GAP - BELOW) / (LEVEL + MOVES + KEPT);
  const time = timePlane(
    {...size, height: LEVEL * whole + 48},
    {
      periods: rows.map(({period}) => words.period(period)),
      low: 0,
      high,
      value: words.money,
      end,
      labels: amounts.ticks().map(words.money),
    },
  );
  const complete = rows.map(({status}) => status === "complete");
  const common = {complete, rtl: size.rtl};
  const level = panel([{key: "mrr", label: words.level, ink: "accent", values: rows.map(({mrr}) => mrr)}], time, {
    ...common,
    top: ABOVE,
    height: LEVEL * whole,
    value: words.money,
  });
  const top = level.plane.bottom + GAP;
  const plane = {...time.plane, top, bottom: top + MOVES * whole};
  const y = amounts.onto(plane.bottom, plane.top);
  const parts = stackedBars(rows, MOVEMENTS, movement, {...time, plane, y});
  const ticks = y.ticks().map((tick) => ({at: y(tick), label: words.money(tick)}));
  const kept = panel(
    [
      {key: "nrr", label: words.nrr, ink: "category-1", values: rows.map(({nrr}) => nrr)},
      {key: "grr", label: words.grr, ink: "category-2", values: rows.map(({grr}) => grr)},
    ],
    time,
    {
      ...common,
      top: plane.bottom + AXIS_GAP + room,
      height: KEPT * whole,
      value: words.rate,
      include: [1],
      zero: false,
    },
  );
  return {time, level, moves: {plane, ticks, parts, zero: y(0)}, kept, height: kept.plane.bottom + BELOW};
}
