// Where the lines of a retention curve run. Pure: lines of rows and a size in, points, paths and labels out.
import type {Place} from "../base/arrows.js";
import type {Size} from "../base/size.js";
import {linear, thin, type Plane, type Tick} from "../parts/axis.js";
import {fits, spread} from "../parts/labels.js";
import {areaBetween, polyline} from "../parts/polyline.js";
import {textWidth} from "../parts/text.js";
import {
  isComplete,
  knownColumns,
  shownRate,
  type RetentionLine,
  type RetentionRow,
} from "../retention/retention-rows.js";
import {categoryInk} from "../theme/palette.js";

interface CurvePoint {
  readonly key: string;
  readonly row: RetentionRow;
  readonly x: number;
  readonly y: number;
  readonly complete: boolean;
  readonly place: Place;
}

export interface Curve {
  readonly key: string;
  readonly line: RetentionLine;
  readonly ink: string;
  readonly kind: "average" | "group" | "cohort";
  /** Opacity of a cohort's line: the older, the fainter. */
  readonly strength: number;
  /** Through complete points, and from the last of them to what is still being observed. */
  readonly path: string;
  readonly openPath: string;
  readonly band: string;
  readonly points: readonly CurvePoint[];
}

export interface CurveLayout {
  readonly plane: Plane;
  readonly height: number;
  readonly curves: readonly Curve[];
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  /** Names at the lines' ends; empty when they would collide, then a legend says them. */
  readonly labels: readonly {
    readonly key: string;
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly ink: string;
  }[];
  readonly baseline: number | null;
}

interface CurveWords {
  line(line: RetentionLine): string;
  offset(row: RetentionRow): string;
  rate(rate: number): string;
}

/** Cohort lines drawn at most; the latest. */
export const MAX_LINES = 24;

interface CurveOptions {
  /** Draw the cohort size as a line at 100 %. */
  readonly baseline: boolean;
  readonly words: CurveWords;
}

export function layoutCurve(
  averages: readonly RetentionLine[],
  cohorts: readonly RetentionLine[],
  size: Size,
  {baseline, words}: CurveOptions,
): CurveLayout {
  const grouped = averages.length > 1;
  const drawn = [...(grouped ? [] : cohorts.slice(-MAX_LINES)), ...[...averages].reverse()];
  const offsets = (averages[0]?.rows ?? []).slice(0, knownColumns(drawn));
  const top = Math.max(0.01, baseline ? 1 : 0, ...drawn.flatMap(({rows}) => rows.map((row) => shownRate(row) ?? 0)));
  const names = averages.map((line) => words.line(line));
  const nameRoom =
    size.width < 420 ? 0 : Math.min(140, Math.max(...names.map((name) => textWidth(name, 12, true))) + 26);
  const scale = linear(0, top, 0, 1);
  const tickRoom = Math.max(...scale.ticks().map((value) => textWidth(words.rate(value), 11))) + 12;
  const plane = {left: tickRoom, top: 24, right: size.width - Math.max(nameRoom, 10), bottom: size.height - 40};
  const xOf = (k: number) => plane.left + ((plane.right - plane.left) * (k + 0.5)) / Math.max(1, offsets.length);
  const yOf = (rate: number) => plane.bottom - scale(rate) * (plane.bottom - plane.top);
  const flip = (x: number) => (size.rtl ? size.width - x : x);
  const cohortCount = drawn.length - averages.length;
  const curves = drawn.map((line, i) => {
    const place = averages.indexOf(line);
    const kind = place < 0 ? "cohort" : place === 0 ? "average" : "group";
    const ink =
      kind === "cohort" ? "muted" : kind === "average" ? (grouped ? "text" : "accent") : categoryInk(place - 1);
    const strength = kind === "cohort" ? 0.15 + (0.55 * (i + 1)) / cohortCount : 1;
    return {...curveOf(line, (k) => flip(xOf(k)), yOf, drawn.length - 1 - i), ink, kind, strength} satisfies Curve;
  });
  const [left, right] = size.rtl ? [size.width - plane.right, size.width - plane.left] : [plane.left, plane.right];
  return {
    plane: {...plane, left, right},
    height: size.height,
    curves,
    x: thin(offsets.map((row, k) => ({at: flip(xOf(k)), label: words.offset(row)}))),
    y: scale.ticks().map((value) => ({at: yOf(value), label: words.rate(value)})),
    labels:
      nameRoom === 0
        ? []
        : endLabels(
            curves.filter(({kind}) => kind !== "cohort"),
            plane,
            size,
            words,
          ),
    baseline: baseline ? yOf(1) : null,
  };
}

function curveOf(line: RetentionLine, xOf: (k: number) => number, yOf: (rate: number) => number, row: number) {
  const points = line.rows.flatMap((found, k): CurvePoint[] => {
    const rate = shownRate(found);
    if (rate === null) return [];
    return [
      {
        key: `${line.cohort ?? "average"}/${line.key}/${found.n}`,
        row: found,
        x: xOf(k),
        y: yOf(rate),
        complete: isComplete(found),
        place: [k, row],
      },
    ];
  });
  const through = (some: readonly CurvePoint[]) => polyline(some.map(({x, y}) => [x, y]));
  const closed = points.filter(({complete}) => complete);
  const open = points.filter(({complete}, i) => !complete || points[i + 1]?.complete === false);
  const banded = closed.filter(({row: {lo, hi}}) => lo !== null && hi !== null);
  return {
    key: `${line.cohort ?? "average"}/${line.key}`,
    line,
    points,
    path: through(closed),
    openPath: points.some(({complete}) => !complete) ? through(open) : "",
    band: areaBetween(
      banded.map(({x, row}) => [x, yOf(row.hi!)]),
      banded.map(({x, row}) => [x, yOf(row.lo!)]),
    ),
  };
}

function endLabels(curves: readonly Curve[], plane: Plane, size: Size, words: CurveWords): CurveLayout["labels"] {
  const ends = curves.filter(({points}) => points.length > 0);
  if (!fits(ends.length, 15, plane.bottom - plane.top)) return [];
  const placed = spread(ends, ({points}) => points[points.length - 1]!.y, 15, plane.top, plane.bottom);
  return placed.map(({item, at}) => {
    const end = item.points[item.points.length - 1]!;
    return {key: item.key, text: words.line(item.line), x: end.x + (size.rtl ? -8 : 8), y: at, ink: item.ink};
  });
}
