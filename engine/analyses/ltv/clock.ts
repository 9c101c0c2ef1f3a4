// How old a customer is at an instant, and up to which age it has been observed.
import {parseDuration} from "../../model/duration.js";
import type {Occurrences} from "../../model/occurrences.js";
import type {Frame, Scope} from "../../model/scope.js";
import {LENGTHS, MOST_AGES, type LtvQuery} from "./query.js";

/** The unit's first start event if it lies in the range, else NaN. */
export function anchorOf({from, to}: Scope, {starts, ends, ts}: Occurrences, u: number): number {
  const first = starts[u]!;
  if (first === ends[u]!) return NaN;
  const anchor = ts[first]!;
  return anchor >= from && anchor < to ? anchor : NaN;
}

/** How many ages are counted: 0 … n, or as far as anyone was observed. */
export function agesOf({longest}: AgeClock, {n = MOST_AGES}: LtvQuery): number {
  return Math.min(longest, n) + 1;
}

interface AgeClock {
  /** Age at `ts` of a unit anchored at `anchor`. */
  ageAt(ts: number, anchor: number): number;
  /** The largest age whose period is over at asOf; below 0 when none is, NaN without an anchor. */
  observed(anchor: number): number;
  /** No unit can be older than this. */
  readonly longest: number;
}

export function ageClock({calendar, asOf, firstTs, from}: Frame, {mode, period}: LtvQuery): AgeClock {
  const eldest = Math.max(firstTs, from);
  const finish = (ageAt: AgeClock["ageAt"], observed: AgeClock["observed"]): AgeClock => ({
    ageAt,
    observed,
    longest: Math.max(0, observed(eldest) || 0),
  });
  if (mode === "rolling") {
    const length = parseDuration(LENGTHS[period]!);
    return finish(
      (ts, anchor) => Math.floor((ts - anchor) / length),
      (anchor) => Math.floor((asOf - anchor) / length) - 1,
    );
  }
  // The last period that is over: the one before the period that holds asOf (asOf itself may be its first instant).
  const lastEnded = calendar.periodOf(asOf, period) - 1;
  const number = (ts: number) => (Number.isNaN(ts) ? NaN : calendar.periodOf(ts, period));
  return finish(
    (ts, anchor) => number(ts) - number(anchor),
    (anchor) => lastEnded - number(anchor),
  );
}
