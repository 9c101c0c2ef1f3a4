// Lifetime value by age as lines, one for each group. Pure.
import type {Cell} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import {thin, type Tick} from "../parts/axis.js";
import {panel, type Panel} from "../parts/panel.js";
import {fitText, textWidth} from "../parts/text.js";
import {timePlane, type TimePlane} from "../parts/time-plane.js";
import {categoryInk} from "../theme/palette.js";

/** The columns of table `curve` that are drawn. */
export interface LtvRow {
  readonly [column: string]: Cell;
  readonly n: number;
  readonly eligible: number;
  readonly revenue: number;
  readonly ltv: number | null;
}

export interface LtvPoint {
  readonly row: LtvRow;
  readonly x: number;
  readonly y: number;
  readonly ink: string;
  readonly column: number;
  readonly line: number;
}
interface LtvLayout {
  readonly time: TimePlane;
  readonly panel: Panel;
  readonly points: readonly LtvPoint[];
  readonly xTicks: readonly Tick[];
}

/** Lines drawn at most, the total included; the others are in the table. */
export const MAX_LINES = 7;

interface LtvWords {
  money(value: number): string;
  group(row: LtvRow): string;
}

/** Ages that fewer than this many people were observed at shake too much to be drawn like the others. */
const FEW = 30;

export function layoutLtv(groups: readonly (readonly LtvRow[])[], size: Size, words: LtvWords): LtvLayout {
  const shown = groups.slice(0, MAX_LINES);
  const ages = Math.max(1, ...shown.map((rows) => rows.length));
  const high = Math.max(1, ...shown.flatMap((rows) => rows.map(({ltv}) => ltv ?? 0)));
  const names = shown.map((rows) => words.group(rows[0]!));
  const end =
    shown.length > 1 ? Math.min(size.width * 0.25, Math.max(...names.map((name) => textWidth(name, 11))) + 14) : 12;
  const time = timePlane(
    {...size, height: size.height - 14},
    {periods: Array.from({length: ages}, (_, n) => String(n)), low: 0, high, value: words.money, end},
  );
  const inkOf = (g: number) => (g === 0 ? "accent" : categoryInk(g));
  const lines = panel(
    shown.map((rows, g) => ({
      key: String(g),
      label: fitText(names[g]!, end - 12, 11),
      ink: inkOf(g),
      values: Array.from({length: ages}, (_, n) => rows[n]?.ltv ?? null),
    })),
    time,
    {
      top: time.plane.top,
      height: time.plane.bottom - time.plane.top,
      value: words.money,
      rtl: size.rtl,
      complete: Array.from({length: ages}, (_, n) => (shown[0]?.[n]?.eligible ?? 0) >= FEW),
    },
  );
  const points = shown.flatMap((rows, g) =>
    rows.flatMap((row, n): LtvPoint[] =>
      row.ltv === null ? [] : [{row, x: time.middle(n), y: lines.y(row.ltv), ink: inkOf(g), column: n, line: g}],
    ),
  );
  return {time, panel: lines, points, xTicks: thin(time.xTicks)};
}
