// Tables as text, in the dialects of the systems.

import {csvText} from "../write.js";

export type Line = readonly (string | number | null)[];
const texts = (line: Line): string[] => line.map((cell) => (cell === null ? "" : String(cell)));

/** Quotes only where needed, LF. */
export const plainCsv = (lines: readonly Line[]): string => csvText(lines.map(texts));

/** Quotes only where needed, CRLF, as programs on Windows write it. */
export const windowsCsv = (lines: readonly Line[]): string =>
  lines.map((line) => csvText([texts(line)]).replace(/\n$/, "\r\n")).join("");

/** Every cell in quotes, LF. */
export const quotedCsv = (lines: readonly Line[]): string =>
  lines.map((line) => `${texts(line).map(inQuotes).join(",")}\n`).join("");

const inQuotes = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** One JSON value a line. */
export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");
