// The triangle of cohorts and offsets and its average row, from what was counted (semantics 5.4 – 5.9).
import type {Status} from "../../model/period-range.js";
import {isTruncated, periodStatus} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {ShownBucket} from "../buckets.js";
import {offsetColumns, type OffsetColumn, type RetentionQuery} from "./query.js";

type Rows = Record<string, Cell>[];

/** What is known of a cohort at one column. */
interface CohortCell {
  readonly status: Status;
  /** Units observed to the end of the column. */
  readonly eligible: number;
  /** Those of them that came back; null while a calendar period is under way and where nothing is observable. */
  readonly retained: number | null;
  readonly soFar: number | null;
}

/** Laid out as `sumsWidth` says. */
type CohortSums = Float64Array;

/** Reads cells of cohorts for one query. */
export class CellReader {
  readonly columns: readonly OffsetColumn[];
  constructor(
    readonly query: RetentionQuery,
    readonly frame: Frame,
  ) {
    this.columns = offsetColumns(query);
  }

  cell(cohort: number, sums: CohortSums, k: number): CohortCell {
    const size = sums[0]!;
    const came = sums[1 + this.columns.length + k]!;
    if (this.query.mode !== "calendar") {
      const eligible = sums[1 + k]!;
      const status = eligible === size ? "complete" : eligible > 0 ? "partial" : "future";
      return {status, eligible, retained: eligible > 0 ? came : null, soFar: null};
    }
    const status = periodStatus(this.frame, this.query.period, cohort + this.columns[k]!.until);
    if (status === "complete") return {status, eligible: size, retained: came, soFar: null};
    return {status, eligible: 0, retained: null, soFar: status === "in_progress" ? rate(came, size) : null};
  }

  /** Whether a cell takes part in the average of its column: complete, or partly observed where observed units are pooled. */
  counts({status}: CohortCell): boolean {
    return status === "complete" || (status === "partial" && this.query.mean === "pooled");
  }

  /** Whether the cohort's cells may still rise: on or after, and the last offset is not over for all of its units. */
  isOpen(cohort: number, sums: CohortSums): boolean {
    if (this.query.criterion !== "on_or_after") return false;
    return this.cell(cohort, sums, this.columns.length - 1).status !== "complete";
  }
}

export function cellRows(reader: CellReader, {breakdown, byKey}: ShownBucket, firstCohort: number): Rows {
  const {columns, frame, query} = reader;
  const rows: Rows = [];
  for (const key of [...byKey.keys()].sort((a, b) => a - b)) {
    const sums = byKey.get(key)!;
    const period = firstCohort + key;
    const size = sums[0]!;
    const cohort = frame.calendar.label(query.period, period);
    const open = reader.isOpen(period, sums);
    const truncated = query.cohort === "first" && isTruncated(frame, query.period, period);
    columns.forEach(({label}, n) => {
      const cell = reader.cell(period, sums, n);
      const small = isSmall(cell.eligible || size);
      const previous = cell.status === "complete" ? previousOf(reader, period, sums, n) : null;
      rows.push({
        breakdown,
        cohort,
        size,
        n,
        label,
        ...rates(cell.retained, cell.eligible),
        so_far: cell.soFar,
        status: cell.status,
        open,
        rate_previous: previous === null ? null : rate(cell.retained!, previous),
        churn: churn(query, cell.status === "complete" ? cell.retained! : 0, cell.status === "complete" ? size : 0),
        small,
        truncated,
      });
    });
  }
  return rows;
}

function rates(
  retained: number | null,
  eligible: number,
): Record<"eligible" | "retained" | "rate" | "lo" | "hi", number | null> {
  const interval = retained === null ? null : wilson(retained, eligible);
  const share = retained === null ? null : rate(retained, eligible);
  return {eligible, retained, rate: share, lo: interval?.lo ?? null, hi: interval?.hi ?? null};
}

/** The units retained one column earlier; null in the first column and where that one is not complete. */
function previousOf(reader: CellReader, cohort: number, sums: CohortSums, n: number): number | null {
  if (n === 0) return null;
  const {status, retained} = reader.cell(cohort, sums, n - 1);
  return status === "complete" ? retained : null;
}

// Only "on or after" tells who has left; not being active in one period is no churn (semantics 5.6).
function churn({criterion}: RetentionQuery, retained: number, eligible: number): number | null {
  return criterion === "on_or_after" ? rate(eligible - retained, eligible) : null;
}

/** One row for each column over all cohorts of a bucket. */
export function averageRows(reader: CellReader, {breakdown, byKey}: ShownBucket, firstCohort: number): Rows {
  const cohorts = [...byKey].sort(([a], [b]) => a - b).map(([key, sums]) => ({cohort: firstCohort + key, sums}));
  return reader.columns.map(({label}, n) => {
    const pool = new Pool(reader.query.mean);
    for (const {cohort, sums} of cohorts) {
      const cell = reader.cell(cohort, sums, n);
      pool.add(cell, cell.status === "complete" ? previousOf(reader, cohort, sums, n) : null);
    }
    return {
      breakdown,
      n,
      label,
      ...pool.row(),
      churn: churn(reader.query, pool.completeRetained, pool.completeEligible),
    };
  });
}

/** The average of the cells of one column. All means but the pooled one look at complete cells only (semantics 5.5). */
class Pool {
  completeRetained = 0;
  completeEligible = 0;
  #retained = 0;
  #eligible = 0;
  #rates = 0;
  #cells = 0;
  #weighted = 0;
  #squares = 0;
  #before = 0;
  #after = 0;
  constructor(readonly mean: RetentionQuery["mean"]) {}

  add({status, eligible, retained}: CohortCell, previous: number | null): void {
    if (retained === null) return;
    this.#eligible += eligible;
    this.#retained += retained;
    if (status !== "complete") return;
    this.completeEligible += eligible;
    this.completeRetained += retained;
    this.#rates += retained / eligible;
    this.#cells++;
    this.#weighted += eligible * retained;
    this.#squares += eligible * eligible;
    if (previous === null) return;
    this.#before += previous;
    this.#after += retained;
  }

  row(): Record<string, Cell> {
    const pooled = this.mean === "pooled";
    const [retained, eligible] = pooled
      ? [this.#retained, this.#eligible]
      : [this.completeRetained, this.completeEligible];
    const own = rates(retained, eligible);
    const lessSure = pooled ? {} : {rate: this.#rate(), lo: null, hi: null};
    return {...own, ...lessSure, rate_previous: rate(this.#after, this.#before), small: isSmall(eligible)};
  }

  #rate(): number | null {
    if (this.mean === "simple") return rate(this.#rates, this.#cells);
    return this.mean === "weighted"
      ? rate(this.completeRetained, this.completeEligible)
      : rate(this.#weighted, this.#squares);
  }
}
