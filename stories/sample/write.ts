// The company as files: CSV text (UTF-8, LF, a header line, quotes only where needed) and a README that counts the rows.

import type {Company} from "./company.js";
import {strewDirt} from "./dirty.js";
import {Random} from "./random.js";
import {readme} from "./readme.js";
import type {Cell, Row, Tables} from "./tables.js";

/** The file each table goes to. */
export const FILES: Readonly<Record<keyof Tables, string>> = {
  events: "events.csv",
  profiles: "profiles.csv",
  links: "links.csv",
  accounts: "accounts.csv",
  memberships: "memberships.csv",
  subscriptions: "subscriptions.csv",
  invites: "invites.csv",
  surveys: "surveys.csv",
  surveyInvites: "survey-invites.csv",
  touches: "touches.csv",
  annotations: "annotations.csv",
};

/** All files of the sample: name → text. The event file has its dirty rows, the others are clean. No rows, no file. */
export function filesOf(company: Company): Map<string, string> {
  const files = new Map<string, string>();
  for (const table of Object.keys(FILES) as (keyof Tables)[])
    if (company.tables[table].length > 0) files.set(FILES[table], tableText(company, table));
  return files.set("README.md", readme(company, FILES));
}

function tableText({seed, tables}: Company, table: keyof Tables): string {
  const rows = tables[table];
  const columns = Object.keys(rows[0]!);
  const cells = rows.map((row) => cellsOf(row, columns));
  return csvText([columns, ...(table === "events" ? strewDirt(cells, new Random(seed, "dirt")) : cells)]);
}

const cellsOf = (row: Row, columns: readonly string[]): string[] =>
  columns.map((column) => cellText(row[column] ?? null));
const cellText = (cell: Cell): string => (cell === null ? "" : String(cell));

/** Lines of cells as CSV; a line may be shorter than the header. */
export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
