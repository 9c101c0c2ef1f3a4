// The instants at which stages are looked at: the start of the first period shown and the end of each.
import type {Period} from "../../model/calendar.js";
import {shownPeriods} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";

/** Snapshot 0 is the start of the first period, snapshot k the end of the k-th (asOf where that has not ended). */
export class Grid {
  /** Number of the first and of the last period shown. */
  readonly first: number;
  readonly last: number;
  /** Periods that have begun by asOf, and those of them that are over. */
  readonly begun: number;
  readonly complete: number;
  /** Epoch ms of the snapshots 0 … begun. */
  readonly instants: Float64Array;
  readonly #perMs: number;

  constructor(frame: Frame, period: Period) {
    const {calendar, asOf} = frame;
    const {first, last} = shownPeriods(frame, period);
    const instants: number[] = [calendar.startOf(period, first)];
    let complete = 0;
    for (let n = first; n <= last && instants[n - first]! < asOf; n++) {
      const end = calendar.endOf(period, n);
      if (end <= asOf) complete++;
      instants.push(Math.min(end, asOf));
    }
    this.first = first;
    this.last = last;
    this.begun = instants.length - 1;
    this.complete = complete;
    this.instants = Float64Array.from(instants);
    this.#perMs = this.begun / Math.max(1, instants[this.begun]! - instants[0]!);
  }

  /** The first snapshot later than `t`; `begun + 1` when there is none. What starts at `t` shows from there on. */
  after(t: number): number {
    const {instants, begun} = this;
    if (t < instants[0]!) return 0;
    if (t >= instants[begun]!) return begun + 1;
    // Periods are about equally long, so the place is nearly known.
    let k = Math.floor((t - instants[0]!) * this.#perMs) + 1;
    while (instants[k - 1]! > t) k--;
    while (instants[k]! <= t) k++;
    return k;
  }
}
