// The four basic measures, read from the analysis that counts them.
import {BASIC_MEASURES, basicMetric} from "../../analyses/metric.js";
import type {Cell, Row} from "../../model/table.js";
import {eventWords} from "../../results/summaries/event-words.js";
import type {Figure, Format, Measure, Options} from "./measures.js";

const LABELS = {count: "Events", uniques: "Active units", sum: "Sum", mean: "Mean"} as const;

/** Like "Events “purchase”", "Mean of amount over “purchase”". */
function labelOf(name: (typeof BASIC_MEASURES)[number], {prop, event}: Options): string {
  const events = event === undefined ? null : eventWords(event);
  if (typeof prop === "string") return `${LABELS[name]} of ${prop}${events ? ` over ${events}` : ""}`;
  if (events === null) return LABELS[name];
  return name === "count" ? `Events ${events}` : `Units that did ${events}`;
}

function basic(name: (typeof BASIC_MEASURES)[number]): Measure {
  return {
    label: (options) => labelOf(name, options),
    format: name === "sum" || name === "mean" ? "number" : ("count" satisfies Format),
    kind: "metric",
    analysis: basicMetric,
    table: "periods",
    column: "period",
    period: "week",
    asks: ({measure, event, prop, period}) => ({
      measure,
      period,
      ...(event === undefined ? {} : {event}),
      ...(prop === undefined ? {} : {prop}),
    }),
    read: (rows) => figure(rows[0]),
    behind: (period: Cell) => ({period}),
  };
}

function figure(row: Row | undefined): Figure {
  const cell = (name: string) => (row?.[name] ?? null) as number | null;
  return {value: cell("value"), n: cell("n"), lo: cell("lo"), hi: cell("hi")};
}

export const basicMeasures: Readonly<Record<string, Measure>> = Object.fromEntries(
  BASIC_MEASURES.map((name) => [name, basic(name)]),
);
