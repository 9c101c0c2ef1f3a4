// Finds a unit by its id, and its events that a question sees.
import {UnknownUnit} from "../../model/errors.js";
import {firstThat} from "../../model/first-from.js";
import {didYouMean} from "../../model/nearest.js";
import {occurrences} from "../../model/occurrences.js";
import {byCodePoint} from "../../model/order.js";
import type {Scope} from "../../model/scope.js";

/** More ids than these are not searched for one that is spelled alike: it would take longer than the answer. */
const MOST_COMPARED = 20_000;

/** The unit called `id`. Ids are in code-point order. Throws UnknownUnit for one that the data does not have. */
export function unitNamed({index: {ids, unit}}: Scope, id: string): number {
  const place = firstThat(0, ids.length, (i) => byCodePoint(ids[i]!, id) >= 0);
  if (ids[place] === id) return place;
  const near = ids.length <= MOST_COMPARED ? didYouMean(id, ids) : "";
  throw new UnknownUnit(
    `the data has no ${unit} "${id}"${near}; write an id as lists of units show it, such as "${ids[0] ?? "u1"}"`,
    "id",
  );
}

/** Positions of the unit's events in the query's range, in time order, of those that the query sees at all. */
export function eventsOf(scope: Scope, unit: number): Uint32Array {
  const {starts, ends, positions, ts} = occurrences(scope, "*", "customer");
  const entries = Uint32Array.from({length: ends[unit]! - starts[unit]!}, (_, i) => starts[unit]! + i);
  const shown = entries.filter((entry) => ts[entry]! >= scope.from && ts[entry]! < scope.to);
  return positions === null ? shown : shown.map((entry) => positions[entry]!);
}
