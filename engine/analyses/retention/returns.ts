// At which offsets a unit came back, for one anchor at a time (semantics 5.2).
import type {Activity} from "../../model/activity.js";
import type {Occurrences} from "../../model/occurrences.js";

/** Reads the returns of a unit. The anchors of one unit must come in time order. */
export interface Returns {
  /** Adds 1 to `sums[at + k]` for each different offset k below `limit` that a return has. */
  add(unit: number, cohort: number, anchor: number, sums: Float64Array, at: number, limit: number): void;
  /** The largest offset of any return; −1 without one. */
  furthest(unit: number, cohort: number, anchor: number): number;
  /** How many offsets of this anchor have been observed to their end. Infinity where cohorts mature as a whole. */
  observed(anchor: number, asOf: number): number;
}

/** Offsets as differences of local period numbers. */
export class CalendarReturns implements Returns {
  #unit = -1;
  #next = 0;
  constructor(
    readonly activity: Activity,
    readonly ts: Float64Array,
  ) {}

  add(unit: number, cohort: number, anchor: number, sums: Float64Array, at: number, limit: number): void {
    const {starts, ends, periods} = this.activity;
    const end = ends[unit]!;
    if (unit !== this.#unit) [this.#unit, this.#next] = [unit, starts[unit]!];
    let e = this.#next;
    while (e < end && periods[e]! < cohort) e++;
    this.#next = e;
    if (e < end && periods[e] === cohort) {
      if (limit > 0 && this.#follows(e, anchor)) sums[at]!++;
      e++;
    }
    for (; e < end; e++) {
      const offset = periods[e]! - cohort;
      if (offset >= limit) return;
      sums[at + offset]!++;
    }
  }

  furthest(unit: number, cohort: number, anchor: number): number {
    const {starts, ends, periods} = this.activity;
    const e = ends[unit]! - 1;
    if (e < starts[unit]! || periods[e]! < cohort) return -1;
    if (periods[e]! > cohort) return periods[e]! - cohort;
    return this.#follows(e, anchor) ? 0 : -1;
  }

  observed(): number {
    return Infinity;
  }

  // Does entry `e`, in the anchor's own period, hold a return that is another row than the anchor and not before it in time?
  #follows(e: number, anchor: number): boolean {
    const last = this.activity.last[e]!;
    if (last === anchor) return this.activity.tied[e] === 1;
    return last > anchor || this.ts[last] === this.ts[anchor];
  }
}

/** Offsets as whole lengths since the anchor, which is first moved down to a multiple of `grain` (ms). */
export class RollingReturns implements Returns {
  #unit = -1;
  #next = 0;
  constructor(
    readonly found: Occurrences,
    /** Instants by position. */
    readonly ts: Float64Array,
    readonly length: number,
    readonly grain: number,
  ) {}

  add(unit: number, _cohort: number, anchor: number, sums: Float64Array, at: number, limit: number): void {
    const {starts, ends, ts, positions} = this.found;
    const end = ends[unit]!;
    const start = this.ts[anchor]!;
    const origin = this.#origin(anchor);
    if (unit !== this.#unit) [this.#unit, this.#next] = [unit, starts[unit]!];
    let i = this.#next;
    while (i < end && ts[i]! < start) i++;
    this.#next = i;
    // A length is a multiple of the grain, so flooring the event too would not change its offset.
    let boundary = -Infinity;
    for (; i < end; i++) {
      const t = ts[i]!;
      if (t < boundary || (positions === null ? i : positions[i]) === anchor) continue;
      const offset = Math.floor((t - origin) / this.length);
      if (offset >= limit) return;
      sums[at + offset]!++;
      boundary = origin + (offset + 1) * this.length;
    }
  }

  furthest(unit: number, _cohort: number, anchor: number): number {
    const {starts, ends, ts, positions} = this.found;
    const start = starts[unit]!;
    let i = ends[unit]! - 1;
    if (i >= start && (positions === null ? i : positions[i]) === anchor) i--;
    return i < start || ts[i]! < this.ts[anchor]! ? -1 : Math.floor((ts[i]! - this.#origin(anchor)) / this.length);
  }

  observed(anchor: number, asOf: number): number {
    return Math.floor((asOf - this.#origin(anchor)) / this.length);
  }

  /** The instant from which the offsets of an anchor are counted. */
  #origin(anchor: number): number {
    return Math.floor(this.ts[anchor]! / this.grain) * this.grain;
  }
}
