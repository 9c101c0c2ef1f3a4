// The Kaplan–Meier estimate of survival and what is read off it (semantics 12.1).
import {Z95, type Interval} from "./interval.js";
import {sortNumbers} from "./sort-numbers.js";
import {exp, ln} from "./special.js";

/**
 * A survival curve in columns: one place for each distinct time at which something ended, ascending. At `t` there were
 * `atRisk` with that duration or longer and `events` of them ended; `s` is the share surviving beyond `t`. `v` is
 * Greenwood's Σ d/(n(n−d)), which stops growing where `s` reaches 0. `n` counts everybody, `ended` those who ended.
 */
export type Survival = {
  n: number;
  ended: number;
  t: Float64Array;
  atRisk: Float64Array;
  events: Float64Array;
  s: Float64Array;
  v: Float64Array;
};

/** One step of the curve. `se` is null where s is 0; `lo` and `hi` (95 %, log–log) are null where s is 0 or 1. */
type SurvivalStep = {
  t: number;
  atRisk: number;
  events: number;
  s: number;
  se: number | null;
  lo: number | null;
  hi: number | null;
};

/**
 * The curve of `durations` ≥ 0, each ended (`events[i]` 1) or censored (0) there; a unit censored at t is still at risk
 * at t. `weights` count a row several times. O(n log n).
 */
export function kaplanMeier(durations: Float64Array, events: Uint8Array, weights?: Float64Array): Survival {
  return weights ? weighted(durations, events, weights) : unweighted(durations, events);
}

/** The same from counts: `ended[t]` and `censored[t]` units at each whole duration t = 0, 1, 2 … O(length). */
export function kaplanMeierCounts(ended: Float64Array, censored: Float64Array): Survival {
  const curve = new Builder(countAbove(ended, 0));
  let atRisk = 0;
  for (let t = 0; t < ended.length; t++) atRisk += ended[t]!;
  for (let t = 0; t < censored.length; t++) atRisk += censored[t]!;
  const n = atRisk;
  for (let t = 0; t < ended.length; t++) {
    if (ended[t]! > 0) curve.add(t, atRisk, ended[t]!);
    atRisk -= ended[t]! + (censored[t] ?? 0);
  }
  return curve.finish(n);
}

/** The steps as rows, with standard errors and limits. */
export function survivalSteps(curve: Survival): SurvivalStep[] {
  return Array.from(curve.t, (_, i) => survivalStep(curve, i));
}

/** Step `i`. */
export function survivalStep({t, atRisk, events, s, v}: Survival, i: number): SurvivalStep {
  const limits = logLog(s[i]!, v[i]!);
  return {
    t: t[i]!,
    atRisk: atRisk[i]!,
    events: events[i]!,
    s: s[i]!,
    se: s[i]! === 0 ? null : s[i]! * Math.sqrt(v[i]!),
    lo: limits?.lo ?? null,
    hi: limits?.hi ?? null,
  };
}

