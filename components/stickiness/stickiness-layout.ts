// On how many sub-periods people are active: bars for exactly k, a line for k or more, and the ratio over time below. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Place} from "../base/arrows.js";
import type {Size} from "../base/size.js";
import type {Tick} from "../parts/axis.js";
import type {LinePoint} from "../parts/line-path.js";
import {textWidth} from "../parts/text.js";
import {noteRoom} from "../parts/notes.js";
import {panel, type Panel} from "../parts/panel.js";
import {barGap, timePlane, type TimePlane} from "../parts/time-plane.js";

/** A row of table `exact` or `cumulative`. */
export interface ShareRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly k: number;
  readonly units: number;
  readonly share: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}
/** A row of table `ratio`. */
export interface RatioRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly mean_active: number | null;
  readonly active: number;
  readonly ratio: number | null;
  readonly status: string;
}

export interface StickyBar {
  readonly row: ShareRow;
  readonly more: ShareRow | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly place: Place;
}
/** A point of one of the lines. */
export interface StickyPoint<R> extends LinePoint {
  readonly row: R;
  readonly place: Place;
}
interface StickinessLayout {
  readonly time: TimePlane;
  readonly bars: readonly StickyBar[];
  readonly line: readonly StickyPoint<ShareRow>[];
  readonly ratio: Panel;
  readonly ratios: readonly StickyPoint<RatioRow>[];
  readonly ratioTime: TimePlane;
  readonly height: number;
}

const PANEL = 72;
const GAP = 62;

export function layoutStickiness(
  exact: readonly ShareRow[],
  cumulative: readonly ShareRow[],
  ratios: readonly RatioRow[],
  size: Size,
  words: {share(value: number): string; period(label: string): string},
): StickinessLayout {
  const room = noteRoom(size.notes);
  // The upper picture is about numbers of days: notes belong to the ratio over time below it.
  const upper = {...size, height: size.height - room, notes: []};
  // Numbers of days on which nobody was active have a place too: the axis is one of numbers.
  const numbers = Array.from({length: Math.max(1, ...exact.map(({k}) => k))}, (_, i) => i + 1);
  const plane = timePlane(upper, {
    periods: numbers.map(String),
    low: 0,
    high: 1,
    exact: true,
    value: words.share,
    end: 4,
  });
  const time = {...plane, xTicks: roundTicks(plane, numbers)};
  const gap = barGap(time.band);
  const bars = exact.map((row): StickyBar => {
    const column = row.k - 1;
    const y = time.y(row.share ?? 0);
    const more = cumulative.find(({k}) => k === row.k) ?? null;
    return {
      row,
      more,
      x: time.left(column) + gap / 2,
      y,
      width: Math.max(1, time.band - gap),
      height: time.y(0) - y,
      place: placeOf(column, numbers.length, 1),
    };
  });
  const line = numbers.flatMap((k, i) => {
    const row = cumulative.find((each) => each.k >= k);
    const place = placeOf(i, numbers.length, 0);
    return (row?.share ?? null) === null
      ? []
      : [{row: row!, x: time.middle(i), y: time.y(row!.share!), complete: true, place}];
  });
  const top = upper.height + GAP;
  const ratioTime = timePlane(
    {...size, height: top + PANEL + 24},
    {periods: ratios.map(({period}) => words.period(period)), low: 0, high: 1, exact: true, value: words.share, end: 4},
  );
  const ratio = panel(
    [{key: "ratio", label: "", ink: "accent", values: ratios.map(({ratio: value}) => value)}],
    ratioTime,
    {
      top,
      height: PANEL,
      complete: ratios.map(({status}) => status === "complete"),
      value: words.share,
      rtl: size.rtl,
    },
  );
  const points = ratio.lines[0]!.points.map((point, i) => ({
    ...point,
    row: ratios[i]!,
    place: placeOf(i, ratios.length, 2),
  }));
  return {time, bars, line, ratio, ratios: points, ratioTime, height: ratio.plane.bottom + 28 + room};
}

// The pictures have numbers of columns of their own: up and down lead to what lies above and below.
function placeOf(i: number, columns: number, row: number): Place {
  return [(i + 0.5) / columns, row];
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Ticks at 1, 5, 10 … : round numbers as dense as their labels allow. */
function roundTicks({band, middle}: TimePlane, numbers: readonly number[]): Tick[] {
  const room = textWidth(String(numbers.length), 11) + 12;
  const step = STEPS.find((every) => every * band >= room) ?? 1000;
  const shown = numbers.filter((k) => k % step === 0 || (k === 1 && step > 2));
  return shown.map((k) => ({at: middle(k - 1), label: String(k)}));
}

/** The interval shown: the last one that is complete, else the last. */
export function shownInterval(ratios: readonly RatioRow[]): string | null {
  return (ratios.findLast(({status}) => status === "complete") ?? ratios.at(-1))?.period ?? null;
}
