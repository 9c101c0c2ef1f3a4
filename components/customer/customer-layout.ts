// Where the parts of one customer's timeline lie: stays on top and behind, a lane for each source, money, sessions. Pure.
import type {Row} from "../../engine/model/table.js";
import type {Size} from "../base/size.js";
import type {Tick} from "../parts/axis.js";
import {noteRoom} from "../parts/notes.js";
import {fitText, textWidth} from "../parts/text.js";
import {timeScale, type Stretch} from "./time-scale.js";

interface CustomerTables {
  readonly events: readonly Row[];
  readonly stages: readonly Row[];
  readonly sessions: readonly Row[];
}
interface CustomerWords {
  stage(row: Row): string;
  /** The name of a lane; null stands for events without a source, or for rare ones. */
  lane(key: string | null): string;
  day(ts: number): string;
}

export interface Stay {
  readonly row: Row;
  readonly stage: string;
  readonly x: number;
  readonly width: number;
  /** Its name, where there is room; else empty. */
  readonly text: string;
  readonly column: number;
}
/** Events of one lane that lie on each other. */
export interface Group {
  readonly key: string;
  readonly events: readonly Row[];
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly lane: number;
}
export interface Payment {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
interface Lane {
  readonly key: string | null;
  readonly label: string;
  readonly y: number;
  readonly events: number;
}
export interface CustomerLayout {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly band: {readonly top: number; readonly bottom: number};
  readonly lanes: readonly Lane[];
  /** Names of the lanes stand over them where there is no room beside. */
  readonly over: boolean;
  readonly stays: readonly Stay[];
  readonly groups: readonly Group[];
  readonly payments: readonly Payment[];
  readonly money: number | null;
  readonly sessions: readonly {readonly row: Row; readonly x: number; readonly width: number}[];
  readonly sessionsY: number;
  readonly breaks: readonly {readonly x: number; readonly from: number; readonly to: number}[];
  readonly ticks: readonly Tick[];
  /** Where an instant lies. */
  readonly x: (ts: number) => number;
}

export const STAGE_HEIGHT = 18;
/** Lanes at most; rarer keys share the last. Every system has its own. */
export const mostLanes = (by: "source" | "name"): number => (by === "source" ? 14 : 6);
const LANE = 30;
const MONEY = 34;
/** Events nearer to each other than this are one glyph (px). */
const NEAR = 14;
const MARGIN = 8;

/** `by`: the column whose values get lanes. `asOf`: the end of the axis. */
export function layoutCustomer(
  {events, stages, sessions}: CustomerTables,
  by: "source" | "name",
  asOf: number,
  size: Size,
  words: CustomerWords,
): CustomerLayout {
  const keys = laneKeys(events, by);
  const over = size.width < 560;
  const beside = Math.max(...keys.map((key) => textWidth(words.lane(key), 12)), 60) + 16;
  const start = over ? 4 : Math.min(beside, size.width * 0.28);
  const [left, right] = size.rtl ? [MARGIN, size.width - start] : [start, size.width - MARGIN];
  const scale = timeScale([...events.map(({ts}) => Number(ts)), asOf], right - left - 2 * MARGIN);
  const at = (x: number) => (size.rtl ? right - MARGIN - x : left + MARGIN + x);
  const x = (ts: number) => at(scale.x(ts));
  const laneHeight = LANE + (over ? 12 : 0);
  const top = STAGE_HEIGHT + 6;
  const lanes = keys.map((key, i): Lane => {
    const own = events.filter((event) => laneOf(event, by, keys) === i).length;
    return {
      key,
      label: fitText(words.lane(key), over ? right - left : start - 14, 12),
      y: top + (i + 1) * laneHeight - LANE / 2,
      events: own,
    };
  });
  const below = top + keys.length * laneHeight;
  const paid = events.filter(({amount}) => amount !== null && amount !== 0);
  const money = paid.length > 0 ? below + MONEY + (over ? 12 : 0) : null;
  const sessionsY = (money ?? below) + 14;
  const bottom = sessionsY + 8;
  return {
    height: bottom + 22 + noteRoom(size.notes),
    left,
    right,
    band: {top: 0, bottom},
    lanes,
    over,
    stays: stays(stages, x, [Number(events[0]?.["ts"]), asOf], words),
    groups: keys.flatMap((_, i) =>
      grouped(
        events.filter((event) => laneOf(event, by, keys) === i),
        x,
        lanes[i]!.y,
        i,
      ),
    ),
    payments: money === null ? [] : payments(paid, x, money),
    money,
    sessions: sessions.map((row) => {
      const [a, b] = [x(Number(row["from"])), x(Number(row["to"]))];
      return {row, x: Math.min(a, b), width: Math.max(1.5, Math.abs(b - a))};
    }),
    sessionsY,
    breaks: scale.stretches
      .filter(({silent}) => silent)
      .map((s) => ({x: at((s.left + s.right) / 2), from: s.from, to: s.to})),
    ticks: apart(ticksOf(scale.stretches, at, words).map((tick) => inside(tick, size.width))),
    x,
  };
}

// The most frequent values; null last, for the rest and for events that have none.
function laneKeys(events: readonly Row[], by: "source" | "name"): (string | null)[] {
  const counts = new Map<string, number>();
  let none = 0;
  for (const event of events) {
    const key = event[by];
    if (typeof key === "string") counts.set(key, (counts.get(key) ?? 0) + 1);
    else none++;
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);
  const most = mostLanes(by);
  if (ranked.length + (none ? 1 : 0) <= most) return none ? [...ranked, null] : ranked;
  return [...ranked.slice(0, most - 1), null];
}

function laneOf(event: Row, by: "source" | "name", keys: readonly (string | null)[]): number {
  const own = keys.indexOf(event[by] as string);
  return own >= 0 ? own : keys.length - 1;
}

function stays(
  rows: readonly Row[],
  x: (ts: number) => number,
  [from, to]: readonly [number, number],
  words: CustomerWords,
): Stay[] {
  return rows.map((row, column) => {
    const a = x(Math.max(from, Number(row["since"])));
    const b = x(Math.min(to, Number(row["until"] ?? to)));
    const width = Math.max(1, Math.abs(b - a));
    const text = words.stage(row);
    const fitted = width > 34 ? fitText(text, width - 10, 11) : "";
    return {row, stage: String(row["stage"]), x: Math.min(a, b), width, text: fitted.length > 3 ? fitted : "", column};
  });
}

function grouped(events: readonly Row[], x: (ts: number) => number, y: number, lane: number): Group[] {
  const groups: {x: number; events: Row[]}[] = [];
  for (const event of events) {
    const at = x(Number(event["ts"]));
    const last = groups.at(-1);
    if (last && Math.abs(at - last.x) < NEAR) last.events.push(event);
    else groups.push({x: at, events: [event]});
  }
  return groups.map((group) => ({
    key: `${lane}/${String(group.events[0]!["ts"])}/${group.events.length}`,
    events: group.events,
    x: group.x,
    y,
    r: Math.min(6.5, 3.5 + Math.sqrt(group.events.length - 1) * 0.9),
    lane,
  }));
}

function payments(paid: readonly Row[], x: (ts: number) => number, base: number): Payment[] {
  const most = Math.max(...paid.map(({amount}) => Math.abs(Number(amount))));
  return paid.map((row) => {
    const height = Math.max(2, (Math.abs(Number(row["amount"])) / most) * (MONEY - 12));
    return {row, x: x(Number(row["ts"])), y: base - height, height};
  });
}

// A label at the edge stays in the picture.
function inside({at, label}: Tick, width: number): Tick {
  const half = textWidth(label, 11) / 2;
  return {label, at: Math.max(half, Math.min(width - half, at))};
}

// What was moved inside may have come too near to the next one.
function apart(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    const room = last ? (textWidth(last.label, 11) + textWidth(tick.label, 11)) / 2 + 8 : 0;
    if (!last || Math.abs(tick.at - last.at) >= room) kept.push(tick);
  }
  return kept;
}

// A date at the start of each stretch, and more where a stretch is long.
function ticksOf(stretches: readonly Stretch[], at: (x: number) => number, words: CustomerWords): Tick[] {
  const wide = textWidth(words.day(stretches[0]?.from ?? 0), 11) + 18;
  const ticks: (Tick & {readonly order: number})[] = [];
  for (const {from, to, left, right, silent} of stretches) {
    if (silent) continue;
    const count = Math.max(1, Math.floor((right - left) / wide));
    for (let i = 0; i <= count; i++) {
      const order = left + ((right - left) * i) / count;
      const label = words.day(from + ((to - from) * i) / count);
      const last = ticks.at(-1);
      if (last && (order - last.order < wide || last.label === label)) continue;
      ticks.push({at: at(order), label, order});
    }
  }
  return ticks;
}
