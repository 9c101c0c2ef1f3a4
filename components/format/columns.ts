// How the columns of a result read: by the conventions of their wire names.
import type {Cell, Table} from "../../engine/model/table.js";
import type {Format, PeriodName} from "./format.js";
import {bucketText} from "./bucket.js";
import type {Text} from "./catalogue.js";
import {stageName} from "./stage-name.js";

/** A column of the readable table. */
export interface ColumnSpec {
  /** Wire name. */
  readonly name: string;
  readonly label: string;
  /** Figures are aligned at the end and sort as numbers. */
  readonly numeric: boolean;
  write(value: Cell, row: number): string;
  /** Draws the text as something other than plain text, such as a button. */
  readonly draw?: (text: string) => unknown;
}

const RATES =
  /^(rate|share|lo|hi|retention|win_back|p_out|jump_rate|ratio|nrr|grr|logo_churn|prop_share|p_alive|risk|conversion)(_|$)|_(rate|share)$|^rate_/;
const MONEY = new Set([
  "revenue",
  "arpu",
  "arpu_sd",
  "arppu",
  "aov",
  "mrr",
  "arpa",
  "amount",
  "mean_value",
  "clv",
  "ltv",
  "cost",
  "cpa",
]);
/** Epoch ms, when they are numbers. */
const INSTANTS = /^(at|since|ts|from|to)$|_ts$/;
/** Columns that hold ids of stages, and those that hold their labels. */
const LABELS: Readonly<Record<string, string>> = {stage: "label", from: "from_label", to: "to_label"};
const PERIODS = new Set(["period", "cohort"]);

export interface ColumnContext {
  readonly table: Table;
  readonly format: Format;
  readonly text: Text;
  /** The period of the query, for labels of `period` and `cohort`. */
  readonly period: PeriodName;
  readonly currency: string | null;
  readonly tz: string;
  /** Names whose numbers are rates in this table, or are not, against the convention. */
  readonly rates?: Readonly<Record<string, boolean>> | undefined;
}

/** `columnsOf`, for widgets that say what differs in their table. */
export type ColumnsOf = (context: ColumnContext, names?: readonly string[]) => ColumnSpec[];

/**
 * The columns of a table as a reader wants them; those that hold nothing, and flags that no row has, are left out unless named.
 */
export function columnsOf(context: ColumnContext, names?: readonly string[]): ColumnSpec[] {
  const {table} = context;
  const shown =
    names ??
    table
      .columnNames()
      .filter((name) => !twin(name, table) && some(table, name, (cell) => cell !== null && cell !== false));
  return shown.filter((name) => table.columnNames().includes(name)).map((name) => columnOf(name, context));
}

export function columnOf(name: string, context: ColumnContext): ColumnSpec {
  const {text, table} = context;
  const numeric = some(table, name, (cell) => typeof cell === "number") && !INSTANTS.test(name);
  return {name, label: text(`column.${name}`), numeric, write: writer(name, context)};
}

function writer(name: string, context: ColumnContext): ColumnSpec["write"] {
  const {table, format, text, period, currency} = context;
  if (PERIODS.has(name)) return (value) => format.period(value as string | null, period);
  if (name === "status") return (value) => (value === null ? "–" : text(`status.${String(value)}`));
  if (name === "breakdown") return (value) => bucketText(value, text);
  const label = LABELS[name];
  if (label !== undefined && (name === "stage" || table.columnNames().includes(label)))
    return stageWriter(label, context);
  const number = numberWriter(name, context);
  const money = MONEY.has(name) && (currency !== null || table.columnNames().includes("currency"));
  return (value, row) => {
    if (typeof value === "number")
      return money ? format.money(value, currencyAt(table, row) ?? currency) : number(value);
    if (typeof value === "boolean") return text(`flag.${value}`);
    return value === null ? "–" : typeof value === "string" ? value : value.join(" → ");
  };
}

function stageWriter(label: string, {table, text}: ColumnContext): ColumnSpec["write"] {
  const labels = table.columnNames().includes(label) ? table.array(label) : [];
  return (value, row) => (value === null ? "–" : stageName(String(value), labels[row] as Cell | undefined, text));
}

// A label next to the id that is already written as its name.
function twin(name: string, table: Table): boolean {
  return Object.entries(LABELS).some(([id, label]) => name === label && table.columnNames().includes(id));
}

/** Writes a column of instants (epoch ms): those that all begin a day are days. */
export function instantWriter(name: string, {format, table, tz}: ColumnContext): (value: number) => string {
  const timed = some(table, name, (cell) => typeof cell === "number" && !format.startsDay(cell, tz));
  return (value) => (timed ? format.instant(value, tz) : format.day(value, tz));
}

function numberWriter(name: string, context: ColumnContext): (value: number) => string {
  const {format, table, rates} = context;
  if (INSTANTS.test(name)) return instantWriter(name, context);
  if (name.endsWith("_ms")) return format.duration;
  if (rates?.[name] ?? RATES.test(name)) return format.rate;
  return some(table, name, (cell) => typeof cell === "number" && !Number.isInteger(cell))
    ? format.number
    : format.count;
}

function currencyAt(table: Table, row: number): string | null {
  return table.columnNames().includes("currency") ? (table.get("currency", row) as string | null) : null;
}

function some(table: Table, name: string, test: (cell: Cell) => boolean): boolean {
  const column = table.array(name);
  for (let i = 0; i < column.length; i++) if (test((column[i] ?? null) as Cell)) return true;
  return false;
}
