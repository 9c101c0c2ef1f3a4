// Adds anchors to the sums of their cohorts: who was observed, and who came back (semantics 5.3, 5.4).
import {activity} from "../../model/activity.js";
import {occurrences} from "../../model/occurrences.js";
import type {Scope} from "../../model/scope.js";
import type {Work} from "../analysis.js";
import {offsetColumns, rollingLength, type OffsetColumn, type RetentionQuery} from "./query.js";
import {CalendarReturns, RollingReturns, type Returns} from "./returns.js";

/**
 * Sums of a cohort: its size, then by column the units observed (all 0 in calendar mode, where cohorts mature as a whole), then by
 * column those of them that came back.
 */
export const sumsWidth = (columns: number): number => 1 + 2 * columns;

class CohortCounter {
  readonly columns: readonly OffsetColumn[];
  readonly #criterion: RetentionQuery["criterion"];
  readonly #seen: Float64Array;

  constructor(
    query: RetentionQuery,
    readonly returns: Returns,
    readonly asOf: number,
  ) {
    this.columns = offsetColumns(query);
    this.#criterion = query.criterion;
    this.#seen = new Float64Array(this.columns.reduce((most, {until}) => Math.max(most, until), 0) + 1);
  }

  /** Adds one anchor to the sums that start at `row`. The anchors of one unit must come in time order. */
  add(sums: Float64Array, row: number, unit: number, cohort: number, anchor: number): void {
    sums[row]!++;
    const observed = this.returns.observed(anchor, this.asOf);
    if (this.#criterion === "bracket") return this.#addBrackets(sums, row, unit, cohort, anchor, observed);
    const width = this.columns.length;
    const limit = Math.min(width, observed);
    if (observed !== Infinity) for (let k = 0; k < limit; k++) sums[row + 1 + k]!++;
    const at = row + 1 + width;
    if (this.#criterion === "on") return this.returns.add(unit, cohort, anchor, sums, at, limit);
    const reached = Math.min(limit, this.returns.furthest(unit, cohort, anchor) + 1);
    for (let k = 0; k < reached; k++) sums[at + k]!++;
  }

  #addBrackets(sums: Float64Array, row: number, unit: number, cohort: number, anchor: number, observed: number): void {
    const seen = this.#seen.fill(0);
    this.returns.add(unit, cohort, anchor, seen, 0, seen.length);
    this.columns.forEach(({from, to, until}, k) => {
      if (until >= observed) return;
      if (observed !== Infinity) sums[row + 1 + k]!++;
      let offset = from;
      while (offset < to && seen[offset] === 0) offset++;
      if (seen[offset] !== 0) sums[row + 1 + this.columns.length + k]!++;
    });
  }
}

const HOUR = 3_600_000;

/** The counter of a query over a scope. */
export function* counterOf(scope: Scope, query: RetentionQuery): Work<CohortCounter> {
  const {ts} = scope.index;
  const length = rollingLength(query);
  if (length === null) {
    const returns = yield* activity(scope, query.return, query.period, "return");
    return new CohortCounter(query, new CalendarReturns(returns, ts), scope.asOf);
  }
  const grain = query.mode === "rolling_hour" ? HOUR : 1;
  return new CohortCounter(
    query,
    new RollingReturns(occurrences(scope, query.return, "return"), ts, length, grain),
    scope.asOf,
  );
}
