// Whether a unit is one of those behind a row.
import type {Row} from "../../model/table.js";

/** `ago`: the row is of the backtest, whose first row (band null) stands for all that were scored. */
export function isBehind(row: Readonly<Row>, unit: string, band: string, ago: boolean): boolean {
  if (row.unit !== undefined) return row.unit === unit;
  if (ago && (row.band ?? null) === null) return band !== "no_data";
  return row.band === undefined || row.band === band;
}
