// The tables of a risk answer: how many units are in each band, each unit, and how the score did a horizon ago.
import {byCodePoint} from "../../model/order.js";
import {ColumnTable, type Cell} from "../../model/table.js";
import {isSmall, rate} from "../../stats/rate.js";
import {wilson} from "../../stats/wilson.js";
import type {Work} from "../analysis.js";
import type {ShownBucket} from "../buckets.js";
import type {PastFacts, SilenceFacts} from "./facts.js";
import {DAY} from "./query.js";
import {bandOf, BANDS, HAIR, type Band} from "./score.js";

// `breakdown` is there with a breakdown.
export const columns = {
  bands: ["breakdown", "band", "units", "share", "n", "lo", "hi", "small"],
  units: ["unit", "risk", "band", "silent_ms", "own_gap_ms", "gap_ratio", "active_days", "active_days_before"],
  backtest: ["band", "units", "silent", "share", "brier", "expected", "lo", "hi", "small"],
} as const;

export type Rows = Record<string, Cell>[];

/** Every band of every bucket; `n` are all units of the bucket. `risks` are by the key that the buckets count by. */
export function bandRows(buckets: readonly ShownBucket[], risks: readonly (number | null)[]): Rows {
  return buckets.flatMap(({breakdown, byKey}) => {
    const counts = new Map<Band, number>(BANDS.map((band) => [band, 0]));
    for (const [silence, cells] of byKey) {
      const band = bandOf(risks[silence]!);
      counts.set(band, counts.get(band)! + cells[0]!);
    }
    const n = [...counts.values()].reduce((sum, units) => sum + units, 0);
    return BANDS.map((band) => ({breakdown, band, ...shareOf(counts.get(band)!, n, "share"), n}));
  });
}

function shareOf(units: number, n: number, name: string): Record<string, Cell> {
  const interval = wilson(units, n);
  return {units, [name]: rate(units, n), lo: interval?.lo ?? null, hi: interval?.hi ?? null, small: isSmall(n)};
}

/**
 * The highest risk first, those that cannot be scored last; column by column with a breath before each, since there may be very many.
 * `keys`: the place of each unit's risk in `risks`.
 */
export function* unitTable(
  facts: SilenceFacts,
  risks: readonly (number | null)[],
  keys: ArrayLike<number> & Iterable<number> = facts.silence,
): Work<ColumnTable> {
  const {units, silence, ownGap, recent, before} = facts;
  const order = byRisk(facts.units, keys, risks);
  const bands = risks.map(bandOf);
  const gap = (i: number): number | null => (Number.isNaN(ownGap[i]!) ? null : ownGap[i]!);
  const cells: Record<(typeof columns.units)[number], (i: number) => Cell> = {
    unit: (i) => units[i]!,
    risk: (i) => risks[keys[i]!]!,
    band: (i) => bands[keys[i]!]!,
    silent_ms: (i) => silence[i]! * DAY,
    own_gap_ms: (i) => (gap(i) === null ? null : gap(i)! * DAY),
    gap_ratio: (i) => (gap(i) === null ? null : silence[i]! / gap(i)!),
    active_days: (i) => recent[i]!,
    active_days_before: (i) => before[i]!,
  };
  const filled: [string, Cell[]][] = [];
  for (const name of columns.units) {
    yield 1;
    filled.push([name, order.map(cells[name])]);
  }
  return new ColumnTable(filled);
}

/** Places of the units, the highest risk first, then by id. There are few different risks, so each place is counted out, not sorted. */
function byRisk(
  units: readonly string[],
  keys: ArrayLike<number> & Iterable<number>,
  risks: readonly (number | null)[],
): number[] {
  const rankOf = ranksOf(risks);
  const next = new Uint32Array(risks.length + 1);
  for (const key of keys) next[rankOf[key]! + 1]!++;
  for (let rank = 0; rank < risks.length; rank++) next[rank + 1]! += next[rank]!;
  const order = new Array<number>(units.length).fill(0);
  for (const i of byId(units)) order[next[rankOf[keys[i]!]!]!++] = i;
  return order;
}

/** The rank of each risk, the highest first. Risks that differ by rounding only have the same. */
function ranksOf(risks: readonly (number | null)[]): number[] {
  const sorted = [...new Set(risks)].sort((a, b) => (b ?? -1) - (a ?? -1));
  const ranks = new Map<number | null, number>();
  let rank = 0;
  sorted.forEach((risk, i) => {
    if (i > 0 && (sorted[i - 1] ?? -1) - (risk ?? -1) > HAIR) rank++;
    ranks.set(risk, rank);
  });
  return risks.map((risk) => ranks.get(risk)!);
}

/** Most often they are in this order already: units are collected in it. */
function byId(units: readonly string[]): Uint32Array {
  const places = Uint32Array.from(units.keys());
  for (let i = 1; i < units.length; i++)
    if (byCodePoint(units[i - 1]!, units[i]!) > 0) return places.sort((a, b) => byCodePoint(units[a]!, units[b]!));
  return places;
}

/**
 * First all scored units (`band` null), then each band: how many really stayed silent, of how many, what the score expected (its mean)
 * and the mean squared error of the score (Brier). Units without a score are in `no_data`, and not in the first row.
 */
export function backtestRows(past: Pick<PastFacts, "scored" | "silent">, risks: readonly (number | null)[]): Rows {
  const sums = new Map<Band, Sums>(BANDS.map((band) => [band, {units: 0, silent: 0, expected: 0, errors: 0}]));
  past.scored.forEach((units, g) => {
    const own = sums.get(bandOf(risks[g]!))!;
    const risk = risks[g] ?? 0;
    own.units += units;
    own.silent += past.silent[g]!;
    own.expected += units * risk;
    own.errors += past.silent[g]! * (1 - risk) ** 2 + (units - past.silent[g]!) * risk ** 2;
  });
  const scored = BANDS.slice(0, -1).map((band) => sums.get(band)!);
  return [backtestRow(null, scored.reduce(plus)), ...BANDS.map((band) => backtestRow(band, sums.get(band)!))];
}

interface Sums {
  units: number;
  silent: number;
  /** Sum of the scores. */
  expected: number;
  /** Sum of squared differences between score and what came. */
  errors: number;
}

function plus(a: Sums, b: Sums): Sums {
  return {
    units: a.units + b.units,
    silent: a.silent + b.silent,
    expected: a.expected + b.expected,
    errors: a.errors + b.errors,
  };
}

function backtestRow(band: Band | null, {units, silent, expected, errors}: Sums): Record<string, Cell> {
  const known = band !== "no_data";
  const {units: _, ...share} = shareOf(silent, units, "share");
  return {
    band,
    units,
    silent,
    ...share,
    brier: known ? rate(errors, units) : null,
    expected: known ? rate(expected, units) : null,
  };
}

/** Whether higher bands really stayed silent more often; null where fewer than two bands had units. */
export function isOrdered(backtest: Rows): boolean | null {
  const shares = backtest.filter(({band, share}) => band !== null && band !== "no_data" && share !== null);
  if (shares.length < 2) return null;
  return shares.every(({share}, i) => i === 0 || Number(share) >= Number(shares[i - 1]!.share));
}
