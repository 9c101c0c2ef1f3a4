// Stages by the letter of semantics 7, over plain rows. Everything happens on half days, so it simply looks at each of them.
import type {Predicate} from "../../engine/model/predicate-schema.js";
import {holds, history, type World} from "./predicate.js";

const DAY = 86_400_000;
const STEP = DAY / 2;

export interface PlainRules {
  states: readonly {id: string; order: number; when: Predicate}[];
  else: string;
}
export interface PlainOverride {
  unit: string;
  stage: string;
  from?: number;
  to?: number;
}
export interface PlainStay {
  unit: string;
  stage: string;
  start: number;
  end: number;
  open: boolean;
}

/** Stage ids in the order of the journey. */
export function journey({states, else: last}: PlainRules): string[] {
  return [...[...states].sort((a, b) => a.order - b.order).map(({id}) => id), last];
}

/** All stays, unit by unit. `state` may be given for stages that do not come from rules on the unit itself. */
export function plainStays(
  world: World,
  units: readonly string[],
  rules: PlainRules,
  overrides: readonly PlainOverride[] = [],
  state = byRules,
): PlainStay[] {
  return units.flatMap((unit) => {
    const first = history(world, unit, Infinity)[0]?.ts;
    const stays: PlainStay[] = [];
    for (let t = first ?? Infinity; t < world.asOf; t += STEP) {
      const stage = byHand(unit, t, overrides, rules) ?? state(world, unit, rules, t);
      const last = stays.at(-1);
      if (last) last.end = t;
      if (last?.stage !== stage) stays.push({unit, stage, start: t, end: t, open: false});
    }
    const last = stays.at(-1);
    if (last) Object.assign(last, {end: world.asOf, open: true});
    return stays;
  });
}

function byRules(world: World, unit: string, rules: PlainRules, t: number): string {
  return rules.states.find(({when}) => holds(world, unit, when, t))?.id ?? rules.else;
}

/** The furthest stage of a member with an event in the account within 28 days (semantics 17.4). */
export function furthest(world: World, account: string, rules: PlainRules, t: number): string {
  const people: World = {...world, unit: "user"};
  const members = new Set(
    history(world, account, t)
      .filter(({ts}) => ts > t - 28 * DAY)
      .map(({user}) => user),
  );
  const order = (id: string) => rules.states.find((state) => state.id === id)?.order ?? -Infinity;
  return [...members]
    .map((user) => byRules(people, user, rules, t))
    .reduce((best, id) => (order(id) > order(best) ? id : best), rules.else);
}

function byHand(unit: string, t: number, overrides: readonly PlainOverride[], rules: PlainRules): string | null {
  const valid = overrides.filter(
    (row) => row.unit === unit && (row.from ?? -Infinity) <= t && t < (row.to ?? Infinity),
  );
  const place = journey(rules);
  valid.sort((a, b) => {
    const [x, y] = [a.from ?? -Infinity, b.from ?? -Infinity];
    return x === y ? place.indexOf(b.stage) - place.indexOf(a.stage) : y > x ? 1 : -1;
  });
  return valid[0]?.stage ?? null;
}

/** State just before `t`. */
export function before(stays: readonly PlainStay[], unit: string, t: number): string | null {
  return stays.find((stay) => stay.unit === unit && stay.start < t && t <= stay.end)?.stage ?? null;
}

export interface PlainPeriod {
  label: string;
  start: number;
  end: number;
}

/** The days or weeks (from Monday) that meet [from, to), in UTC. */
export function plainPeriods(period: "day" | "week", from: number, to: number): PlainPeriod[] {
  const length = period === "day" ? DAY : 7 * DAY;
  const origin = period === "day" ? 0 : 4 * DAY;
  const periods: PlainPeriod[] = [];
  if (to <= from) return periods;
  for (let start = Math.floor((from - origin) / length) * length + origin; start < to; start += length) {
    periods.push({label: new Date(start).toISOString().slice(0, 10), start, end: start + length});
  }
  return periods;
}

export function distribution(
  stays: readonly PlainStay[],
  units: readonly string[],
  rules: PlainRules,
  periods: readonly PlainPeriod[],
  asOf: number,
) {
  return periods.flatMap(({label, start, end}) => {
    const at = Math.min(end, asOf);
    const states = units.map((unit) => before(stays, unit, at)).filter((state) => state !== null);
    return journey(rules).map((stage) => {
      if (start >= asOf) return {period: label, at: end, stage, units: null, share: null, status: "future"};
      const count = states.filter((state) => state === stage).length;
      const share = states.length ? count / states.length : null;
      return {period: label, at, stage, units: count, share, status: end <= asOf ? "complete" : "in_progress"};
    });
  });
}

