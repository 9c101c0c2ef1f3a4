// The plane of pictures over periods: a band for each period, a linear value axis, labels that fit. Pure.
import type {Size} from "../base/size.js";
import {linear, thin, type Plane, type Tick} from "./axis.js";
import {noteRoom} from "./notes.js";
import {textWidth} from "./text.js";

interface TimePlaneOptions {
  /** Label of each period, in order of time. */
  readonly periods: readonly string[];
  /** Smallest and largest value drawn; zero is always inside. */
  readonly low: number;
  readonly high: number;
  readonly value: (value: number) => string;
  /** Room kept at the end of the plane for direct labels. */
  readonly end?: number;
  /** Room kept above the plane, for the unit of the axis. Default 24. */
  readonly top?: number;
  /** Labels of other planes that share this one's edge, which it leaves room for too. */
  readonly labels?: readonly string[];
  /** The value axis is divided into multiples of this. Default 1. */
  readonly unit?: number;
  /** Whether only whole numbers make sense, as for counts. */
  readonly whole?: boolean;
  /** Fixed ends of the value axis, as for shares; else rounded outwards. */
  readonly exact?: boolean;
}

export interface TimePlane {
  readonly plane: Plane;
  readonly yTicks: readonly Tick[];
  readonly xTicks: readonly Tick[];
  /** Width of one period. */
  readonly band: number;
  /** Left edge of period i, already mirrored from right to left. */
  left(i: number): number;
  /** Middle of period i. */
  middle(i: number): number;
  y(value: number): number;
}

const UNDER = 24;

/** A plane as wide as `size` allows, time running with the reading direction. */
export function timePlane(
  size: Size,
  {periods, low, high, value, end = 0, top = 24, labels = [], whole = false, exact = false, unit}: TimePlaneOptions,
): TimePlane {
  const bottom = size.height - UNDER - noteRoom(size.notes);
  const y = exact ? exactScale(low, high, bottom, top) : linear(low, high, bottom, top, undefined, unit);
  const yTicks = y
    .ticks()
    .filter((tick) => !whole || Number.isInteger(tick))
    .map((tick) => ({at: y(tick), label: value(tick)}));
  const start =
    Math.max(16, ...[...yTicks.map(({label}) => label), ...labels].map((label) => textWidth(label, 11))) + 12;
  const plane = size.rtl
    ? {left: end, right: size.width - start, top, bottom}
    : {left: start, right: size.width - end, top, bottom};
  const band = (plane.right - plane.left) / Math.max(1, periods.length);
  const left = (i: number) => (size.rtl ? plane.right - (i + 1) * band : plane.left + i * band);
  const middle = (i: number) => left(i) + band / 2;
  const xTicks = thin(periods.map((label, i) => ({at: middle(i), label})));
  return {plane, yTicks, xTicks, band, left, middle, y};
}

function exactScale(low: number, high: number, from: number, to: number): {(value: number): number; ticks(): number[]} {
  const scale = (value: number) => from + ((value - low) / (high - low || 1)) * (to - from);
  return Object.assign(scale, {ticks: () => [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * (high - low))});
}

/** The widest bar: few periods leave room between bars instead of making slabs of them. */
const WIDEST = 88;

/** The space between two bars: none where there are many, so that they read as one shape. */
export function barGap(band: number): number {
  return band < 6 ? 0 : Math.max(1, Math.round(band * 0.16), band - WIDEST);
}
