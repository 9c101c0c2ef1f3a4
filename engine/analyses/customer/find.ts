// Finds a unit by its id, and its events that a question sees.
import {QueryError} from "../../model/errors.js";
import {didYouMean} from "../../model/nearest.js";
import {byCodePoint} from "../../model/order.js";
import {PositionList} from "../../model/position-list.js";
import type {Scope} from "../../model/scope.js";
import {seenAmong} from "../../model/selection.js";

/** More ids than these are not searched for one that is spelled alike: it would take longer than the answer. */
const MOST_COMPARED = 20_000;

/** The unit called `id`. Ids are in code-point order. Throws QueryError for one that the data does not have. */
export function unitNamed({index: {ids, unit}}: Scope, id: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byCodePoint(ids[middle]!, id) < 0) low = middle + 1;
    else high = middle;
  }
  if (ids[low] === id) return low;
  const near = ids.length <= MOST_COMPARED ? didYouMean(id, ids) : "";
  throw new QueryError(
    `the data has no ${unit} "${id}"${near}; write an id as lists of units show it, such as "${ids[0] ?? "u1"}"`,
    "id",
  );
}

/** Positions of the unit's events in the query's range, in time order, of those that the query sees at all. */
export function eventsOf(scope: Scope, unit: number): Uint32Array {
  const {offsets, ts} = scope.index;
  const [from, to] = [offsets[unit]!, offsets[unit + 1]!];
  const all = Uint32Array.from({length: to - from}, (_, i) => from + i);
  const own = new Uint32Array(offsets.length).fill(all.length, unit + 1);
  const {positions} = seenAmong(scope, new PositionList(own, all, false));
  return positions.filter((position) => ts[position]! >= scope.from && ts[position]! < scope.to);
}
