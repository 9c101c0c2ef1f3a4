// The slow twin of the basic measures: lists of events by period, counted, added and averaged as one would by hand.
import {bucketsByCount, ratio, type Happening, type History, type Which} from "./history.js";

export interface MetricOptions {
  measure: "count" | "uniques" | "sum" | "mean";
  prop?: string;
  event: Which;
  period: "hour" | "day" | "week" | "month" | "quarter" | "year";
  breakdown?: {prop: string; source: "first" | "last" | "profile"; top: number};
}
type Row = Record<"breakdown" | "period" | "status", string | null> & Record<"value" | "n" | "sd", number | null>;

/** Rows with the standard deviation in place of the limits that are made from it. */
export function metricReference(history: History, options: MetricOptions): Row[] {
  if (history.world.events.length === 0) return [];
  const {period, breakdown} = options;
  const shown = history.shown(period);
  const labels = new Map(history.users.map((user) => [user, labelOf(history, options, user)]));
  const inPeriod = (users: string[], p: number) =>
    users.map((user) =>
      history
        .eventsOf(user, options.event)
        .filter((event) => history.periodOf(event.ts, period) === p && valueOf(history, options, event) !== null),
    );
  const countOf = (users: string[], p: number) => {
    const own = inPeriod(users, p).filter((events) => events.length > 0);
    return options.measure === "uniques" ? own.length : own.flat().length;
  };
  // Values are ranked by what they count in the periods shown.
  const counts = new Map<string, number>();
  for (const user of history.users) {
    const count = shown.reduce((sum, p) => sum + countOf([user], p), 0);
    if (count > 0) counts.set(labels.get(user)!, (counts.get(labels.get(user)!) ?? 0) + count);
  }
  return bucketsByCount(counts, breakdown?.top ?? null).flatMap(({name, labels: within}) =>
    shown.map((p) => {
      const users = history.users.filter((user) => within.has(labels.get(user)!));
      const status = history.status(period, p);
      const values = inPeriod(users, p)
        .flat()
        .map((event) => valueOf(history, options, event)!);
      const n = countOf(users, p);
      const known = status === "future" ? {value: null, n: null, sd: null} : {n, ...figureOf(options, n, values)};
      return {breakdown: name, period: history.calendar.label(period, p), ...known, status};
    }),
  );
}

/** What an event adds; null where it does not carry the property. */
function valueOf(history: History, {prop}: MetricOptions, event: Happening): number | null {
  if (prop === undefined) return 1;
  if (prop === "amount") return event.amount ?? null;
  return history.value(event, prop) as number | null;
}

function figureOf({measure}: MetricOptions, n: number, values: number[]): {value: number | null; sd: number | null} {
  if (measure === "count" || measure === "uniques") return {value: n, sd: null};
  const sum = values.reduce((total, value) => total + value, 0);
  const mean = ratio(sum, values.length);
  const squares = values.reduce((total, value) => total + (value - mean!) ** 2, 0);
  return {
    value: measure === "sum" ? sum : mean,
    sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
  };
}

/** The first (last) value on the unit's matching events, or the profile's at its first one. */
function labelOf(history: History, {event, breakdown}: MetricOptions, user: string): string {
  const events = history.eventsOf(user, event);
  if (!breakdown || events.length === 0) return "(none)";
  if (breakdown.source === "profile")
    return String(history.profileValue(user, breakdown.prop, events[0]!.ts) ?? "(none)");
  const values = events.map((one) => history.value(one, breakdown.prop)).filter((value) => value !== null);
  return String((breakdown.source === "first" ? values[0] : values[values.length - 1]) ?? "(none)");
}
