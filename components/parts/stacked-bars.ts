// Stacked bars over periods, above and below zero, each part a mark of its own. Pure.
import type {TimePlane} from "./time-plane.js";
import {barGap} from "./time-plane.js";

export interface StackPart<R> {
  readonly row: R;
  /** Which part of the bar: a class of movement, a group. */
  readonly part: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly column: number;
  readonly line: number;
}

/** One bar a row. `parts` stack away from zero in their order: positive values upwards, negative ones downwards. */
export function stackedBars<R>(
  rows: readonly R[],
  parts: readonly string[],
  value: (row: R, part: string) => number,
  time: TimePlane,
): StackPart<R>[] {
  const gap = barGap(time.band);
  const width = Math.max(1, time.band - gap);
  return rows.flatMap((row, column) => {
    let [up, down] = [0, 0];
    return parts.flatMap((part, line): StackPart<R>[] => {
      const amount = value(row, part);
      if (!amount) return [];
      const from = amount > 0 ? up : down;
      const to = from + amount;
      if (amount > 0) up = to;
      else down = to;
      const [a, b] = [time.y(from), time.y(to)];
      return [
        {row, part, x: time.left(column) + gap / 2, y: Math.min(a, b), width, height: Math.abs(a - b), column, line},
      ];
    });
  });
}

/** Lowest and highest end of any bar. */
export function stackExtent<R>(
  rows: readonly R[],
  parts: readonly string[],
  value: (row: R, part: string) => number,
): [low: number, high: number] {
  let [low, high] = [0, 0];
  for (const row of rows) {
    const values = parts.map((part) => value(row, part));
    low = Math.min(
      low,
      values.reduce((sum, v) => sum + Math.min(0, v), 0),
    );
    high = Math.max(
      high,
      values.reduce((sum, v) => sum + Math.max(0, v), 0),
    );
  }
  return [low, high];
}
