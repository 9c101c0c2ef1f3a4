// A small panel under a picture over periods: a second measure on an axis of its own, never a second axis on the first. Pure.
import {around, linear, type LinearScale, type Plane, type Tick} from "./axis.js";
import type {LinePoint} from "./line-path.js";
import {spread} from "./labels.js";
import type {TimePlane} from "./time-plane.js";

interface PanelSeries {
  readonly key: string;
  readonly label: string;
  readonly ink: string;
  readonly values: readonly (number | null)[];
}
interface PanelLine extends PanelSeries {
  readonly points: readonly LinePoint[];
}
export interface Panel {
  readonly plane: Plane;
  readonly ticks: readonly Tick[];
  readonly lines: readonly PanelLine[];
  /** Direct labels at the lines' ends. */
  readonly labels: readonly {readonly ink: string; readonly text: string; readonly x: number; readonly y: number}[];
  readonly y: (value: number) => number;
}

interface PanelOptions {
  readonly top: number;
  readonly height: number;
  readonly complete: readonly boolean[];
  readonly value: (value: number) => string;
  /** Values that the axis must hold besides those drawn. */
  readonly include?: readonly number[];
  /** Lines that stand for ratios around 1 need no zero; lengths do. Default true. */
  readonly zero?: boolean;
  readonly rtl: boolean;
}

const LABEL = 13;

/** The labels of a panel's axis, for whom the plane that it shares an edge with must leave room. */
export function panelLabels(series: readonly PanelSeries[], options: PanelOptions): string[] {
  return scaleOf(series, options).ticks().map(options.value);
}

function scaleOf(series: readonly PanelSeries[], {top, height, include = [], zero = true}: PanelOptions): LinearScale {
  const known = series.flatMap(({values}) => values.filter((v) => v !== null));
  const [low, high] = [Math.min(...known, ...include), Math.max(...known, ...include)];
  return (zero ? linear : around)(low, high, top + height, top, height < 90 ? 2 : 4);
}

/** Lines over the same periods as `time`. */
export function panel(series: readonly PanelSeries[], time: TimePlane, options: PanelOptions): Panel {
  const {top, height, complete, value, rtl} = options;
  const plane = {...time.plane, top, bottom: top + height};
  const y = scaleOf(series, options);
  const lines = series.map((each): PanelLine => ({
    ...each,
    points: each.values.map((v, i) => ({
      x: time.middle(i),
      y: v === null ? null : y(v),
      complete: complete[i] ?? true,
    })),
  }));
  const ends = lines.flatMap(({ink, label, points}) => {
    const end = points.findLast(({y: at}) => at !== null);
    return end ? [{ink, text: label, y: end.y!}] : [];
  });
  const x = rtl ? plane.left - 8 : plane.right + 8;
  const labels = spread(ends, (end) => end.y, LABEL, plane.top, plane.bottom).map(({item, at}) => ({
    ink: item.ink,
    text: item.text,
    x,
    y: at,
  }));
  return {
    plane,
    ticks: y.ticks().map((tick) => ({at: y(tick), label: value(tick)})),
    lines,
    labels: series.length > 1 ? labels : [],
    y,
  };
}
