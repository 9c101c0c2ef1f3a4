// From when on a table beside the events has something to tell.
import type {Table} from "./table.js";

/** The earliest instant (epoch ms) in the column `ts`, else `from`; NaN where there is none. */
export function firstInstant(table: Table): number {
  const names = table.columnNames();
  const column = ["ts", "from"].find((name) => names.includes(name));
  let first = NaN;
  if (column === undefined) return first;
  for (const value of Array.from(table.array(column)))
    if (typeof value === "number" && !(value >= first)) first = value;
  return first;
}
