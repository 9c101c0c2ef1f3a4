// Axes and grid: at most five grid lines, units said once, as few labels as fit.
import {nice, ticks} from "d3-array";
import {nothing, svg, type SVGTemplateResult} from "lit";
import {textWidth} from "./text.js";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Where the picture's plane lies in its svg. */
export interface Plane {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A linear scale: data to px. */
export interface LinearScale {
  (value: number): number;
  /** At most five values for grid lines. */
  ticks(): number[];
  /** The same values between other ends. */
  onto(from: number, to: number): LinearScale;
}

/**
 * Linear scale from data to px, rounded outwards to nice values; zero is always inside, for lengths mean quantities. (d3-array makes the
 * values; d3-scale would bring colours and formats along, which weigh more than a whole widget.) Values are nice in multiples of `unit`.
 */
export function linear(low: number, high: number, from: number, to: number, count = 4, unit = 1): LinearScale {
  const [l, h] = [Math.min(0, low) / unit, Math.max(0, high) / unit];
  return scaleOf(nice(l, h === l ? l + 1 : h, count), from, to, count, unit);
}

/** The same for positions instead of lengths: the data decides both ends. */
export function around(low: number, high: number, from: number, to: number, count = 4, unit = 1): LinearScale {
  const [l, h] = low <= high ? [low / unit, high / unit] : [0, 1];
  return scaleOf(nice(l === h ? l - 0.01 : l, l === h ? h + 0.01 : h, count), from, to, count, unit);
}

// `[low, high]` in units.
function scaleOf([low, high]: readonly number[], from: number, to: number, count: number, unit: number): LinearScale {
  const scale = (value: number) => from + ((value / unit - low!) / (high! - low!)) * (to - from);
  const made = () => atMostFive((n) => ticks(low!, high!, n), count).map((tick) => tick * unit);
  return Object.assign(scale, {
    ticks: made,
    onto: (start: number, end: number) => scaleOf([low!, high!], start, end, count, unit),
  });
}

/** The unit in which lengths of time up to `most` ms are read: days, else hours, minutes or seconds, of which there are at least two. */
export function timeUnit(most: number): number {
  return [86_400_000, 3_600_000, 60_000].find((unit) => most >= 2 * unit) ?? 1000;
}

// A count of ticks is a wish; when more come, fewer are wished for.
function atMostFive(made: (count: number) => number[], wished: number): number[] {
  for (let count = wished; count > 1; count--) if (made(count).length <= 5) return made(count);
  return made(1);
}

/** Of ticks in order, those whose labels do not touch: the first, and every n-th after it. */
export function thin(ticks: readonly Tick[], size = 11, gap = 12): readonly Tick[] {
  const widest = Math.max(0, ...ticks.map(({label}) => textWidth(label, size)));
  const pitch = ticks.length > 1 ? Math.abs(ticks[ticks.length - 1]!.at - ticks[0]!.at) / (ticks.length - 1) : Infinity;
  const every = Math.max(1, Math.ceil((widest + gap) / pitch));
  return ticks.filter((_, i) => i % every === 0);
}

/** Horizontal grid lines with their values left of the plane (right of it from right to left), the unit over the topmost. */
export function yAxis(
  ticks: readonly Tick[],
  {left, right, top}: Plane,
  unit?: string,
  rtl = false,
): SVGTemplateResult {
  const x = rtl ? right + 8 : left - 8;
  // A long unit begins over the labels of the axis, to end within the picture.
  const over = unit ? Math.max(0, textWidth(unit, 11) - (right - left)) : 0;
  return svg`<g class="axis" aria-hidden="true">
    ${ticks.map(({at}) => svg`<path class="grid" d="M${left} ${at}H${right}"></path>`)}
    ${ticks.map(({at, label}) => svg`<text class="tick" x=${x} y=${at} dy="0.35em" text-anchor="end">${label}</text>`)}
    ${unit ? svg`<text class="tick" x=${rtl ? right + over : Math.max(0, left - over)} y=${top - 10} text-anchor="start">${unit}</text>` : nothing}
  </g>`;
}

/** The base line and labels under the plane. `unit` stands at the end of the axis, below the labels. */
export function xAxis(
  ticks: readonly Tick[],
  {left, right, bottom}: Plane,
  unit?: string,
  rtl = false,
): SVGTemplateResult {
  return svg`<g class="axis" aria-hidden="true">
    <path class="baseline" d="M${left} ${bottom}H${right}"></path>
    ${ticks.map(({at, label}) => svg`<text class="tick" x=${at} y=${bottom + 16} text-anchor="middle">${label}</text>`)}
    ${unit ? svg`<text class="tick" x=${rtl ? left : right} y=${bottom + 32} text-anchor="end">${unit}</text>` : nothing}
  </g>`;
}
