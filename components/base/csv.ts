// Writes a table as CSV (RFC 4180): wire names, all rows and columns, text that a spreadsheet would run made harmless.
import type {Cell, Table} from "../../engine/model/table.js";

/** The table as CSV text with LF line ends. Numbers stay numbers; null is an empty field; lists are JSON. */
export function toCsv(table: Table): string {
  const names = table.columnNames();
  const lines = [names.map((name) => field(name)).join(",")];
  for (let row = 0; row < table.numRows(); row++) {
    lines.push(names.map((name) => field((table.get(name, row) ?? null) as Cell)).join(","));
  }
  return `${lines.join("\n")}\n`;
}

function field(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = harmless(typeof value === "string" ? value : JSON.stringify(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Spreadsheets take such text for a formula; an apostrophe makes it text again.
function harmless(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}
