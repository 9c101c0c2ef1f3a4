// The rows of a retention answer as both of its pictures read them, and the words for one of them.
import {rowsOf, type Cell} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Tip} from "../base/marks.js";
import type {Text} from "../format/catalogue.js";
import {bucketText} from "../format/bucket.js";
import type {Format, PeriodName} from "../format/format.js";

/** A row of `cells`, or of `average` (which has no cohort). */
export interface RetentionRow {
  readonly [column: string]: Cell;
  readonly n: number;
  readonly eligible: number;
  readonly retained: number | null;
  readonly rate: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/** One line of the picture: a cohort, or the average of a group. */
export interface RetentionLine {
  readonly key: string;
  /** The cohort's label on the wire; null for an average. */
  readonly cohort: string | null;
  readonly breakdown: Cell;
  readonly size: number | null;
  readonly truncated: boolean;
  readonly rows: readonly RetentionRow[];
}

/** Averages first (all, then groups), then the cohorts of all from old to new. */
export function retentionLines(result: Result): {averages: RetentionLine[]; cohorts: RetentionLine[]} {
  const averages = group(rowsOf(result.tables["average"]!) as RetentionRow[], (row) => row["breakdown"] ?? null);
  const cells = (rowsOf(result.tables["cells"]!) as RetentionRow[]).filter(
    (row) => (row["breakdown"] ?? null) === null,
  );
  return {averages, cohorts: group(cells, (row) => row["cohort"] ?? null)};
}

function group(rows: readonly RetentionRow[], keyOf: (row: RetentionRow) => Cell): RetentionLine[] {
  const lines = new Map<Cell, RetentionRow[]>();
  for (const row of rows) lines.set(keyOf(row), [...(lines.get(keyOf(row)) ?? []), row]);
  return [...lines].map(([key, own]) => ({
    key: String(key ?? ""),
    cohort: (own[0]!["cohort"] as string | undefined) ?? null,
    breakdown: own[0]!["breakdown"] ?? null,
    size: (own[0]!["size"] as number | undefined) ?? null,
    truncated: own[0]!["truncated"] === true,
    rows: own,
  }));
}

/** What a cell shows: its rate, or what there is so far. null for the future. */
export function shownRate(row: RetentionRow): number | null {
  return row.rate ?? (row["so_far"] as number | null | undefined) ?? null;
}

/** Whether a cell is observed to its end for all of its cohort. An average always counts as complete. */
export function isComplete(row: RetentionRow): boolean {
  return row["status"] === undefined || row["status"] === "complete";
}

/** Writes lines and cells for people. */
export class RetentionWords {
  constructor(
    private readonly format: Format,
    private readonly text: Text,
    private readonly period: PeriodName,
  ) {}

  line({cohort, breakdown}: RetentionLine, short = false): string {
    if (cohort !== null)
      return short ? this.format.periodShort(cohort, this.period) : this.format.period(cohort, this.period);
    return breakdown === null ? this.text("average") : bucketText(breakdown, this.text);
  }

  /** The offset of a cell: "3", or the periods of a bracket. */
  offset(row: RetentionRow): string {
    return typeof row["label"] === "string" ? row["label"] : String(row.n);
  }

  label(line: RetentionLine, row: RetentionRow): string {
    const {format, text} = this;
    const values = {
      ...this.#place(line, row),
      rate: format.rate(shownRate(row)),
      retained: row.retained,
      eligible: row.eligible,
    };
    return [
      text(row.rate === null ? "mark.soFar" : "mark", values),
      ...(row.lo === null ? [] : [text("mark.interval", {lo: format.rate(row.lo), hi: format.rate(row.hi)})]),
      ...(typeof row["status"] === "string" ? [text(`status.${row["status"]}`)] : []),
      ...(row["small"] === true ? [text("mark.small")] : []),
      ...(line.truncated ? [text("status.truncated")] : []),
    ].join("; ");
  }

  tip(line: RetentionLine, row: RetentionRow): Tip {
    const {format, text} = this;
    const notes = [
      ...(row["small"] === true ? [text("mark.small")] : []),
      ...(line.truncated ? [text("status.truncated")] : []),
      ...(row["open"] === true ? [text("tip.open")] : []),
    ];
    const pairs: (readonly [string, string])[] = [
      [text(row.rate === null ? "tip.soFar" : "tip.rate"), format.rate(shownRate(row))],
      ...(row.retained === null
        ? []
        : [[text("tip.of"), text("tip.ofValue", {retained: row.retained, eligible: row.eligible})] as const]),
      ...(row.lo === null ? [] : [[text("tip.interval"), `${format.rate(row.lo)} – ${format.rate(row.hi)}`] as const]),
      ...(line.size === null ? [] : [[text("tip.size"), format.count(line.size)] as const]),
      ...(isComplete(row) ? [] : [[text("tip.status"), text(`status.${String(row["status"])}`)] as const]),
    ];
    return {title: text("tip.title", this.#place(line, row)), pairs, note: notes.join(" ") || undefined};
  }

  #place(line: RetentionLine, row: RetentionRow) {
    return {
      cohort: this.line(line),
      period: this.text(`head.${this.period}`).toLocaleLowerCase(this.format.locale),
      n: this.offset(row),
    };
  }
}

/** How many offsets anything is known of: later ones have no column. */
export function knownColumns(lines: readonly RetentionLine[]): number {
  return Math.max(1, ...lines.map(({rows}) => 1 + rows.findLastIndex((row) => shownRate(row) !== null)));
}
