// The sentence of a metric answer: the last period that is over, what it is compared with, its goal, and whether it stands out.
import {rowsOf, type Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";

interface MeasureFacts {
  readonly label: string;
  readonly format: string;
  readonly currency: string | null;
}

/** Like "Activation rate: 38 % in the week of Mar 4, 2024, up from 35 % in the week before; on track for 45 %." */
export function metricSentence({query, tables, diagnostics}: Result, words: Words): string {
  const table = tables.value ?? tables.series;
  const {row, whole} = latest(table ? rowsOf(table) : []);
  const measure = (diagnostics.measure ?? {label: "Value", format: "number", currency: null}) as MeasureFacts;
  if (!row) return `${measure.label}: there is no period to show.`;
  const write = (value: unknown) => valueWords(value as number | null, measure, words);
  const when = `${words.during(String(row.period), String(query.period))}${whole ? "" : ", which is not over"}`;
  const said =
    row.value === null ? `${measure.label}: not known ${when}` : `${measure.label}: ${write(row.value)} ${when}`;
  return `${[said + changeWords(row, query, measure, write, words), ...goalWords(row, query, write), ...anomalyWords(row)].join("; ")}.`;
}

/** A value as its measure is written: counts, percentages, money, durations. */
export function valueWords(value: number | null, {format, currency}: MeasureFacts, words: Words): string {
  if (format === "share" || format === "percent") return words.share(value);
  if (format === "money") return words.money(value, currency);
  if (format === "ms") return words.duration(value);
  return format === "count" ? words.count(value) : words.number(value);
}

function changeWords(
  {value, previous, change, status}: Row,
  {compare, period}: Result["query"],
  {format}: MeasureFacts,
  write: (value: unknown) => string,
  words: Words,
): string {
  if (previous === null || value === null) return "";
  const part = status === "complete" ? "" : "as much of ";
  const earlier = compare === "year" ? `the same ${String(period)} a year earlier` : `the ${String(period)} before`;
  const before = compare === "year" || part ? `in ${part}${earlier}` : earlier;
  if (write(value) === write(previous)) return `, as ${before}`;
  const way = value! > previous! ? "up" : "down";
  // A change of a percentage in percent is read wrongly, so both are said.
  const by =
    format === "share" || format === "percent" || change === null ? "" : ` ${words.share(Math.abs(change as number))}`;
  return `, ${way}${by} from ${write(previous)} ${before}`;
}

function goalWords({goal}: Row, query: Result["query"], write: (value: unknown) => string): string[] {
  const target = (query.goal as {target?: number} | undefined)?.target;
  if (goal === null || target === undefined) return [];
  const text = write(target);
  if (goal === "met") return [`the goal of ${text} is met`];
  if (goal === "missed") return [`the goal of ${text} is missed`];
  return [`${goal === "on_track" ? "on" : "off"} track for ${text}`];
}

function anomalyWords({anomaly, z, value, previous}: Row): string[] {
  if (anomaly !== true) return [];
  const high = z === null ? (value as number) > ((previous as number | null) ?? -Infinity) : (z as number) > 0;
  return [`unusually ${high ? "high" : "low"}`];
}
