// The slow twin of survival: lives as lists, the curve term by term, straight from semantics 12.
import {bucketsByCount, type Happening, type History, type Which} from "./history.js";

export interface SurvivalOptions {
  start: Which;
  /** What ends a life; without it a silence of `gap` days in `activity` does. */
  end?: Which;
  gap?: number;
  activity: Which;
  breakdown?: {prop: string; source: "first" | "profile"; top: number};
}
type Row = Record<string, unknown>;
export interface Life {
  user: string;
  started: number;
  ms: number;
  ended: boolean;
  label: string;
}

const DAY = 86_400_000;
const Z = 1.959964;

export function livesReference(history: History, options: SurvivalOptions): Life[] {
  const [from, to] = history.world.range;
  return history.users.flatMap((user) => {
    const begun = history.eventsOf(user, options.start);
    const first = begun[0];
    if (!first || first.ts < from || first.ts >= to) return [];
    const over = options.end === undefined ? silentAt(history, options, first) : endedAt(history, options.end, begun);
    const ms = (over ?? history.world.asOf) - first.ts;
    return [{user, started: first.ts, ms, ended: over !== null, label: labelOf(history, options, first)}];
  });
}

export function survivalReference(history: History, options: SurvivalOptions): Record<"curve" | "groups", Row[]> {
  const lives = livesReference(history, options);
  const counts = new Map<string, number>();
  for (const {label} of lives) counts.set(label, (counts.get(label) ?? 0) + 1);
  const buckets = bucketsByCount(counts, options.breakdown?.top ?? null);
  const longest = lives.reduce((most, {ms}) => Math.max(most, ms), 0);
  const of = (labels: Set<string>) => lives.filter(({label}) => labels.has(label));
  return {
    curve: buckets.flatMap(({name, labels}) => curveOf(of(labels)).map((step) => ({group: name, ...step}))),
    groups: buckets.map(({name, labels}) => ({group: name, ...groupOf(of(labels), longest)})),
  };
}

// Rows of one instant have no order, so any two different ones of them may be the start and the end.
function endedAt(history: History, end: Which, begun: Happening[]): number | null {
  const {user, ts} = begun[0]!;
  const starts = begun.filter((event) => event.ts === ts);
  const later = history
    .eventsOf(user, end)
    .filter((event) => event.ts > ts || (event.ts === ts && starts.some(({id}) => id !== event.id)));
  return later[0]?.ts ?? null;
}

function silentAt(history: History, {activity, gap}: SurvivalOptions, {user, ts}: Happening): number | null {
  const instants = [ts, ...history.eventsOf(user, activity).map((event) => event.ts)].filter((at) => at >= ts);
  const last = instants.sort((a, b) => a - b).find((at, i) => !(instants[i + 1]! - at < gap! * DAY))!;
  return last + gap! * DAY <= history.world.asOf ? last + gap! * DAY : null;
}

function labelOf(history: History, {breakdown}: SurvivalOptions, first: Happening): string {
  if (!breakdown) return "";
  const {prop, source} = breakdown;
  const value = source === "first" ? history.value(first, prop) : history.profileValue(first.user, prop, first.ts);
  return String(value ?? "(none)");
}

function curveOf(lives: Life[]): {t_ms: number; at_risk: number; events: number; s: number}[] {
  const times = [...new Set(lives.filter(({ended}) => ended).map(({ms}) => ms))].sort((a, b) => a - b);
  let [s, v] = [1, 0];
  return times.map((t) => {
    const n = lives.filter(({ms}) => ms >= t).length;
    const d = lives.filter(({ms, ended}) => ended && ms === t).length;
    s *= 1 - d / n;
    if (n > d) v += d / (n * (n - d));
    const gone = n === d;
    const width = (Z * Math.sqrt(v)) / Math.abs(Math.log(s));
    const limits = gone ? {lo: null, hi: null} : {lo: s ** Math.exp(width), hi: s ** Math.exp(-width)};
    return {t_ms: t, at_risk: n, events: d, s: gone ? 0 : s, se: gone ? null : s * Math.sqrt(v), ...limits};
  });
}

function groupOf(lives: Life[], longest: number): Row {
  const curve = curveOf(lives);
  const steps = [{t_ms: 0, s: 1}, ...curve, {t_ms: longest, s: 0}];
  const area = steps.slice(1).reduce((sum, {t_ms}, i) => sum + steps[i]!.s * (t_ms - steps[i]!.t_ms), 0);
  return {
    n: lives.length,
    events: lives.filter(({ended}) => ended).length,
    median_ms: curve.find(({s}) => s <= 0.5 + 1e-12)?.t_ms ?? null,
    rmean_ms: lives.length ? area : null,
    longest_ms: lives.length ? lives.reduce((most, {ms}) => Math.max(most, ms), 0) : null,
    small: lives.length < 30,
  };
}
