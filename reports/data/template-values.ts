// What the templates of a report may name, and the stretch of time it is about.
import {instantsOf} from "../../engine/hosts/question.js";
import {createCalendar, type Calendar} from "../../engine/model/calendar.js";
import type {Dataset} from "../../engine/model/dataset.js";
import {fillIn, type TemplateValues} from "../config/names.js";
import type {ReportConfig} from "../config/schema.js";
import type {EachValue} from "./each.js";

/** ISO instants `[from, to)`; null without events. */
export function rangeOf(config: ReportConfig, dataset: Dataset): [from: string, to: string] | null {
  if (Number.isNaN(dataset.asOf)) return null;
  return instantsOf({range: config.range}, calendarOf(config), dataset).range;
}

/** Title, day of asOf, days of the range, and the value of `each`, of one report. */
export function templateValues(config: ReportConfig, dataset: Dataset, each: EachValue | null): TemplateValues {
  const calendar = calendarOf(config);
  const range = rangeOf(config, dataset);
  const day = (ms: number) => calendar.label("day", calendar.periodOf(ms, "day"));
  const values = {
    title: "",
    date: Number.isNaN(dataset.asOf) ? "" : day(dataset.asOf),
    period: range ? `${day(Date.parse(range[0]))}_${day(Date.parse(range[1]) - 1)}` : "",
    each: each?.label ?? "",
  };
  return {...values, title: fillIn(config.title, values)};
}

function calendarOf({tz, weekStart}: ReportConfig): Calendar {
  return createCalendar({tz, weekStart});
}
