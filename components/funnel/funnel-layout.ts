// Where the bars of a funnel lie. Pure: rows and a size in, rectangles and texts out.
import type {Cell} from "../../engine/model/table.js";
import type {Place} from "../base/arrows.js";
import type {Size} from "../base/size.js";
import {fitText, textWidth} from "../parts/text.js";
import {categoryInk} from "../theme/palette.js";

/** The columns of table `steps` that are drawn. */
export interface StepRow {
  readonly [column: string]: Cell;
  readonly step: number;
  readonly label: string;
  readonly reached: number;
  readonly rate_total: number | null;
  readonly rate_step: number | null;
  readonly pending: number;
  readonly rate_high: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly median_ms: number | null;
}

/** The words that a layout measures and places. */
export interface FunnelWords {
  count(row: StepRow): string;
  rate(row: StepRow): string;
  bucket(row: StepRow): string;
  /** What happened between the step before and this one, in the longer and the shorter form. */
  gap(row: StepRow): readonly [long: string, short: string];
}

interface FunnelOptions {
  /** With a breakdown: bars as long as their rate, or as their count. */
  readonly measure: "rate" | "count";
  readonly words: FunnelWords;
}

export interface Bar {
  readonly key: string;
  readonly row: StepRow;
  readonly ink: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The hatched part, up to the most that may still become of it. */
  readonly pending: {readonly x: number; readonly width: number} | null;
  readonly whisker: readonly [number, number] | null;
  /** Count and rate at the bar's end. */
  readonly end: {
    readonly x: number;
    readonly count: string;
    readonly rate: string;
    readonly anchor: "start" | "end";
    readonly y: number;
  };
  /** What can be pointed at: at least 24 px high. */
  readonly hit: {readonly x: number; readonly y: number; readonly width: number; readonly height: number};
  readonly place: Place;
}

export interface Label {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: "step" | "bucket" | "gap";
}

export interface FunnelLayout {
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly labels: readonly Label[];
  /** Thin lines from a bar's end to the next bar's end. */
  readonly connectors: readonly {readonly key: string; readonly d: string}[];
  /** Groups that have no room; they are in the table. */
  readonly left: number;
}

/** Groups drawn at most, the total beside them. */
const MAX_GROUPS = 6;
const NARROW = 480;
const SECOND_STEP_END = 10;

/** Height of a funnel without breakdown: the same before and after its answer is there. */
export function funnelHeight(steps: number, width: number, compact = false): number {
  const {bar, gap, head} = rhythm(width, compact);
  return steps * (head + bar) + (steps - 1) * gap + 8;
}

function rhythm(width: number, compact: boolean): {bar: number; gap: number; head: number} {
  if (width < NARROW) return {bar: 16, gap: compact ? 24 : 28, head: 20};
  return compact ? {bar: 24, gap: 24, head: 0} : {bar: 30, gap: 32, head: 0};
}

export function layoutFunnel(rows: readonly StepRow[], size: Size, options: FunnelOptions): FunnelLayout {
  const groups = groupRows(rows);
  const layout =
    groups.size <= 1 ? plain([...groups.values()][0] ?? [], size, options) : grouped(groups, size, options);
  return size.rtl ? mirror(layout, size.width) : layout;
}

function groupRows(rows: readonly StepRow[]): Map<Cell, StepRow[]> {
  const groups = new Map<Cell, StepRow[]>();
  for (const row of rows) {
    const bucket = row["breakdown"] ?? null;
    groups.set(bucket, [...(groups.get(bucket) ?? []), row]);
  }
  return groups;
}

interface Columns {
  /** Where bars begin, and how long the longest may be. */
  readonly start: number;
  readonly length: number;
}

// Labels take what they need up to a third; what stands at the bars' ends is measured, so nothing is ever cut off.
function columns(
  rows: readonly StepRow[],
  names: readonly string[],
  size: Size,
  words: FunnelWords,
  most = 0.32,
): Columns {
  const name = Math.min(size.width * most, Math.max(40, ...names.map((text) => textWidth(text, 13))) + 16);
  const end = Math.max(...rows.map((row) => endWidth(row, words)));
  return {start: name, length: Math.max(20, size.width - name - end - SECOND_STEP_END)};
}

function endWidth(row: StepRow, words: FunnelWords): number {
  return textWidth(words.count(row), 13, true) + textWidth(words.rate(row), 12) + 18;
}

function plain(rows: readonly StepRow[], size: Size, {words}: FunnelOptions): FunnelLayout {
  const narrow = size.width < NARROW;
  const {bar, gap, head} = rhythm(size.width, size.compact);
  const {start, length} = narrow
    ? {start: 0, length: size.width}
    : columns(
        rows,
        rows.map(({label}) => label),
        size,
        words,
      );
  const entered = rows[0]?.reached ?? 0;
  const bars = rows.map((row, i): Bar => {
    const y = 4 + i * (head + bar + gap) + head;
    const shape = barOf(row, start, length, entered, "accent");
    const end = narrow
      ? ({x: size.width, anchor: "end", y: y - head / 2 + 1} as const)
      : ({x: shapeEnd(shape) + 8, anchor: "start", y: y + bar / 2} as const);
    return {
      ...shape,
      y,
      height: bar,
      end: {...end, ...endText(row, words)},
      hit: {x: 0, y: y - head, width: size.width, height: Math.max(24, bar + head)},
      place: [0, i],
    };
  });
  const names = bars.map(({row, y, end}): Label => {
    const room = narrow ? size.width - endWidth(row, words) - 8 : start - 12;
    return {
      key: `step-${row.step}`,
      x: 0,
      y: narrow ? end.y : y + bar / 2,
      text: fitText(row.label, room, 13),
      kind: "step",
    };
  });
  const gaps = bars.slice(1).map((next, i) => between(bars[i]!, next, gap, head, size, words));
  return {
    height: funnelHeight(rows.length, size.width, size.compact),
    bars,
    labels: [...names, ...gaps.map(({label}) => label)],
    connectors: gaps.map(({line}) => line),
    left: 0,
  };
}

