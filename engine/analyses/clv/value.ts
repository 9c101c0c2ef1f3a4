// What customers are expected to do and to bring within the horizon (semantics 11.6).
import {parseDuration} from "../../model/duration.js";
import {alive, expectedPurchases, type BgNbd, type Purchases} from "../../stats/bgnbd.js";
import {pow} from "../../stats/special.js";
import type {Work} from "../analysis.js";
import type {Grouped} from "../purchase-models/fits.js";
import type {ClvQuery} from "./query.js";

/** By history: the chance of still buying, expected purchases within the horizon, and the same discounted. NaN where unknown. */
interface Outlook {
  readonly alive: Float64Array;
  readonly expected: Float64Array;
  readonly discounted: Float64Array;
}

/** Histories between two tellings of progress. */
const BATCH = 64;

export function* outlook(model: BgNbd, {x, tx, age}: Grouped, query: ClvQuery): Work<Outlook> {
  const n = x.length;
  const periods = periodsOf(query);
  const found = {alive: new Float64Array(n), expected: new Float64Array(n), discounted: new Float64Array(n)};
  for (let i = 0; i < n; i++) {
    if (i % BATCH === 0) yield i / n;
    const own = {x: x[i]!, tx: tx[i]!, age: age[i]!};
    found.alive[i] = alive(model, own);
    [found.expected[i], found.discounted[i]] = purchasesAhead(model, own, periods);
  }
  return found;
}

/** How long until a period of the horizon is over, in the model's unit of time, and what a purchase in it is divided by. */
interface Ahead {
  readonly until: number;
  readonly divisor: number;
}

function periodsOf({horizon, discount, timeUnit}: ClvQuery): Ahead[] {
  const length = parseDuration(horizon.length) / parseDuration(timeUnit);
  return Array.from({length: horizon.periods}, (_, i) => ({
    until: (i + 1) * length,
    divisor: pow(1 + discount, i + 1),
  }));
}

function purchasesAhead(
  model: BgNbd,
  own: Purchases,
  periods: readonly Ahead[],
): [expected: number, discounted: number] {
  let [before, discounted] = [0, 0];
  for (const {until, divisor} of periods) {
    const expected = expectedPurchases(model, until, own) ?? NaN;
    discounted += (expected - before) / divisor;
    before = expected;
  }
  return [before, discounted];
}
