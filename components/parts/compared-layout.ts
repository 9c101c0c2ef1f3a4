// Two sides of an answer as paired marks: where each row's A, B and difference lie. Pure.
import type {Size} from "../base/size.js";
import {around, linear, thin, timeUnit, type Tick} from "./axis.js";
import {fitText, textWidth} from "./text.js";

interface ComparedRow {
  readonly a: number;
  readonly b: number;
  readonly diff: number;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly label: string;
}
export interface ComparedPlace {
  readonly row: number;
  readonly label: string;
  readonly top: number;
  readonly y: number;
  readonly a: number;
  readonly b: number;
  readonly diff: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}
interface ComparedPlane {
  readonly from: number;
  readonly ticks: readonly Tick[];
}
export interface ComparedLayout {
  readonly places: readonly ComparedPlace[];
  readonly values: ComparedPlane;
  /** Where differences are drawn, with their zero; null where there is no room. */
  readonly differences: (ComparedPlane & {readonly zero: number}) | null;
  readonly labelAt: number;
  readonly bottom: number;
  readonly height: number;
}

const ROW = 28;
const TALL_ROW = 44;
const TOP = 26;
const UNDER = 26;
const GAP = 72;
/** Room for the outermost labels of an axis. */
const END = 24;
/** Narrower than this, labels stand over their marks and differences in the tooltip and table only. */
const WIDE = 560;

export function layoutCompared(
  rows: readonly ComparedRow[],
  {width, rtl}: Size,
  words: {value(value: number): string; difference(value: number): string; readonly time?: boolean},
): ComparedLayout {
  const wide = width >= WIDE;
  const pitch = wide ? ROW : TALL_ROW;
  const room = wide ? Math.min(width * 0.28, 12 + Math.max(0, ...rows.map(({label}) => textWidth(label)))) : 0;
  const split = wide ? room + (width - room - GAP) * 0.56 : width - END;
  const mirror = (x: number) => (rtl ? width - x : x);
  const highest = Math.max(0, ...rows.flatMap(({a, b}) => [a, b]));
  const lowest = Math.min(0, ...rows.flatMap(({a, b}) => [a, b]));
  const unitOf = (most: number) => (words.time ? timeUnit(most) : 1);
  const x = linear(lowest, highest, mirror(room + 8), mirror(split), 4, unitOf(highest));
  const ends = rows.flatMap(({diff, lo, hi}) => [diff, lo ?? diff, hi ?? diff, 0]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const unit = unitOf(Math.max(-least, most));
  const d = wide ? around(least, most, mirror(split + GAP), mirror(width - END), 4, unit) : null;
  const places = rows.map((row, i): ComparedPlace => {
    const top = TOP + i * pitch;
    const at = (value: number | null) => (d && value !== null ? d(value) : null);
    return {
      row: i,
      label: fitText(row.label, wide ? room - 4 : width),
      top,
      y: top + (wide ? ROW / 2 : 30),
      a: x(row.a),
      b: x(row.b),
      diff: at(row.diff),
      lo: at(row.lo),
      hi: at(row.hi),
    };
  });
  const bottom = TOP + rows.length * pitch;
  const ticksOf = (scale: typeof x, write: (value: number) => string) =>
    thin(scale.ticks().map((tick) => ({at: scale(tick), label: write(tick)})));
  return {
    places,
    values: {from: mirror(room + 8), ticks: ticksOf(x, words.value)},
    differences: d && {
      from: mirror(split + GAP),
      ticks: ticksOf(d, words.difference),
      zero: d(0),
    },
    labelAt: wide ? mirror(room) : mirror(0),
    bottom,
    height: bottom + UNDER,
  };
}
