// The sentence of a metric answer: the last period that is over, what it is compared with, its goal, and whether it stands out.
import {rowsOf, type Row} from "../../model/table.js";
import {figureText} from "../figures.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";
import {latest} from "./latest.js";
import {measureLabel, type MeasureFacts} from "./measure-label.js";
import {periodNoun, PERIODS} from "./period-words.js";
import {reasonWords} from "./reason.js";

export const METRIC = {
  "metric.none": "{label}: there is no period to show.",
  "metric.unknown": "{label}: not known {when}",
  "metric.because": "{said} ({reason})",
  "metric.value": "{label}: {value} {when}",
  "metric.same": "{said}, as {before}",
  "metric.up": "{said}, up{by} from {previous} {before}",
  "metric.down": "{said}, down{by} from {previous} {before}",
  "metric.by": " {share}",
  "metric.then": "{said}; {more}",
  "metric.end": "{said}.",
  "before.period": "the {period} before",
  "before.period.part": "in as much of the {period} before",
  "before.year": "in the same {period} a year earlier",
  "before.year.part": "in as much of the same {period} a year earlier",
  "goal.met": "the goal of {target} is met",
  "goal.missed": "the goal of {target} is missed",
  "goal.on_track": "on track for {target}",
  "goal.off_track": "off track for {target}",
  "odd.high": "unusually high",
  "odd.low": "unusually low",
} as const;

/** Like "Activation rate: 38 % in the week of Mar 4, 2024, up from 35 % the week before; on track for 45 %." */
export function metricSentence(result: Result, words: Words): string {
  const say = words.speak(METRIC);
  const {query, tables, diagnostics} = result;
  const table = tables.value ?? tables.series;
  const {row, whole} = latest(table ? rowsOf(table) : []);
  const label = measureLabel(result, words);
  if (!row) return say("metric.none", {label});
  const measure = diagnostics.measure as MeasureFacts;
  const write = (value: unknown) => figureText(value as number | null, measure.format, measure.currency, words);
  const during = words.during(String(row.period), String(query.period));
  const when = whole ? during : words.speak(PERIODS)("period.open", {when: during});
  const value =
    row.value === null
      ? because(say("metric.unknown", {label, when}), measure, words)
      : say("metric.value", {label, value: write(row.value), when});
  const more = [...goalWords(row, query, write, words), ...anomalyWords(row, words)];
  const said = more.reduce((said, more) => say("metric.then", {said, more}), changed(value, row, result, write, words));
  return say("metric.end", {said});
}

/** With why the value is unknown, where the answer says so. */
function because(said: string, {reason}: MeasureFacts, words: Words): string {
  return reason ? words.speak(METRIC)("metric.because", {said, reason: reasonWords(reason, words)}) : said;
}

// After a preposition.
function from(previous: unknown, {format, currency}: MeasureFacts, words: Words): string {
  return format === "ms" ? words.span(previous as number) : figureText(previous as number, format, currency, words);
}

function changed(
  said: string,
  {value, previous, change, status}: Row,
  {query, diagnostics}: Result,
  write: (value: unknown) => string,
  words: Words,
): string {
  if (previous === null || value === null) return said;
  const say = words.speak(METRIC);
  const before = say(`before.${query.compare === "year" ? "year" : "period"}${status === "complete" ? "" : ".part"}`, {
    period: periodNoun(query.period, words),
  });
  if (write(value) === write(previous)) return say("metric.same", {said, before});
  // A change of a percentage in percent is read wrongly, so both are said.
  const {format} = diagnostics.measure as MeasureFacts;
  const bare = format === "share" || format === "percent" || change === null;
  const by = bare ? "" : say("metric.by", {share: words.share(Math.abs(change as number))});
  return say(value! > previous! ? "metric.up" : "metric.down", {
    said,
    by,
    previous: from(previous, diagnostics.measure as MeasureFacts, words),
    before,
  });
}

function goalWords({goal}: Row, query: Result["query"], write: (value: unknown) => string, words: Words): string[] {
  const target = (query.goal as {target?: number} | undefined)?.target;
  if (goal === null || target === undefined) return [];
  return [words.speak(METRIC)(`goal.${goal as "met"}`, {target: write(target)})];
}

function anomalyWords({anomaly, z, value, previous}: Row, words: Words): string[] {
  if (anomaly !== true) return [];
  const high = z === null ? (value as number) > ((previous as number | null) ?? -Infinity) : (z as number) > 0;
  return [words.speak(METRIC)(high ? "odd.high" : "odd.low")];
}
