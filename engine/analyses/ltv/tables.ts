// The tables of lifetime value: the curve by age, and each cohort by age.
import {oneCurrency} from "../../model/money.js";
import type {Frame} from "../../model/scope.js";
import {tableOf, type Cell} from "../../model/table.js";
import {rate} from "../../stats/rate.js";
import {tInterval} from "../../stats/t-interval.js";
import type {Tabulated} from "../analysis.js";
import {rankedBuckets, shownBuckets} from "../buckets.js";
import {agesOf, ageClock} from "./clock.js";
import {REVENUE, UNITS, type LtvFacts} from "./facts.js";
import type {LtvQuery} from "./query.js";
import {deviations} from "./spread.js";

// `sd, lo, hi` where the query asks for the spread; `cohorts` only by calendar. `revenue_retention`: revenue at age n by revenue at age 0.
export const columns = {
  curve: ["breakdown", "n", "eligible", "revenue", "ltv", "currency", "sd", "lo", "hi"],
  cohorts: ["breakdown", "cohort", "size", "n", "revenue", "ltv", "revenue_retention", "currency"],
} as const;

/** A longer table of cohorts is left out, and the diagnostics say so. */
const MOST_ROWS = 100_000;

export function tabulate(facts: LtvFacts, frame: Frame, query: LtvQuery): Tabulated {
  const shown = (names: readonly string[]) =>
    names.filter((name) => (name === "breakdown" ? query.breakdown : query.spread || !/^(sd|lo|hi)$/.test(name)));
  const ages = shownAges(facts, frame, query);
  const inCohorts = query.mode === "calendar" ? ages : [];
  const rows = inCohorts.reduce((sum, own) => sum + cohortCells(own), 0);
  const cohorts = rows > MOST_ROWS ? [] : inCohorts.flatMap((own) => cohortRows(own, frame, query));
  return {
    tables: {
      curve: tableOf(
        shown(columns.curve),
        ages.flatMap((own) => curveRows(own, query)),
      ),
      cohorts: tableOf(shown(columns.cohorts), cohorts),
    },
    diagnostics: {form: query.form, ...(rows > MOST_ROWS ? {cohorts_left_out: rows} : {})},
  };
}

/** Units and revenue of one bucket: `units[o]` were last observed at age o and brought `revenue[o][n]` at age n; null of none. */
interface Ages {
  readonly breakdown: string | null;
  readonly ages: number;
  readonly units: Float64Array;
  readonly revenue: readonly (Float64Array | null)[];
  readonly products: ReadonlyMap<number, Float64Array> | null;
  readonly currency: string | null;
}

function shownAges({sums, products, currencies}: LtvFacts, frame: Frame, query: LtvQuery): Ages[] {
  const clock = ageClock(frame, query);
  const ages = agesOf(clock, query);
  const currency = oneCurrency(currencies);
  const ranked = rankedBuckets(sums, query.breakdown, UNITS);
  const spreads = products && shownBuckets(products, ranked);
  return shownBuckets(sums, ranked).map(({breakdown, byKey}, i) => {
    const units = new Float64Array(clock.longest + 1);
    const revenue = new Array<Float64Array | null>(units.length).fill(null);
    for (const [key, cells] of byKey) {
      const observed = Math.floor(key / ages);
      units[observed]! += cells[UNITS]!;
      (revenue[observed] ??= new Float64Array(Math.min(observed + 1, ages)))[key % ages]! += cells[REVENUE]!;
    }
    return {breakdown, ages, units, revenue, products: spreads?.[i]!.byKey ?? null, currency};
  });
}

function curveRows(own: Ages, {form}: LtvQuery): Record<string, Cell>[] {
  const {eligible, within, upTo} = byAge(own);
  const {breakdown, currency} = own;
  const length = eligible.findLastIndex((count) => count > 0) + 1;
  const curve = {eligible: eligible.subarray(0, length), revenue: own.revenue};
  const sds = own.products && deviations(own.products, curve, form);
  let value = 0;
  return Array.from({length}, (_, n) => {
    value += within[n]! / eligible[n]!;
    const revenue = form === "fixed" ? upTo[n]! : within[n]!;
    const ltv = form === "fixed" ? revenue / eligible[n]! : value;
    const sd = sds?.[n] ?? null;
    const interval = sd === null ? null : tInterval({n: eligible[n]!, mean: ltv, sd});
    return {
      ...{breakdown, n, eligible: eligible[n]!, revenue, ltv, currency},
      ...{sd, lo: interval?.lo ?? null, hi: interval?.hi ?? null},
    };
  });
}

/** By age n, of the units observed at n: how many they are, their revenue at n, and their revenue up to n. */
function byAge({ages, units, revenue}: Ages): {eligible: Float64Array; within: Float64Array; upTo: Float64Array} {
  const [eligible, within, upTo] = [new Float64Array(ages), new Float64Array(ages), new Float64Array(ages)];
  revenue.forEach((own, observed) => {
    let sum = 0;
    own?.forEach((amount, n) => {
      sum += amount;
      eligible[n]! += units[observed]!;
      within[n]! += amount;
      upTo[n]! += sum;
    });
  });
  return {eligible, within, upTo};
}

function cohortCells({revenue}: Ages): number {
  return revenue.reduce((sum, own) => sum + (own?.length ?? 0), 0);
}

function cohortRows(
  {breakdown, units, revenue, currency}: Ages,
  {calendar, asOf}: Frame,
  {period}: LtvQuery,
): Record<string, Cell>[] {
  const lastEnded = calendar.periodOf(asOf, period) - 1;
  // The longer observed, the earlier the cohort.
  return [...revenue.entries()].reverse().flatMap(([observed, own]) => {
    const cohort = calendar.label(period, lastEnded - observed);
    const size = units[observed]!;
    let sum = 0;
    return Array.from(own ?? [], (amount, n) => {
      sum += amount;
      return {
        breakdown,
        cohort,
        size,
        n,
        revenue: amount,
        ltv: sum / size,
        revenue_retention: rate(amount, own![0]!),
        currency,
      };
    });
  });
}
