// The four basic measures, read from the analysis that counts them.
import {ofMeasures} from "../../analyses/index.js";
import {BASIC_MEASURES} from "../../analyses/metric/names.js";
import type {Cell, Row} from "../../model/table.js";
import {basicLabel} from "../../results/summaries/measure-label.js";
import {words} from "../../results/words.js";
import type {Figure, Format, Measure} from "./measure.js";

function basic(name: (typeof BASIC_MEASURES)[number]): Measure {
  return {
    label: (options) => ({text: basicLabel(name, options, words("en"))}),
    format: name === "sum" || name === "mean" ? "number" : ("count" satisfies Format),
    kind: "metric",
    analysis: ofMeasures.basic,
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
