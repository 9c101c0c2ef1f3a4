// The row of a series that a sentence is about.
import type {Row} from "../../model/table.js";

/** The total's last period that is over, else the last one that has begun. `whole` says which. */
export function latest(rows: readonly Row[]): {row: Row | undefined; whole: boolean} {
  const total = rows.filter((row) => (row.breakdown ?? null) === null);
  const over = total.filter(({status}) => status === "complete");
  const begun = total.filter(({status}) => status !== "future");
  return over.length ? {row: over[over.length - 1], whole: true} : {row: begun[begun.length - 1], whole: false};
}