export function flows(stays: readonly PlainStay[], rules: PlainRules, periods: readonly PlainPeriod[], asOf: number) {
  return periods.flatMap(({label, start, end}) => {
    const to = Math.min(end, asOf);
    const inside = (t: number) => t >= start && t < to;
    return journey(rules).map((stage) => {
      if (start >= asOf) return {period: label, stage, stock: null, entries: null, exits: null};
      const own = stays.filter((stay) => stay.stage === stage);
      return {
        period: label,
        stage,
        stock: own.filter((stay) => stay.start < to && to <= stay.end).length,
        entries: own.filter((stay) => inside(stay.start)).length,
        exits: own.filter((stay) => !stay.open && inside(stay.end)).length,
      };
    });
  });
}

export function transitions(
  stays: readonly PlainStay[],
  units: readonly string[],
  rules: PlainRules,
  periods: readonly PlainPeriod[],
  asOf: number,
) {
  const stages = journey(rules);
  const jumps = new Map<string, number>();
  const pairs = new Map<string, number>();
  const add = (into: Map<string, number>, from: string, to: string) =>
    into.set(`${from} ${to}`, (into.get(`${from} ${to}`) ?? 0) + 1);
  const [from, to] = [periods[0]?.start ?? 0, Math.min(periods.at(-1)?.end ?? 0, asOf)];
  stays.forEach((stay, i) => {
    const last = stays[i - 1];
    if (last?.unit === stay.unit && stay.start >= from && stay.start < to) add(jumps, last.stage, stay.stage);
  });
  for (const {start, end} of periods) {
    if (end > asOf) continue;
    for (const unit of units) {
      const state = before(stays, unit, end);
      if (state !== null) add(pairs, before(stays, unit, start) ?? "(entering)", state);
    }
  }
  return ["(entering)", ...stages].flatMap((origin) => {
    const n = stages.reduce((sum, stage) => sum + (pairs.get(`${origin} ${stage}`) ?? 0), 0);
    const out = stages.reduce((sum, stage) => sum + (jumps.get(`${origin} ${stage}`) ?? 0), 0);
    return stages.map((stage) => {
      const [jumped, paired] = [jumps.get(`${origin} ${stage}`) ?? 0, pairs.get(`${origin} ${stage}`) ?? 0];
      const entering = origin === "(entering)";
      return {
        from: origin,
        to: stage,
        jumps: entering ? null : jumped,
        jump_rate: entering || origin === stage || out === 0 ? null : jumped / out,
        pairs: paired,
        rate: n ? paired / n : null,
      };
    });
  });
}

export function dwell(stays: readonly PlainStay[], rules: PlainRules, from: number, to: number) {
  return journey(rules).map((stage) => {
    const own = stays.filter((stay) => stay.stage === stage && stay.start >= from && stay.start < to);
    const done = own
      .filter(({open}) => !open)
      .map(({start, end}) => end - start)
      .sort((a, b) => a - b);
    return {
      stage,
      stays: own.length,
      censored: own.length - done.length,
      median_ms: productLimitMedian(own.map(({start, end, open}) => ({t: end - start, event: !open}))),
      mean_finished_ms: done.length ? Math.floor(done.reduce((a, b) => a + b, 0) / done.length + 0.5) : null,
      median_finished_ms: done.length
        ? (done[Math.floor((done.length - 1) / 2)]! + done[Math.ceil((done.length - 1) / 2)]!) / 2
        : null,
    };
  });
}

function productLimitMedian(lives: readonly {t: number; event: boolean}[]): number | null {
  // Exact: the share is the product of (n − d)/n, so compare the products of numerators and denominators.
  let [above, below] = [1n, 1n];
  for (const t of [...new Set(lives.filter(({event}) => event).map(({t}) => t))].sort((a, b) => a - b)) {
    const n = lives.filter((life) => life.t >= t).length;
    const d = lives.filter((life) => life.t === t && life.event).length;
    above *= BigInt(n - d);
    below *= BigInt(n);
    if (2n * above <= below) return t;
  }
  return null;
}

export function conversion(
  stays: readonly PlainStay[],
  units: readonly string[],
  asked: {from: string; to: string; ms: number; how: string},
  from: number,
  to: number,
  asOf: number,
) {
  const counts = {entered: 0, reached: 0, pending: 0, mature: 0, reachedMature: 0};
  for (const unit of units) {
    const own = stays.filter((stay) => stay.unit === unit);
    const entries = own.filter((stay) => stay.stage === asked.from && stay.start >= from && stay.start < to);
    if (entries.length === 0) continue;
    const converts = (entry: PlainStay) => {
      const later = own.slice(own.indexOf(entry) + 1);
      return (asked.how === "direct" ? later.slice(0, 1) : later).some(
        (stay) => stay.stage === asked.to && stay.start - entry.start <= asked.ms,
      );
    };
    const chosen = entries.find(converts) ?? entries.at(-1)!;
    const mature = chosen.start + asked.ms < asOf;
    counts.entered++;
    if (mature) counts.mature++;
    if (converts(chosen)) counts.reached++;
    if (converts(chosen) && mature) counts.reachedMature++;
    if (!converts(chosen) && !mature) counts.pending++;
  }
  const {entered, reached, pending, mature, reachedMature} = counts;
  return {
    ...{entered, reached, pending, mature},
    rate: entered ? reached / entered : null,
    rate_mature: mature ? reachedMature / mature : null,
  };
}
