// The currency of an answer.
import type {Result} from "./result.js";

/** The currency of the money in an answer, as its diagnostics or its tables say; null where there is none. */
export function currencyOf({tables, diagnostics}: Pick<Result, "tables" | "diagnostics">): string | null {
  const measure = diagnostics.measure as {currency?: string | null} | undefined;
  if (measure?.currency) return measure.currency;
  for (const table of Object.values(tables)) {
    if (!table.columnNames().includes("currency")) continue;
    const code = Array.from(table.array("currency")).find((cell) => typeof cell === "string");
    if (code !== undefined) return code;
  }
  return null;
}
