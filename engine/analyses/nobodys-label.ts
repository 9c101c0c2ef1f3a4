// The bucket of an event that belongs to no unit: its own value, since it has no profile.
import {NONE} from "../model/buckets.js";
import {valueAt} from "../model/column.js";
import {storeColumn} from "../model/event-index.js";
import type {Breakdown} from "../model/query.js";
import type {Scope} from "../model/scope.js";

/** Row of the store → label. */
export function nobodysLabel({index: {store}}: Scope, breakdown: Breakdown | undefined): (row: number) => string {
  const column = breakdown && breakdown.source !== "profile" ? storeColumn(store, breakdown.prop) : null;
  return (row) => String((column && valueAt(column, row)) ?? NONE);
}