function barOf(row: StepRow, start: number, length: number, entered: number, ink: string) {
  const px = (share: number | null) => (share === null ? 0 : share * length);
  const share = entered > 0 ? row.reached / entered : 0;
  const own = row.rate_total ? share / row.rate_total : 1;
  const width = px(share);
  const high = row.rate_high === null ? width : px(row.rate_high * own);
  return {
    key: `${String(row["breakdown"] ?? "")}/${row.step}`,
    row,
    ink,
    x: start,
    width,
    pending: row.pending > 0 && high > width ? {x: start + width, width: high - width} : null,
    whisker:
      row.step > 1 && row.lo !== null && row.hi !== null
        ? ([start + px(row.lo * own), start + px(row.hi * own)] as const)
        : null,
  };
}

function shapeEnd({x, width, pending, whisker}: Pick<Bar, "x" | "width" | "pending" | "whisker">): number {
  return Math.max(x + width, pending ? pending.x + pending.width : 0, whisker ? whisker[1] : 0);
}

function endText(row: StepRow, words: FunnelWords) {
  return {count: words.count(row), rate: words.rate(row)};
}

// The line leaves the upper bar's end, runs close below it and comes down at the lower bar's end; the words keep clear of it.
function between(upper: Bar, next: Bar, gap: number, head: number, size: Size, words: FunnelWords) {
  const top = upper.y + upper.height;
  const [from, to] = [upper.x + upper.width, next.x + next.width];
  const turn = top + Math.min(7, gap / 4);
  const bottom = head > 0 ? top + gap : next.y;
  const [long, short] = words.gap(next.row);
  // After the line where there is room, for the words of all steps to stand alike; else before it.
  const after = head > 0 ? 0 : to + 8;
  const fits = (text: string, room: number) => textWidth(text, 11) < room;
  const room = size.width - after;
  const text = fits(long, Math.max(room, to - next.x - 10)) ? long : short;
  const x = fits(text, room) ? after : next.x;
  const d = head > 0 ? "" : `M${round(from)} ${top}V${turn}H${round(to)}V${bottom}`;
  return {
    label: {
      key: `gap-${next.row.step}`,
      x,
      y: head > 0 ? top + 12 : (turn + bottom) / 2 + 1,
      text,
      kind: "gap",
    } satisfies Label,
    line: {key: `line-${next.row.step}`, d},
  };
}

const round = (value: number) => Math.round(value) + 0.5;

function grouped(groups: Map<Cell, StepRow[]>, size: Size, {measure, words}: FunnelOptions): FunnelLayout {
  const shown = [...groups.values()].slice(0, MAX_GROUPS + 1);
  const all = shown.flat();
  const most = Math.max(1, ...shown.map((rows) => rows[0]?.reached ?? 0));
  const {start, length} = columns(
    all,
    shown.map((rows) => words.bucket(rows[0]!)),
    size,
    words,
    0.3,
  );
  const [head, pitch, height] = [24, 24, 12];
  const block = head + shown.length * pitch + (size.compact ? 6 : 14);
  const steps = shown[0]!.length;
  const bars = Array.from({length: steps}, (_, s) =>
    shown.flatMap((rows, g): Bar[] => {
      const row = rows[s];
      if (!row) return [];
      const middle = s * block + head + g * pitch + pitch / 2;
      const full = measure === "rate" ? (rows[0]?.reached ?? 0) : most;
      const shape = barOf(
        row,
        start,
        length,
        full,
        g === 0 && row["breakdown"] === null ? "muted" : categoryInk(g - 1),
      );
      const end = {x: shapeEnd(shape) + 8, anchor: "start" as const, y: middle, ...endText(row, words)};
      return [
        {
          ...shape,
          y: middle - height / 2,
          height,
          end,
          hit: {x: 0, y: middle - pitch / 2, width: size.width, height: pitch},
          place: [0, s * 100 + g],
        },
      ];
    }),
  ).flat();
  const heads = (shown[0] ?? []).map((row, s): Label => ({
    key: `step-${row.step}`,
    x: 0,
    y: s * block + head / 2,
    text: fitText(row.label, size.width, 13, true),
    kind: "step",
  }));
  const names = bars.map((bar): Label => ({
    key: `bucket-${bar.key}`,
    x: 0,
    y: bar.end.y,
    text: fitText(words.bucket(bar.row), start - 12, 12),
    kind: "bucket",
  }));
  return {height: steps * block, bars, labels: [...heads, ...names], connectors: [], left: groups.size - shown.length};
}

// From right to left: every x turns round; text anchors turn by themselves with the direction.
function mirror(layout: FunnelLayout, width: number): FunnelLayout {
  const box = <T extends {readonly x: number; readonly width: number}>(b: T): T => ({...b, x: width - b.x - b.width});
  return {
    ...layout,
    bars: layout.bars.map((bar) => ({
      ...box(bar),
      pending: bar.pending && box(bar.pending),
      whisker: bar.whisker && ([width - bar.whisker[1], width - bar.whisker[0]] as const),
      end: {...bar.end, x: width - bar.end.x},
      hit: box(bar.hit),
    })),
    labels: layout.labels.map((label) => ({...label, x: width - label.x})),
    connectors: layout.connectors.map(({key, d}) => ({
      key,
      d: d.replace(/([MH])([\d.-]+)/g, (_, command: string, x: string) => `${command}${width - Number(x)}`),
    })),
  };
}
