// The slow twin of LTV by age, straight from semantics 10.2 and 5.2.
import type {Period} from "../../engine/model/calendar.js";
import {bucketsByCount, ratio, type History, type Which} from "./history.js";
import {unitLabel, type UnitBreakdown} from "./revenue.js";

export interface LtvOptions {
  form: "incremental" | "fixed";
  period: Period;
  mode: "calendar" | "rolling";
  start: Which;
  n?: number;
  breakdown?: UnitBreakdown;
  spread?: boolean;
}
type Row = Record<string, unknown>;

const LENGTHS: Record<string, number> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30 * 86_400_000,
};

export function ltvReference(history: History, options: LtvOptions): {curve: Row[]; cohorts: Row[]} {
  const {from, users} = startersOf(history, options);
  const counts = new Map<string, number>();
  const label = (user: string) => unitLabel(history, user, options.breakdown, options.start);
  const observed = users.filter((user) => isObserved(history, options, from.get(user)!, 0));
  for (const user of observed) counts.set(label(user), (counts.get(label(user)) ?? 0) + 1);
  const buckets = bucketsByCount(counts, options.breakdown?.top ?? null);
  const tables = buckets.map(({name, labels}) => {
    const own = observed.filter((user) => labels.has(label(user)));
    const named = (row: Row): Row => (options.breakdown ? {breakdown: name, ...row} : row);
    return {
      curve: curveOf(history, options, from, own).map(named),
      cohorts: cohortsOf(history, options, from, own).map(named),
    };
  });
  return {curve: tables.flatMap(({curve}) => curve), cohorts: tables.flatMap(({cohorts}) => cohorts)};
}

function startersOf(history: History, {start}: LtvOptions): {from: Map<string, number>; users: string[]} {
  const [low, high] = history.world.range;
  const from = new Map<string, number>();
  for (const user of history.users) {
    const first = history.eventsOf(user, start)[0];
    if (first && first.ts >= low && first.ts < high) from.set(user, first.ts);
  }
  return {from, users: [...from.keys()]};
}

function ageAt(history: History, {mode, period}: LtvOptions, ts: number, anchor: number): number {
  if (mode === "calendar") return history.periodOf(ts, period) - history.periodOf(anchor, period);
  return Math.floor((ts - anchor) / LENGTHS[period]!);
}
function isObserved(history: History, {mode, period}: LtvOptions, anchor: number, n: number): boolean {
  if (mode === "calendar")
    return history.calendar.endOf(period, history.periodOf(anchor, period) + n) <= history.world.asOf;
  return anchor + (n + 1) * LENGTHS[period]! <= history.world.asOf;
}
function revenueAt(history: History, options: LtvOptions, user: string, anchor: number, n: number): number {
  const events = history
    .eventsOf(user, "*")
    .filter(({ts}) => ts >= anchor && ageAt(history, options, ts, anchor) === n);
  return events.reduce((sum, {amount = 0}) => sum + amount, 0);
}

function curveOf(history: History, options: LtvOptions, from: Map<string, number>, users: string[]): Row[] {
  const rows: Row[] = [];
  let value = 0;
  for (let n = 0; n <= (options.n ?? 1000); n++) {
    const eligible = users.filter((user) => isObserved(history, options, from.get(user)!, n));
    if (eligible.length === 0) break;
    const sumAt = (k: number) =>
      eligible.reduce((sum, user) => sum + revenueAt(history, options, user, from.get(user)!, k), 0);
    let upTo = 0;
    for (let k = 0; k <= n; k++) upTo += sumAt(k);
    value += sumAt(n) / eligible.length;
    const fixed = options.form === "fixed";
    rows.push({
      n,
      eligible: eligible.length,
      revenue: fixed ? upTo : sumAt(n),
      ltv: fixed ? upTo / eligible.length : value,
      currency: null,
      ...(options.spread ? spreadOf(history, options, from, users, n) : {}),
    });
  }
  return rows;
}

/** How far each customer's part of the value is from the mean parts: its squares add up to the error of the value. */
function spreadOf(history: History, options: LtvOptions, from: Map<string, number>, users: string[], n: number): Row {
  const seen = (user: string, k: number) => isObserved(history, options, from.get(user)!, k);
  const revenue = (user: string, k: number) => revenueAt(history, options, user, from.get(user)!, k);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const ages = Array.from({length: n + 1}, (_, k) => k);
  const eligible = users.filter((user) => seen(user, n));
  if (eligible.length < 2) return {sd: null};
  if (options.form === "fixed") {
    const values = eligible.map((user) => total(ages.map((k) => revenue(user, k))));
    const mean = total(values) / values.length;
    return {sd: Math.sqrt(total(values.map((value) => (value - mean) ** 2)) / (values.length - 1))};
  }
  const parts = users.map((user) =>
    total(
      ages.map((k) => {
        if (!seen(user, k)) return 0;
        const observed = users.filter((other) => seen(other, k));
        const mean = total(observed.map((other) => revenue(other, k))) / observed.length;
        return (revenue(user, k) - mean) / observed.length;
      }),
    ),
  );
  const error = total(parts.map((part) => part ** 2));
  return {sd: Math.sqrt((error * eligible.length ** 2) / (eligible.length - 1))};
}

function cohortsOf(history: History, options: LtvOptions, from: Map<string, number>, users: string[]): Row[] {
  if (options.mode === "rolling") return [];
  const rows: Row[] = [];
  const periods = new Set(users.map((user) => history.periodOf(from.get(user)!, options.period)));
  for (const p of [...periods].sort((a, b) => a - b)) {
    const own = users.filter((user) => history.periodOf(from.get(user)!, options.period) === p);
    const sums: number[] = [];
    for (
      let n = 0;
      n <= (options.n ?? 1000) && history.calendar.endOf(options.period, p + n) <= history.world.asOf;
      n++
    ) {
      sums.push(own.reduce((sum, user) => sum + revenueAt(history, options, user, from.get(user)!, n), 0));
      const upTo = sums.reduce((sum, amount) => sum + amount, 0);
      rows.push({
        cohort: history.calendar.label(options.period, p),
        size: own.length,
        n,
        revenue: sums[n],
        ltv: upTo / own.length,
        revenue_retention: ratio(sums[n]!, sums[0]!),
        currency: null,
      });
    }
  }
  return rows;
}
