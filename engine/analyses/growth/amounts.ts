// The same classes on sums of a property: what came in with whom, grew, shrank and was lost (semantics 6.5, 10.3).
import type {Column} from "../../model/column.js";
import {QueryError} from "../../model/errors.js";
import {moneyOf} from "../../model/money.js";
import type {Scope} from "../../model/scope.js";
import {select, type Selection} from "../../model/selection.js";
import {roundHalfEven} from "../../stats/round.js";
import {Tally, type TallyFacts} from "../tally.js";
import type {UnitBuckets} from "../unit-buckets.js";
import type {GrowthQuery} from "./query.js";

/** Columns of the tally of amounts. */
export const NEW_AMOUNT = 0;
export const RETAINED_AMOUNT = 1;
export const EXPANSION = 2;
export const CONTRACTION = 3;
export const RESURRECTED_AMOUNT = 4;
export const CHURNED = 5;
export const TOTAL_AMOUNT = 6;
const AMOUNT_COLUMNS = 7;

/** Sums of properties other than money are held in millionths, as whole numbers, so that no order of adding can matter. */
const MILLIONTHS = 1e6;

export interface AmountFacts {
  readonly sums: TallyFacts;
  /** Sums are multiples of 1/scale. */
  readonly scale: number;
  /** ISO 4217 codes of what is in the sums, converted where the dataset has rates; none where nothing is money. */
  readonly currencies: readonly (string | null)[];
}

/**
 * Classes of the sums of `query.weight` over matching events, by unit and period. A unit whose refunds exceed its sales in a period
 * counts as 0 there. Keys are periods from the one before the first shown.
 */
export function countAmounts(
  scope: Scope,
  query: GrowthQuery & {weight: string},
  buckets: UnitBuckets,
  shown: {first: number; last: number},
): AmountFacts {
  const selection = select(scope, [query.activity], "activity");
  const scale = query.weight === "amount" ? 1 : MILLIONTHS;
  const {values, currencies} = valuesOf(scope, query.weight, selection);
  const numbers = scope.calendar.periodNumbers(selection.ts, query.period);
  const tally = new Tally(buckets.labels, Math.max(0, shown.last - shown.first + 2), AMOUNT_COLUMNS);
  for (let u = 0; u < scope.units; u++) {
    const periods: number[] = [];
    const sums: number[] = [];
    sumByPeriod(values, numbers, selection.offsets[u]!, selection.offsets[u + 1]!, scale, periods, sums);
    countUnit(tally, buckets.of[u]!, periods, sums, shown);
  }
  return {sums: tally.facts(), scale, currencies};
}

/** The periods in which the sum of a unit is above 0, with the sums. */
function sumByPeriod(
  values: Float64Array,
  numbers: Int32Array,
  from: number,
  to: number,
  scale: number,
  periods: number[],
  sums: number[],
): void {
  for (let i = from; i < to;) {
    const period = numbers[i]!;
    let sum = 0;
    for (; i < to && numbers[i] === period; i++) if (values[i] === values[i]) sum += values[i]!;
    const whole = Math.round(sum * scale);
    if (whole <= 0) continue;
    periods.push(period);
    sums.push(whole);
  }
}

function countUnit(
  tally: Tally,
  bucket: number,
  periods: number[],
  sums: number[],
  {first, last}: {first: number; last: number},
): void {
  const base = first - 1;
  periods.forEach((period, i) => {
    if (period < base || period > last) return;
    const now = sums[i]!;
    add(tally, bucket, period - base, TOTAL_AMOUNT, now);
    if (period < last && periods[i + 1] !== period + 1) add(tally, bucket, period + 1 - base, CHURNED, now);
    if (period < first) return;
    if (i === 0) return add(tally, bucket, period - base, NEW_AMOUNT, now);
    if (periods[i - 1] !== period - 1) return add(tally, bucket, period - base, RESURRECTED_AMOUNT, now);
    const before = sums[i - 1]!;
    add(tally, bucket, period - base, RETAINED_AMOUNT, Math.min(before, now));
    if (now !== before)
      add(tally, bucket, period - base, now > before ? EXPANSION : CONTRACTION, Math.abs(now - before));
  });
}

function add(tally: Tally, bucket: number, key: number, column: number, amount: number): void {
  const row = tally.at(bucket, key);
  tally.cells[row + column]! += amount;
}

/** The property on each selected event, NaN where it is missing; money in one currency. */
function valuesOf(
  scope: Scope,
  weight: string,
  {positions, length}: Selection,
): {values: Float64Array; currencies: (string | null)[]} {
  const values = new Float64Array(length).fill(NaN);
  const column = scope.index.column(weight) ?? scope.property(weight, "weight");
  if (!column) return {values, currencies: []};
  readNumbers(column, positions, values, weight);
  return {values, currencies: weight === "amount" ? convert(scope, values, positions) : []};
}

/** Brings amounts into one currency where the dataset has rates. An amount of 0 needs none. */
function convert({index, dataset}: Scope, amounts: Float64Array, positions: Uint32Array): (string | null)[] {
  const currency = index.coded("currency");
  const codes = new Uint32Array(amounts.length);
  const seen = new Uint8Array(currency?.dictionary.length ?? 1);
  for (let i = 0; i < amounts.length; i++) {
    if (currency) codes[i] = currency.codes[positions[i]!]!;
    if (amounts[i] === amounts[i] && amounts[i] !== 0) seen[codes[i]!] = 1;
  }
  const nameOf = (code: number) => (currency ? (currency.dictionary[code] as string | null) : null);
  const names = Array.from(seen.keys())
    .filter((code) => seen[code])
    .map(nameOf);
  if (names.length === 0) return [];
  const money = moneyOf(dataset, new Set(names));
  const factors = Float64Array.from(seen, (used, code) => (used ? money.factor(nameOf(code)) : 1));
  for (let i = 0; i < amounts.length; i++) {
    const factor = factors[codes[i]!]!;
    if (factor !== 1) amounts[i] = roundHalfEven(amounts[i]! * factor);
  }
  return [money.currency];
}

function readNumbers(column: Column, positions: Uint32Array, into: Float64Array, weight: string): void {
  if ("values" in column) {
    for (let i = 0; i < into.length; i++) into[i] = column.values[positions[i]!]!;
    return;
  }
  const {codes, dictionary} = column;
  const text = dictionary.find((value) => value !== null && typeof value !== "number");
  if (text !== undefined)
    throw new QueryError(`"${weight}" also holds ${JSON.stringify(text)}; name a property of numbers`, "weight");
  const numbers = Float64Array.from(dictionary, (value) => (value === null ? NaN : (value as number)));
  for (let i = 0; i < into.length; i++) into[i] = numbers[codes[positions[i]!]!]!;
}
