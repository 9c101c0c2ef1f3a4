// Gaps between a unit's active local days, and its silence at an instant (semantics 13.1).
import type {Activity} from "../../model/activity.js";
import type {Frame, Scope} from "../../model/scope.js";
import type {GapCounts} from "./facts.js";

/** Days of one unit as seen at `at`: entries `from … end - 1` of the activity. */
export interface Seen {
  readonly from: number;
  readonly end: number;
  /** Local days from the last active one to that of the instant. */
  readonly silence: number;
}

/** Reads units as they looked at one instant: what came at it or later does not exist yet. */
export class Look {
  /** The local day of the instant. */
  readonly day: number;
  readonly #firstDay: number;
  readonly #lastDay: number;

  constructor(
    private readonly scope: Scope,
    private readonly days: Activity,
    readonly at: number,
  ) {
    const {calendar, from, to} = scope;
    this.day = calendar.periodOf(at, "day");
    this.#firstDay = calendar.periodOf(from, "day");
    this.#lastDay = calendar.periodOf(Math.max(from, to - 1), "day");
  }

  /** Null for a unit that was never active before the instant. */
  of(unit: number): Seen | null {
    const {starts, ends, periods, first} = this.days;
    const from = starts[unit]!;
    let end = ends[unit]!;
    // Nothing of the activity comes after asOf.
    if (this.at < this.scope.asOf) while (end > from && this.scope.index.ts[first[end - 1]!]! >= this.at) end--;
    return end === from ? null : {from, end, silence: this.day - periods[end - 1]!};
  }

  /** Whether the last active day meets the range of the query: only then the unit is scored. */
  isAsked({end}: Seen): boolean {
    const day = this.days.periods[end - 1]!;
    return this.scope.from < this.scope.to && day >= this.#firstDay && day <= this.#lastDay;
  }

  /** Whether nothing came from the instant until asOf. */
  staysSilent(unit: number, {end}: Seen): boolean {
    const {ends, last} = this.days;
    return end === ends[unit] && this.scope.index.ts[last[end - 1]!]! < this.at;
  }
}

/** Places for every length that a gap can have in this data. */
export function emptyCounts({calendar, firstTs}: Frame, look: Look): Float64Array {
  const longest = Number.isNaN(firstTs) ? 0 : look.day - calendar.periodOf(firstTs, "day");
  return new Float64Array(Math.max(0, longest) + 1);
}

export function countGaps({finished, open}: GapCounts, {periods}: Activity, {from, end, silence}: Seen): void {
  for (let e = from + 1; e < end; e++) finished[periods[e]! - periods[e - 1]!]! += 1;
  open[silence]! += 1;
}
