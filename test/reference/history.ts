// What the slow twins of the activity analyses share: rows as plain objects, filtered and matched by the book.
import {createCalendar, type Calendar, type Period} from "../../engine/model/calendar.js";

export interface Happening {
  id: string;
  user: string;
  ts: number;
  name: string;
  amount?: number;
  props: Record<string, string | number | null>;
}
export interface ProfileValue {
  unit: string;
  prop: string;
  value: string | number;
  validFrom?: number;
}
/** Names, or names and one property that must have a value. */
export type Which = string | string[] | {event: string | string[]; where: {prop: string; op: "eq"; value: string}};

export interface World {
  events: Happening[];
  profiles: ProfileValue[];
  asOf: number;
  historyStart: number;
  range: [from: number, to: number];
  tz: string;
  weekStart: number;
}

export class History {
  readonly calendar: Calendar;
  readonly users: string[];
  readonly #own = new Map<string, Happening[]>();

  /** Only events before asOf that pass the filter exist. */
  constructor(
    readonly world: World,
    where: {prop: string; op: "eq"; value: string} | undefined,
  ) {
    this.calendar = createCalendar({tz: world.tz, weekStart: world.weekStart});
    for (const event of world.events) {
      if (event.ts >= world.asOf || (where && this.value(event, where.prop) !== where.value)) continue;
      this.#own.set(event.user, [...(this.#own.get(event.user) ?? []), event]);
    }
    this.users = [...this.#own.keys()].sort();
    for (const events of this.#own.values()) events.sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
  }

  eventsOf(user: string, which: Which): Happening[] {
    return (this.#own.get(user) ?? []).filter((event) => this.#matches(event, which));
  }

  /** The event's own value, else that of the profile then. */
  value(event: Happening, prop: string): string | number | null {
    return event.props[prop] ?? this.profileValue(event.user, prop, event.ts);
  }

  profileValue(user: string, prop: string, ts: number): string | number | null {
    const values = this.world.profiles.filter((row) => row.unit === user && row.prop === prop);
    values.sort((a, b) => (a.validFrom ?? -Infinity) - (b.validFrom ?? -Infinity));
    const valid = values.filter((row) => (row.validFrom ?? -Infinity) <= ts);
    return (valid.length > 0 ? valid[valid.length - 1] : values[0])?.value ?? null;
  }

  periodOf(ts: number, period: Period): number {
    return this.calendar.periodOf(ts, period);
  }

  /** Numbers of the whole periods that meet the range. */
  shown(period: Period): number[] {
    const [from, to] = this.world.range;
    const numbers: number[] = [];
    for (let n = this.periodOf(from, period); from < to && this.calendar.startOf(period, n) < to; n++) numbers.push(n);
    return numbers;
  }

  status(period: Period, n: number): "complete" | "in_progress" | "future" {
    const {asOf} = this.world;
    if (this.calendar.endOf(period, n) <= asOf) return "complete";
    return this.calendar.startOf(period, n) < asOf ? "in_progress" : "future";
  }

  #matches(event: Happening, which: Which): boolean {
    if (typeof which === "string") return which === "*" || event.name === which;
    if (Array.isArray(which)) return which.some((name) => this.#matches(event, name));
    return this.#matches(event, which.event) && this.value(event, which.where.prop) === which.where.value;
  }
}

/** Wilson's limits straight from semantics 18.1, null of nothing. */
export function wilsonLimits(hits: number | null, n: number): {lo: number | null; hi: number | null} {
  if (hits === null || n === 0) return {lo: null, hi: null};
  const z = 1.959964;
  const p = hits / n;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);
  return {lo: Math.max(0, centre - half), hi: Math.min(1, centre + half)};
}

export function ratio(n: number, d: number): number | null {
  return d === 0 ? null : n / d;
}

/** Buckets in the order of output, each with the labels that fall into it; the total, for which every label counts, is first. */
export function bucketsByCount(
  counts: Map<string, number>,
  top: number | null,
): {name: string | null; labels: Set<string>}[] {
  const all = {name: null, labels: new Set(counts.keys())};
  if (top === null) return [all];
  const values = [...counts.keys()].filter((label) => label !== "(none)");
  values.sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const buckets: {name: string | null; labels: Set<string>}[] = values
    .slice(0, top)
    .map((label) => ({name: label, labels: new Set([label])}));
  if (values.length > top) buckets.push({name: "(other)", labels: new Set(values.slice(top))});
  if (counts.has("(none)")) buckets.push({name: "(none)", labels: new Set(["(none)"])});
  return [all, ...buckets];
}
