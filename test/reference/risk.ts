// The slow twin of churn risk: gaps as lists, the curve term by term, straight from semantics 13.
import {bucketsByCount, ratio, wilsonLimits, type Happening, type History, type Which} from "./history.js";

export interface RiskOptions {
  activity: Which;
  horizon: string;
  minAtRisk: number;
  breakdown?: {prop: string; source: "first" | "last" | "profile"; top: number};
}
type Row = Record<string, unknown>;
interface Gap {
  days: number;
  finished: boolean;
}
interface Scored {
  user: string;
  silence: number;
  risk: number | null;
  band: string;
  stayed: boolean;
}

const DAY = 86_400_000;
const BANDS = ["low", "medium", "high", "critical", "no_data"];

export function riskReference(history: History, options: RiskOptions): Record<"bands" | "units" | "backtest", Row[]> {
  const {asOf} = history.world;
  const h = Number(/\d+/.exec(options.horizon)![0]);
  const now = scoredAt(history, options, asOf, h);
  const counts = new Map<string, number>();
  for (const {user} of now) {
    const label = labelOf(history, options, user);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const bands = bucketsByCount(counts, options.breakdown?.top ?? null).flatMap(({name, labels}) => {
    const own = now.filter(({user}) => labels.has(labelOf(history, options, user)));
    return BANDS.map((band) => {
      const units = own.filter((one) => one.band === band).length;
      return {
        ...(options.breakdown ? {breakdown: name} : {}),
        band,
        units,
        share: ratio(units, own.length),
        n: own.length,
        ...wilsonLimits(units, own.length),
        small: own.length < 30,
      };
    });
  });
  const rounded = ({risk}: Scored) => (risk === null ? -1 : Math.round(risk * 1e9));
  const sorted = [...now].sort((a, b) => rounded(b) - rounded(a) || (a.user < b.user ? -1 : 1));
  const past = scoredAt(history, options, asOf - h * DAY, h);
  return {
    bands,
    units: sorted.map((one) => unitRow(history, options, one)),
    backtest: [null, ...BANDS].map((band) => backtestRow(past, band)),
  };
}

function daysOf(history: History, {activity}: RiskOptions, user: string, until: number): number[] {
  const before = history.eventsOf(user, activity).filter(({ts}) => ts < until);
  return [...new Set(before.map(({ts}) => history.periodOf(ts, "day")))].sort((a, b) => a - b);
}

function scoredAt(history: History, options: RiskOptions, at: number, h: number): Scored[] {
  const today = history.periodOf(at, "day");
  const users = history.users.filter((user) => daysOf(history, options, user, at).length > 0);
  const gaps: Gap[] = users.flatMap((user) => {
    const days = daysOf(history, options, user, at);
    return [
      ...days.slice(1).map((day, i) => ({days: day - days[i]!, finished: true})),
      {days: today - days[days.length - 1]!, finished: false},
    ];
  });
  const [from, to] = history.world.range;
  const meetsRange = (user: string) => {
    const last = daysOf(history, options, user, at).pop()!;
    return from < to && last >= history.periodOf(from, "day") && last <= history.periodOf(to - 1, "day");
  };
  return users.filter(meetsRange).map((user) => {
    const silence = today - daysOf(history, options, user, at).pop()!;
    const there = gaps.filter(({days}) => days >= silence).length;
    const survives = surviving(gaps, silence);
    const risk = there < options.minAtRisk || survives === 0 ? null : surviving(gaps, silence + h) / survives;
    const later = history.eventsOf(user, options.activity).filter(({ts}) => ts >= at);
    return {user, silence, risk, band: bandOf(risk), stayed: later.length === 0};
  });
}

/** Kaplan–Meier at t, one distinct length after the other. */
function surviving(gaps: Gap[], t: number): number {
  const lengths = [...new Set(gaps.filter(({days, finished}) => finished && days <= t).map(({days}) => days))];
  return lengths
    .sort((a, b) => a - b)
    .reduce((s, length) => {
      const n = gaps.filter(({days}) => days >= length).length;
      const d = gaps.filter(({days, finished}) => finished && days === length).length;
      return s * (1 - d / n);
    }, 1);
}

function bandOf(risk: number | null): string {
  if (risk === null) return "no_data";
  const r = Math.round(risk * 1e9) / 1e9;
  return r >= 0.75 ? "critical" : r >= 0.5 ? "high" : r >= 0.25 ? "medium" : "low";
}

function unitRow(history: History, options: RiskOptions, {user, silence, risk, band}: Scored): Row {
  const days = daysOf(history, options, user, history.world.asOf);
  const today = history.periodOf(history.world.asOf - 1, "day");
  const gaps = days
    .slice(1)
    .map((day, i) => day - days[i]!)
    .sort((a, b) => a - b);
  const middle = gaps.length / 2;
  const own = gaps.length === 0 ? null : (gaps[Math.ceil(middle) - 1]! + gaps[Math.floor(middle)]!) / 2;
  return {
    unit: user,
    risk,
    band,
    silent_ms: silence * DAY,
    own_gap_ms: own === null ? null : own * DAY,
    gap_ratio: own === null ? null : silence / own,
    active_days: days.filter((day) => day > today - 28).length,
    active_days_before: days.filter((day) => day > today - 56 && day <= today - 28).length,
  };
}

function backtestRow(past: Scored[], band: string | null): Row {
  const own = past.filter((one) => (band === null ? one.band !== "no_data" : one.band === band));
  const silent = own.filter(({stayed}) => stayed).length;
  const mean = (read: (one: Scored) => number) =>
    band === "no_data"
      ? null
      : ratio(
          own.reduce((sum, one) => sum + read(one), 0),
          own.length,
        );
  return {
    band,
    units: own.length,
    silent,
    share: ratio(silent, own.length),
    brier: mean(({risk, stayed}) => (risk! - (stayed ? 1 : 0)) ** 2),
    expected: mean(({risk}) => risk!),
    ...wilsonLimits(silent, own.length),
    small: own.length < 30,
  };
}

/** The first (last) value on the unit's matching events, or the profile's at its first one. */
function labelOf(history: History, {activity, breakdown}: RiskOptions, user: string): string {
  if (!breakdown) return "";
  const events: Happening[] = history.eventsOf(user, activity);
  if (breakdown.source === "profile")
    return String(history.profileValue(user, breakdown.prop, events[0]!.ts) ?? "(none)");
  const values = events.map((event) => history.value(event, breakdown.prop)).filter((value) => value !== null);
  return String((breakdown.source === "first" ? values[0] : values[values.length - 1]) ?? "(none)");
}
