// The name of a side of a comparison.
import type {Result} from "./result.js";

/** What the diagnostics of a compared answer say about one side. */
export interface Side {
  /** The set's name; for a range its first and last day as ISO dates. */
  readonly label: string;
  readonly range: readonly [from: string, to: string];
}

/** Sets of units have names; ranges are named by their days, as `range` writes `[from, to)` in a zone. */
export function sideName(
  {label, range}: Side,
  {query: {compare, tz}}: Pick<Result, "query">,
  write: (from: string, to: string, tz: string) => string,
): string {
  const isRange =
    typeof compare === "string" || (typeof compare === "object" && compare !== null && "range" in compare);
  return isRange ? write(...range, String(tz)) : label;
}
