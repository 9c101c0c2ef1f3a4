// The periods table of growth accounting, from what was counted (semantics 6.1 – 6.5).
import {isTruncated, periodStatus, shownPeriods} from "../../model/period-range.js";
import type {Frame} from "../../model/scope.js";
import type {Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {ShownBucket} from "../buckets.js";
import * as amounts from "./amounts.js";
import {ACTIVE, FIRST, NEW, RETAINED, UNIT_COLUMNS} from "./classes.js";
import type {GrowthQuery} from "./query.js";

type Rows = Record<string, Cell>[];

const NOBODY = new Float64Array(UNIT_COLUMNS);
const NOTHING = new Float64Array(amounts.TOTAL_AMOUNT + 1);

/** One row for each period shown. */
export function growthRows(frame: Frame, query: GrowthQuery, {breakdown, byKey}: ShownBucket): Rows {
  const {first, last} = shownPeriods(frame, query.period);
  const rows: Rows = [];
  let before = byKey.get(0) ?? NOBODY;
  let ever = before[FIRST]!;
  for (let period = first; period <= last; period++) {
    const now = byKey.get(period - first + 1) ?? NOBODY;
    const stockBefore = ever - before[ACTIVE]!;
    ever += now[FIRST]!;
    const status = periodStatus(frame, query.period, period);
    rows.push({
      breakdown,
      period: frame.calendar.label(query.period, period),
      ...(status === "future" ? {} : counts(now, before, stockBefore, ever)),
      status,
      small: isSmall(before[ACTIVE]!),
      truncated: isTruncated(frame, query.period, period),
    });
    before = now;
  }
  return rows;
}

function counts(now: Float64Array, before: Float64Array, stockBefore: number, ever: number): Record<string, Cell> {
  const [fresh, retained] = [now[NEW]!, now[RETAINED]!];
  const resurrected = now[ACTIVE]! - fresh - retained;
  const dormant = before[ACTIVE]! - retained;
  const interval = wilson(retained, before[ACTIVE]!);
  return {
    new: fresh,
    retained,
    resurrected,
    dormant,
    active: now[ACTIVE]!,
    quick_ratio: rate(fresh + resurrected, dormant),
    retention: rate(retained, before[ACTIVE]!),
    dormant_stock: ever - now[ACTIVE]!,
    win_back: rate(resurrected, stockBefore),
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
  };
}

/** The columns on amounts, by period from the first shown. */
export function amountCells(
  frame: Frame,
  query: GrowthQuery,
  byKey: ShownBucket["byKey"],
  {scale, currencies}: amounts.AmountFacts,
): Rows {
  const {first, last} = shownPeriods(frame, query.period);
  const rows: Rows = [];
  for (let period = first; period <= last; period++) {
    const sums = byKey.get(period - first + 1) ?? NOTHING;
    const of = (column: number) => sums[column]! / scale;
    const seen = periodStatus(frame, query.period, period) !== "future";
    rows.push(
      seen
        ? {
            amount_new: of(amounts.NEW_AMOUNT),
            amount_retained: of(amounts.RETAINED_AMOUNT),
            amount_expansion: of(amounts.EXPANSION),
            amount_contraction: of(amounts.CONTRACTION),
            amount_resurrected: of(amounts.RESURRECTED_AMOUNT),
            amount_churned: of(amounts.CHURNED),
            amount: of(amounts.TOTAL_AMOUNT),
            currency: currencies[0] ?? null,
          }
        : {},
    );
  }
  return rows;
}
