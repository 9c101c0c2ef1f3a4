// The rows of a metric as its pictures need them, and how values of its measure are written.
import {rowsOf, type Cell} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import type {Format} from "../format/format.js";

/** A row of table `series` or `value`. */
export interface MetricRow {
  readonly [column: string]: Cell;
  readonly period: string;
  readonly value: number | null;
  readonly n: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly goal: string | null;
  readonly goal_value: number | null;
  readonly anomaly: boolean | null;
  readonly status: string;
}
/** The total (`key` null) or one group, in order of time. */
export interface MetricLine {
  readonly key: string | null;
  readonly rows: readonly MetricRow[];
}
/** What the engine says of the measure. */
export interface MeasureFacts {
  readonly name: string;
  readonly label: string;
  readonly format: string;
  readonly currency: string | null;
}

export function measureOf({diagnostics, query}: Result): MeasureFacts {
  const unnamed = {name: String(query["measure"]), label: String(query["measure"]), format: "number", currency: null};
  return (diagnostics?.["measure"] as MeasureFacts | undefined) ?? unnamed;
}

/** Rows of a table that have begun. */
export function rowsIn(result: Result, table: "series" | "value"): MetricRow[] {
  const rows = result.tables[table] ? (rowsOf(result.tables[table]) as unknown as MetricRow[]) : [];
  return rows.filter(({status}) => status !== "future");
}

/** The total's line first, then one for each group, as the engine orders them. */
export function linesOf(rows: readonly MetricRow[]): MetricLine[] {
  const lines = new Map<string | null, MetricRow[]>();
  for (const row of rows) {
    const key = (row["breakdown"] ?? null) as string | null;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  return [...lines].map(([key, own]) => ({key, rows: own}));
}

/** The periods of all lines, in order of time. */
export function periodsOf(lines: readonly MetricLine[]): string[] {
  return [...new Set(lines.flatMap(({rows}) => rows.map(({period}) => period)))].sort();
}

export interface ValueWriter {
  (value: number | null): string;
  /** In few characters, for axes. */
  short(value: number): string;
}

export function valueWriter(measure: MeasureFacts, format: Format): ValueWriter {
  const {format: kind, currency} = measure;
  const write = (value: number | null) => format.figure(value, kind, currency);
  if (isPercent(measure)) return Object.assign(write, {short: write});
  if (kind === "money") return Object.assign(write, {short: (v: number) => format.moneyShort(v, currency)});
  return Object.assign(write, {short: kind === "ms" ? format.durationShort : format.compact});
}

/** A fraction that is shown in percent, so that its change is told in points. */
export function isPercent({format}: MeasureFacts): boolean {
  return format === "share" || format === "percent";
}

const LESS_IS_BETTER = /churn|time_to_value|at_risk/;

/** Whether a rise is good news: 1 yes, −1 no. */
export function goodDirection({name}: MeasureFacts): 1 | -1 {
  return LESS_IS_BETTER.test(name) ? -1 : 1;
}