/** S(t), the share surviving beyond `t`: 1 before the first step; null of nobody. After the last duration it stays level. */
export function survivalAt({n, t, s}: Survival, at: number): number | null {
  if (n === 0) return null;
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (t[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 1 : s[low - 1]!;
}

/** The smallest t by which a share `p` in (0, 1] has ended, S(t) ≤ 1 − p; null if that is not reached. */
export function survivalQuantile({t, s}: Survival, p: number): number | null {
  const i = s.findIndex((share) => isReached(share, p));
  return i < 0 ? null : t[i]!;
}

// S is a product of rounded factors: where it should be exactly 1 − p it may lie a hair above.
function isReached(share: number, p: number): boolean {
  return share <= 1 - p + 1e-12;
}

/** The smallest t with S(t) ≤ 0.5; null if half never ended. */
export function survivalMedian(curve: Survival): number | null {
  return survivalQuantile(curve, 0.5);
}

/** Durations that ended and durations that were cut off, each ascending. */
export interface Lives {
  readonly ended: Float64Array;
  readonly censored: Float64Array;
}

/** The same from the durations themselves, without the rest of the curve. */
export function medianLife(lives: Lives): number | null {
  let share = 1;
  let median: number | null = null;
  eachStep(lives, (t, atRisk, ended) => {
    share *= (atRisk - ended) / atRisk;
    if (isReached(share, 0.5)) median = t;
    return median === null;
  });
  return median;
}

// Calls with each time at which lives ended, how many were at risk then, and how many ended; false ends the walk.
function eachStep({ended, censored}: Lives, visit: (t: number, atRisk: number, ended: number) => boolean): void {
  let gone = 0;
  for (let i = 0; i < ended.length;) {
    const t = ended[i]!;
    const first = i;
    while (i < ended.length && ended[i] === t) i++;
    while (gone < censored.length && censored[gone]! < t) gone++;
    if (!visit(t, ended.length + censored.length - first - gone, i - first)) return;
  }
}

/** Area under the steps on [0, tau], in the unit of the durations; null of nobody or for a negative tau. */
export function restrictedMean({n, t, s}: Survival, tau: number): number | null {
  if (n === 0 || !(tau >= 0 && tau < Infinity)) return null;
  let area = 0;
  let from = 0;
  let share = 1;
  for (let i = 0; i < t.length && t[i]! < tau; i++) {
    area += share * (t[i]! - from);
    from = t[i]!;
    share = s[i]!;
  }
  return area + share * (tau - from);
}

// S^exp(±z·√v/|ln S|). Where S is within rounding of 1 the exponent may overflow; the limits are then 0 and 1, as they should.
function logLog(s: number, v: number): Interval | null {
  if (!(s > 0 && s < 1)) return null;
  const lnS = ln(s);
  const width = (Z95 * Math.sqrt(v)) / -lnS;
  return {lo: exp(lnS * exp(width)), hi: exp(lnS * exp(-width))};
}

function unweighted(durations: Float64Array, events: Uint8Array): Survival {
  const lives = split(durations, events);
  const curve = new Builder(countDistinct(lives.ended));
  eachStep(lives, (t, atRisk, ended) => {
    curve.add(t, atRisk, ended);
    return true;
  });
  return curve.finish(durations.length);
}

// At-risk weights are summed from the longest duration down, so that the last ones cancel exactly.
function weighted(durations: Float64Array, events: Uint8Array, weights: Float64Array): Survival {
  const order = Uint32Array.from(durations, (_, i) => i).sort((a, b) => durations[b]! - durations[a]! || a - b);
  const steps: {t: number; atRisk: number; ended: number}[] = [];
  let atRisk = 0;
  for (let i = 0; i < order.length;) {
    const t = durations[order[i]!]!;
    const longer = atRisk;
    let ended = 0;
    let censored = 0;
    for (; i < order.length && durations[order[i]!] === t; i++) {
      if (events[order[i]!]) ended += weights[order[i]!]!;
      else censored += weights[order[i]!]!;
    }
    atRisk = longer + censored + ended;
    if (ended > 0) steps.push({t, atRisk, ended});
  }
  const curve = new Builder(steps.length);
  for (const step of steps.reverse()) curve.add(step.t, step.atRisk, step.ended);
  return curve.finish(atRisk);
}

/** Ascending durations of those who ended (`events[i]` 1) and of those who are censored. */
export function split(durations: Float64Array, events: Uint8Array): Lives {
  const ended = new Float64Array(countAbove(events, 0));
  const censored = new Float64Array(durations.length - ended.length);
  for (let i = 0, e = 0, c = 0; i < durations.length; i++) {
    if (events[i]) ended[e++] = durations[i]!;
    else censored[c++] = durations[i]!;
  }
  return {ended: sortNumbers(ended), censored: sortNumbers(censored)};
}

function countDistinct(sorted: Float64Array): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++;
  return count;
}

function countAbove(values: Float64Array | Uint8Array, limit: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > limit) count++;
  return count;
}

/** Multiplies the curve up, one event time after the other. */
class Builder {
  readonly #t: Float64Array;
  readonly #atRisk: Float64Array;
  readonly #events: Float64Array;
  readonly #s: Float64Array;
  readonly #v: Float64Array;
  #length = 0;
  #ended = 0;
  #share = 1;
  #variance = 0;

  constructor(steps: number) {
    this.#t = new Float64Array(steps);
    this.#atRisk = new Float64Array(steps);
    this.#events = new Float64Array(steps);
    this.#s = new Float64Array(steps);
    this.#v = new Float64Array(steps);
  }

  add(t: number, atRisk: number, events: number): void {
    const left = atRisk - events;
    this.#share *= left / atRisk;
    if (left > 0) this.#variance += events / (atRisk * left);
    this.#ended += events;
    const i = this.#length++;
    this.#t[i] = t;
    this.#atRisk[i] = atRisk;
    this.#events[i] = events;
    this.#s[i] = this.#share;
    this.#v[i] = this.#variance;
  }

  finish(n: number): Survival {
    return {
      n,
      ended: this.#ended,
      t: this.#t,
      atRisk: this.#atRisk,
      events: this.#events,
      s: this.#s,
      v: this.#v,
    };
  }
}
