// The dated notes (table `annotations`) that belong to a question: those within its range, each with the period it falls into.
import type {Dataset} from "../model/dataset.js";
import {byCodePoint} from "../model/order.js";
import {PERIODS, type CommonQuery} from "../model/query.js";
import type {Frame} from "../model/scope.js";
import {rowsOf, type Row} from "../model/table.js";
import type {Annotation} from "../results/result.js";

/** Notes in `[from, to)` and before asOf, in order of time, then of text; null when the data has no such table. */
export function annotationsOf({tables}: Dataset, query: CommonQuery, frame: Frame): Annotation[] | null {
  if (!tables.annotations) return null;
  const label = labelOf(query, frame);
  return rowsOf(tables.annotations)
    .filter((row): row is Row & {ts: number; text: string} => isWithin(row, frame) && typeof row["text"] === "string")
    .sort((a, b) => a.ts - b.ts || byCodePoint(a.text, b.text))
    .map(({ts, text}) => ({ts: new Date(ts).toISOString(), text, period: label(ts)}));
}

function isWithin({ts}: Row, {from, to, asOf}: Frame): boolean {
  return typeof ts === "number" && ts >= from && ts < to && ts < asOf;
}

// Stickiness calls the length of its periods "interval".
function labelOf(query: CommonQuery, {calendar}: Frame): (ts: number) => string | null {
  const {period, interval} = query as {period?: unknown; interval?: unknown};
  const length = PERIODS.find((known) => known === (period ?? interval));
  return length ? (ts) => calendar.label(length, calendar.periodOf(ts, length)) : () => null;
}
