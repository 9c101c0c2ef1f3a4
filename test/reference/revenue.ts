// The slow twin of revenue: sums over plain rows, straight from semantics 10.1.
import type {Period} from "../../engine/model/calendar.js";
import {bucketsByCount, ratio, type History} from "./history.js";

export interface UnitBreakdown {
  prop: string;
  source: "first" | "last" | "profile";
  top: number;
}
export interface RevenueOptions {
  period: Period;
  breakdown?: UnitBreakdown;
}
/** An amount that belongs to an account, brought by nobody. */
export interface Invoice {
  id: string;
  account: string;
  ts: number;
  amount: number;
  plan: string | null;
}
type Row = Record<string, unknown>;

/** The first (last) value on the user's events, or the profile's at the first one; "(none)" without a value. */
export function unitLabel(
  history: History,
  user: string,
  breakdown: UnitBreakdown | undefined,
  which: Parameters<History["eventsOf"]>[1] = "*",
): string {
  if (!breakdown) return "";
  const events = history.eventsOf(user, which);
  if (breakdown.source === "profile")
    return String((events[0] && history.profileValue(user, breakdown.prop, events[0].ts)) ?? "(none)");
  const values = events.map((event) => history.value(event, breakdown.prop)).filter((value) => value !== null);
  return String((breakdown.source === "first" ? values[0] : values[values.length - 1]) ?? "(none)");
}

export function revenueReference(history: History, invoices: readonly Invoice[], options: RevenueOptions): Row[] {
  const {period, breakdown} = options;
  const shown = history.shown(period);
  const seen = (ts: number) => ts < history.world.asOf && shown.includes(history.periodOf(ts, period));
  const labelOf = (invoice: Invoice) => {
    if (!breakdown) return "";
    return breakdown.source === "profile" || breakdown.prop !== "plan" ? "(none)" : (invoice.plan ?? "(none)");
  };
  const visible = invoices.filter(({ts}) => seen(ts));
  const counts = new Map<string, number>();
  const add = (label: string, amount: number) => counts.set(label, (counts.get(label) ?? 0) + amount);
  for (const user of history.users) {
    for (const {ts, amount = 0} of history.eventsOf(user, "*"))
      if (seen(ts)) add(unitLabel(history, user, breakdown), amount);
  }
  for (const invoice of visible) add(labelOf(invoice), invoice.amount);
  return bucketsByCount(counts, breakdown?.top ?? null).flatMap(({name, labels}) =>
    shown.map((p) => {
      const users = history.users.filter((user) => labels.has(unitLabel(history, user, breakdown)));
      const extra = visible.filter(
        (invoice) => labels.has(labelOf(invoice)) && history.periodOf(invoice.ts, period) === p,
      );
      const status = history.status(period, p);
      const figures = figuresOf(history, users, extra, p, period);
      const blank = Object.fromEntries(Object.keys(figures).map((key) => [key, null]));
      return {
        ...(breakdown ? {breakdown: name} : {}),
        period: history.calendar.label(period, p),
        ...(status === "future" ? blank : figures),
        currency: null,
        status,
      };
    }),
  );
}

function figuresOf(history: History, users: string[], extra: Invoice[], p: number, period: Period): Row {
  const of = users
    .map((user) => history.eventsOf(user, "*").filter(({ts}) => history.periodOf(ts, period) === p))
    .filter((events) => events.length > 0);
  const sums = of.map((events) => events.reduce((sum, {amount = 0}) => sum + amount, 0));
  const amounts = [...of.flat().map(({amount = 0}) => amount), ...extra.map(({amount}) => amount)];
  const orders = amounts.filter((amount) => amount > 0);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const mean = total(sums) / sums.length;
  const variance = total(sums.map((sum) => (sum - mean) ** 2)) / (sums.length - 1);
  const chance = total(extra.map(({amount}) => amount ** 2)) / sums.length;
  return {
    revenue: total(amounts),
    active: of.length,
    arpu: ratio(total(amounts), of.length),
    payers: sums.filter((sum) => sum > 0).length,
    arppu: ratio(total(amounts), sums.filter((sum) => sum > 0).length),
    orders: orders.length,
    aov: ratio(total(orders), orders.length),
    arpu_sd: sums.length < 2 ? null : Math.sqrt(variance + chance),
  };
}
