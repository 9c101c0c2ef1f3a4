// For one anchor: in which columns its unit counts as retained, and in which it has been observed (semantics 5.3, 5.4).
import {activity} from "../../model/activity.js";
import {occurrences} from "../../model/occurrences.js";
import type {Scope} from "../../model/scope.js";
import type {Work} from "../analysis.js";
import {offsetColumns, rollingLength, type OffsetColumn, type RetentionQuery} from "./query.js";
import {CalendarReturns, RollingReturns, type Returns} from "./returns.js";

export class Marks {
  /** By column: 1 where the unit of the latest anchor came back. */
  readonly retained: Uint8Array;
  /** By column: 1 where the latest anchor has been observed to the end. Left at 0 in calendar mode, where cohorts mature as a whole. */
  readonly observed: Uint8Array;
  readonly #columns: readonly OffsetColumn[];
  readonly #seen: Uint8Array;
  readonly #open: boolean;

  constructor(
    query: RetentionQuery,
    readonly returns: Returns,
    readonly asOf: number,
  ) {
    this.#columns = offsetColumns(query);
    this.#open = query.criterion === "on_or_after";
    this.retained = new Uint8Array(this.#columns.length);
    this.observed = new Uint8Array(this.#columns.length);
    this.#seen = new Uint8Array(this.#columns.reduce((most, {until}) => Math.max(most, until), 0) + 1);
  }

  /** Reads one anchor into `retained` and `observed`. */
  read(unit: number, cohort: number, anchor: number): void {
    if (this.#open) this.#readFurthest(unit, cohort, anchor);
    else this.#readOffsets(unit, cohort, anchor);
    if (this.returns instanceof RollingReturns) this.#observe(this.returns, anchor);
  }

  #readFurthest(unit: number, cohort: number, anchor: number): void {
    const furthest = this.returns.furthest(unit, cohort, anchor);
    for (let k = 0; k < this.retained.length; k++) this.retained[k] = k <= furthest ? 1 : 0;
  }

  #readOffsets(unit: number, cohort: number, anchor: number): void {
    const seen = this.#seen;
    seen.fill(0);
    this.returns.mark(unit, cohort, anchor, seen);
    for (let k = 0; k < this.retained.length; k++) {
      let {from, to} = this.#columns[k]!;
      while (from < to && !seen[from]) from++;
      this.retained[k] = seen[from]!;
    }
  }

  #observe(returns: RollingReturns, anchor: number): void {
    const offsets = Math.floor((this.asOf - returns.origin(anchor)) / returns.length);
    for (let k = 0; k < this.observed.length; k++) this.observed[k] = this.#columns[k]!.until < offsets ? 1 : 0;
  }
}

const HOUR = 3_600_000;

/** Reads the returns of a query's units. */
export function* marksOf(scope: Scope, query: RetentionQuery): Work<Marks> {
  const {ts} = scope.index;
  const length = rollingLength(query);
  if (length === null) {
    return new Marks(query, new CalendarReturns(yield* activity(scope, query.return, query.period, "return"), ts), scope.asOf);
  }
  const grain = query.mode === "rolling_hour" ? HOUR : 1;
  return new Marks(query, new RollingReturns(occurrences(scope, query.return, "return"), ts, length, grain), scope.asOf);
}
