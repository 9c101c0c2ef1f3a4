// What customers are expected to do and to bring within the horizon (semantics 11.6).
import {parseDuration} from "../../model/duration.js";
import {alive, expectedPurchases, type BgNbd, type Purchases} from "../../stats/bgnbd.js";
import {pow} from "../../stats/special.js";
import type {Work} from "../analysis.js";
import type {Grouped} from "./fits.js";
import type {ClvQuery} from "./query.js";

/** By history: the chance of still buying, expected purchases within the horizon, and the same discounted. NaN where unknown. */
export interface Outlook {
  readonly alive: Float64Array;
  readonly expected: Float64Array;
  readonly discounted: Float64Array;
}

/** Histories between two tellings of progress. */
const BATCH = 64;

export function* outlook(model: BgNbd, {x, tx, age}: Grouped, query: ClvQuery): Work<Outlook> {
  const n = x.length;
  const found = {alive: new Float64Array(n), expected: new Float64Array(n), discounted: new Float64Array(n)};
  for (let i = 0; i < n; i++) {
    if (i % BATCH === 0) yield i / n;
    const own = {x: x[i]!, tx: tx[i]!, age: age[i]!};
    found.alive[i] = alive(model, own);
    [found.expected[i], found.discounted[i]] = purchasesAhead(model, own, query);
  }
  return found;
}

function purchasesAhead(
  model: BgNbd,
  own: Purchases,
  {horizon, discount, timeUnit}: ClvQuery,
): [expected: number, discounted: number] {
  const length = parseDuration(horizon.length) / parseDuration(timeUnit);
  let [before, discounted] = [0, 0];
  for (let k = 1; k <= horizon.periods; k++) {
    const until = expectedPurchases(model, k * length, own) ?? NaN;
    discounted += (until - before) / pow(1 + discount, k);
    before = until;
  }
  return [before, discounted];
}
