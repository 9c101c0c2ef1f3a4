// Gaps between a unit's active local days, and its silence at an instant (semantics 13.1).
import type {Activity} from "../../model/activity.js";
import type {Scope} from "../../model/scope.js";

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
  /** The local day of the first event of the data, and how many days a gap since then can have. */
  readonly firstDay: number;
  readonly longest: number;
  /** The days that meet the range of the query. */
  readonly #from: number;
  readonly #to: number;

  constructor(
    private readonly scope: Scope,
    private readonly days: Activity,
    readonly at: number,
  ) {
    const {calendar, from, to, firstTs} = scope;
    this.day = calendar.periodOf(at, "day");
    this.firstDay = Number.isNaN(firstTs) ? this.day : calendar.periodOf(firstTs, "day");
    this.longest = Math.max(0, this.day - this.firstDay);
    [this.#from, this.#to] =
      from < to ? ([from, to - 1].map((ts) => calendar.periodOf(ts, "day")) as [number, number]) : [1, 0];
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
    return this.asks(this.days.periods[end - 1]!);
  }

  /** The same of that day itself. */
  asks(day: number): boolean {
    return day >= this.#from && day <= this.#to;
  }

  /** Whether nothing came from the instant until asOf. */
  staysSilent(unit: number, {end}: Seen): boolean {
    const {ends, last} = this.days;
    return end === ends[unit] && this.scope.index.ts[last[end - 1]!]! < this.at;
  }
}
