// The currency of an answer.
import type {Diagnostics, Result} from "./result.js";

/** An answer that a page hands over may come without diagnostics. */
interface Answer extends Pick<Result, "tables"> {
  readonly diagnostics?: Diagnostics | undefined;
}

/** The currency of the money in an answer, as its diagnostics or its tables say; null where there is none. */
export function currencyOf({tables, diagnostics}: Answer): string | null {
  const measure = diagnostics?.measure as {currency?: string | null} | undefined;
  if (measure?.currency) return measure.currency;
  for (const table of Object.values(tables)) {
    if (!table.columnNames().includes("currency")) continue;
    const cells = table.array("currency");
    for (let r = 0; r < cells.length; r++) if (typeof cells[r] === "string") return cells[r] as string;
  }
  return null;
}
