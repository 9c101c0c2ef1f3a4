// A table for people: aligned columns, figures to the right, nothing wider than the terminal.
import type {Cell, Row} from "../../engine/model/table.js";

/** Rows as aligned text. At most `limit` rows; says so when it cuts. */
export function textTable(columns: readonly string[], rows: readonly Row[], {width = 100, limit = 50} = {}): string {
  const shown = rows.slice(0, limit).map((row) => columns.map((column) => cellText(row[column] ?? null, column)));
  const numeric = columns.map((column) => rows.some((row) => typeof row[column] === "number"));
  const widths = columns.map((column, c) =>
    Math.min(40, Math.max(column.length, ...shown.map((cells) => cells[c]!.length))),
  );
  const fit = fitting(widths, width);
  const line = (cells: readonly string[]) =>
    cells
      .slice(0, fit)
      .map((text, c) => pad(clip(text, widths[c]!), widths[c]!, numeric[c]!))
      .join("  ")
      .trimEnd();
  const rest = [
    ...(fit < columns.length ? [`(more columns: ${columns.slice(fit).join(", ")})`] : []),
    ...(rows.length > limit ? [`(${rows.length - limit} more rows; --json or --csv prints them all)`] : []),
  ];
  return [line(columns), ...shown.map(line), ...rest].join("\n");
}

function fitting(widths: readonly number[], width: number): number {
  let total = 0;
  const cut = widths.findIndex((w) => (total += w + 2) - 2 > width);
  return Math.max(2, cut === -1 ? widths.length : cut);
}

/** Rates to four decimals, instants and durations as they are; unknown is a dash. */
function cellText(value: Cell, column: string): string {
  if (value === null) return "–";
  if (typeof value === "number" && !Number.isInteger(value)) return value.toFixed(4);
  if (typeof value === "number" && column.endsWith("_ms")) return durationText(value);
  return Array.isArray(value) ? value.join(" > ") : String(value);
}

function durationText(ms: number): string {
  const [size, unit] = (
    [
      [86_400_000, "d"],
      [3_600_000, "h"],
      [60_000, "min"],
      [1000, "s"],
    ] as const
  ).find(([s]) => Math.abs(ms) >= s) ?? [1, "ms"];
  const value = ms / size;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${unit}`;
}

const clip = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);
const pad = (text: string, width: number, right: boolean) => (right ? text.padStart(width) : text.padEnd(width));
