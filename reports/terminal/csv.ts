// A result table as CSV.
import {stringify} from "csv-stringify/sync";
import {rowsOf, type Cell, type Table} from "../../engine/model/table.js";

/** A table under its wire names. Text that a spreadsheet would run as a formula is disarmed; numbers stay numbers. */
export function csvOf(table: Table): string {
  const columns = table.columnNames();
  const plain = (value: Cell) => (Array.isArray(value) ? value.join(" > ") : value);
  const rows = rowsOf(table).map((row) => columns.map((column) => plain(row[column] ?? null)));
  return stringify([columns, ...rows], {escape_formulas: true, cast: {boolean: (value) => String(value)}});
}
