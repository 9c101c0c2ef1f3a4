// The slow twin of stickiness: sets of sub-periods by unit and interval, straight from semantics 8.
import {bucketsByCount, ratio, wilsonLimits, type History, type Which} from "./history.js";

export interface StickinessOptions {
  activity: Which;
  interval: "day" | "week" | "month" | "quarter" | "year";
  subPeriod: "hour" | "day" | "week" | "month" | "quarter";
  rolling: boolean;
  breakdown?: {prop: string; source: "first" | "last" | "profile"; top: number};
}
type Row = Record<string, unknown>;

export function stickinessReference(
  history: History,
  options: StickinessOptions,
): Record<"exact" | "cumulative" | "ratio" | "rolling", Row[]> {
  const {interval, subPeriod, breakdown} = options;
  const shown = history.shown(interval);
  const days = history.shown("day");
  const counts = new Map<string, number>();
  const users = history.users.filter((user) => history.eventsOf(user, options.activity).length > 0);
  for (const user of users) {
    const label = labelOf(history, options, user);
    const intervals = shown.filter((p) => subPeriodsOf(history, options, user, p).length > 0).length;
    const inWindows = options.rolling && days.some((d) => daysIn(history, options, user, d - 27, d).length > 0);
    if (intervals > 0 || inWindows) counts.set(label, (counts.get(label) ?? 0) + intervals);
  }
  const tables: ReturnType<typeof stickinessReference> = {exact: [], cumulative: [], ratio: [], rolling: []};
  for (const {name, labels} of bucketsByCount(counts, breakdown?.top ?? null)) {
    const own = users.filter((user) => labels.has(labelOf(history, options, user)));
    const named = (row: Row) => (breakdown ? {breakdown: name, ...row} : row);
    for (const p of shown) {
      const head = {period: history.calendar.label(interval, p)};
      const active = own.map((user) => subPeriodsOf(history, options, user, p)).filter((numbers) => numbers.length > 0);
      const status = history.status(interval, p);
      const tail = {
        small: active.length < 30,
        truncated: history.calendar.startOf(interval, p) < history.world.historyStart,
      };
      const share = (k: number, units: number[][]): Row =>
        named({
          ...head,
          k,
          units: units.length,
          share: units.length / active.length,
          active: active.length,
          ...wilsonLimits(units.length, active.length),
          mean_streak: mean(units.map(streakOf)),
          status,
          ...tail,
        });
      const most = Math.max(0, ...active.map((numbers) => numbers.length));
      for (let k = 1; k <= most; k++) {
        const exactly = active.filter((numbers) => numbers.length === k);
        if (exactly.length > 0) tables.exact.push(share(k, exactly));
        tables.cumulative.push(
          share(
            k,
            active.filter((numbers) => numbers.length >= k),
          ),
        );
      }
      const slots = slotsOf(history, interval, subPeriod, p);
      const total = active.reduce((sum, numbers) => sum + numbers.length, 0);
      tables.ratio.push(
        named({
          ...head,
          mean_active: status === "complete" ? ratio(total, slots) : null,
          active: status === "future" ? null : active.length,
          ratio: status === "complete" && active.length > 0 ? total / slots / active.length : null,
          status,
          mean_streak: mean(active.map(streakOf)),
          ...tail,
        }),
      );
    }
    if (options.rolling) tables.rolling.push(...days.map((day) => named(windowRow(history, options, own, day))));
  }
  return tables;
}

function subPeriodsOf(
  history: History,
  {activity, interval, subPeriod}: StickinessOptions,
  user: string,
  p: number,
): number[] {
  const events = history.eventsOf(user, activity).filter(({ts}) => history.periodOf(ts, interval) === p);
  return [...new Set(events.map(({ts}) => history.periodOf(ts, subPeriod)))];
}

function slotsOf(
  {calendar}: History,
  interval: StickinessOptions["interval"],
  subPeriod: StickinessOptions["subPeriod"],
  p: number,
): number {
  if (subPeriod !== "hour") {
    const numbers = new Set<number>();
    for (let day = calendar.firstDay(interval, p); day < calendar.firstDay(interval, p + 1); day++)
      numbers.add(calendar.periodOfDay(day, subPeriod));
    return numbers.size;
  }
  let hours = 0;
  for (
    let h = calendar.periodOf(calendar.startOf(interval, p), "hour");
    calendar.startOf("hour", h) < calendar.endOf(interval, p);
    h++
  )
    hours++;
  return hours;
}

function streakOf(numbers: number[]): number {
  const all = new Set(numbers);
  const runs = numbers.map((number) => {
    let length = 1;
    while (all.has(number + length)) length++;
    return length;
  });
  return Math.max(...runs);
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function daysIn(history: History, {activity}: StickinessOptions, user: string, from: number, to: number): number[] {
  return history
    .eventsOf(user, activity)
    .map(({ts}) => history.periodOf(ts, "day"))
    .filter((day) => day >= from && day <= to);
}

function windowRow(history: History, options: StickinessOptions, users: string[], day: number): Row {
  const status = history.status("day", day);
  const truncated = history.calendar.startOf("day", day - 27) < history.world.historyStart;
  const active = users.filter((user) => daysIn(history, options, user, day, day).length > 0).length;
  const inWindow = users.filter((user) => daysIn(history, options, user, day - 27, day).length > 0).length;
  const known = status === "complete" && !truncated;
  return {
    period: history.calendar.label("day", day),
    active: status === "future" ? null : active,
    window_active: status === "future" ? null : inWindow,
    ratio: known ? ratio(active, inWindow) : null,
    status,
    ...(known ? wilsonLimits(active, inWindow) : {lo: null, hi: null}),
    small: inWindow < 30,
    truncated,
  };
}

/** The first (last) value on the unit's matching events, or the profile's at its first one. */
function labelOf(history: History, {activity, breakdown}: StickinessOptions, user: string): string {
  if (!breakdown) return "";
  const events = history.eventsOf(user, activity);
  if (breakdown.source === "profile")
    return String(history.profileValue(user, breakdown.prop, events[0]!.ts) ?? "(none)");
  const values = events.map((event) => history.value(event, breakdown.prop)).filter((value) => value !== null);
  return String((breakdown.source === "first" ? values[0] : values[values.length - 1]) ?? "(none)");
}
