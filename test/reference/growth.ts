// The slow twin of growth accounting: sets of active units, period by period, straight from semantics 6.
import type {Period} from "../../engine/model/calendar.js";
import {bucketsByCount, ratio, wilsonLimits, type History, type Which} from "./history.js";

export interface GrowthOptions {
  activity: Which;
  period: Period;
  newBy: "first_activity" | "first_event" | "profile_created";
  weight?: "amount";
  breakdown?: {prop: string; source: "first" | "last" | "profile"; top: number};
}
type Row = Record<string, unknown>;

export function growthReference(history: History, options: GrowthOptions): Row[] {
  const shown = history.shown(options.period);
  const users = history.users.filter((user) => history.eventsOf(user, options.activity).length > 0);
  const known = users.filter((user) => shown.length > 0 && first(history, options, user) <= shown[shown.length - 1]!);
  const counts = new Map<string, number>();
  for (const user of known) {
    const label = labelOf(history, options, user);
    counts.set(label, (counts.get(label) ?? 0) + shown.filter((p) => isActive(history, options, user, p)).length);
  }
  return bucketsByCount(counts, options.breakdown?.top ?? null).flatMap(({name, labels}) => {
    const own = known.filter((user) => labels.has(labelOf(history, options, user)));
    return shown.map((p) => ({...(options.breakdown ? {breakdown: name} : {}), ...rowOf(history, options, own, p)}));
  });
}

function periodsOf(history: History, {activity, period}: GrowthOptions, user: string): number[] {
  return history.eventsOf(user, activity).map(({ts}) => history.periodOf(ts, period));
}
function first(history: History, options: GrowthOptions, user: string): number {
  return Math.min(...periodsOf(history, options, user));
}
function isActive(history: History, options: GrowthOptions, user: string, p: number): boolean {
  return periodsOf(history, options, user).includes(p);
}
function birth(history: History, options: GrowthOptions, user: string): number {
  if (options.newBy === "first_event") return first(history, {...options, activity: "*"}, user);
  const created = options.newBy === "profile_created" ? history.profileValue(user, "created_at", -Infinity) : null;
  return typeof created === "number" ? history.periodOf(created, options.period) : first(history, options, user);
}

/** The first (last) value on the unit's matching events, or the profile's at its first one. */
function labelOf(history: History, {activity, breakdown}: GrowthOptions, user: string): string {
  if (!breakdown) return "";
  const events = history.eventsOf(user, activity);
  if (breakdown.source === "profile")
    return String(history.profileValue(user, breakdown.prop, events[0]!.ts) ?? "(none)");
  const values = events.map((event) => history.value(event, breakdown.prop)).filter((value) => value !== null);
  return String((breakdown.source === "first" ? values[0] : values[values.length - 1]) ?? "(none)");
}

function rowOf(history: History, options: GrowthOptions, users: string[], p: number): Row {
  const active = (at: number) => users.filter((user) => isActive(history, options, user, at));
  const [now, before] = [active(p), active(p - 1)];
  const retained = now.filter((user) => before.includes(user));
  const fresh = now.filter((user) => !before.includes(user) && birth(history, options, user) === p);
  const resurrected = now.filter((user) => !before.includes(user) && !fresh.includes(user));
  const dormant = before.filter((user) => !now.includes(user));
  const stock = (at: number) => users.filter((user) => first(history, options, user) <= at).length - active(at).length;
  const status = history.status(options.period, p);
  const counted = {
    new: fresh.length,
    retained: retained.length,
    resurrected: resurrected.length,
    dormant: dormant.length,
    active: now.length,
    quick_ratio: ratio(fresh.length + resurrected.length, dormant.length),
    retention: ratio(retained.length, before.length),
    dormant_stock: stock(p),
    win_back: ratio(resurrected.length, stock(p - 1)),
    ...wilsonLimits(retained.length, before.length),
    ...(options.weight ? amountsOf(history, options, users, p) : {}),
  };
  const unknown = Object.fromEntries(Object.keys(counted).map((name) => [name, null]));
  return {
    period: history.calendar.label(options.period, p),
    ...(status === "future" ? unknown : counted),
    status,
    small: before.length < 30,
    truncated: p <= history.periodOf(history.world.historyStart, options.period),
  };
}

function amountsOf(history: History, options: GrowthOptions, users: string[], p: number): Row {
  const row = {
    amount_new: 0,
    amount_retained: 0,
    amount_expansion: 0,
    amount_contraction: 0,
    amount_resurrected: 0,
    amount_churned: 0,
    amount: 0,
  };
  for (const user of users) {
    const events = history.eventsOf(user, options.activity);
    const sumAt = (at: number) =>
      Math.max(
        0,
        events
          .filter(({ts}) => history.periodOf(ts, options.period) === at)
          .reduce((sum, {amount = 0}) => sum + amount, 0),
      );
    const [m0, m1] = [sumAt(p - 1), sumAt(p)];
    const paidBefore = periodsOf(history, options, user).some((at) => at < p && sumAt(at) > 0);
    row.amount += m1;
    if (m0 > 0 && m1 > 0) row.amount_retained += Math.min(m0, m1);
    if (m0 > 0 && m1 > m0) row.amount_expansion += m1 - m0;
    if (m1 > 0 && m0 > m1) row.amount_contraction += m0 - m1;
    if (m0 > 0 && m1 === 0) row.amount_churned += m0;
    if (m0 === 0 && m1 > 0) row[paidBefore ? "amount_resurrected" : "amount_new"] += m1;
  }
  return row;
}
