// What a metric says in words: its change, its goal, the row under way.
import type {Result} from "../../engine/results/result.js";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import {pointsOf} from "../format/points.js";
import {goodDirection, isPercent, type MeasureFacts, type MetricRow, type ValueWriter} from "./metric-rows.js";

/** What all words of one answer need. */
export interface Speech {
  readonly result: Result;
  readonly measure: MeasureFacts;
  readonly write: ValueWriter;
  readonly text: Text;
  readonly format: Format;
}
export interface Said {
  readonly text: string;
  /** Ink: good and bad news by the measure's direction. */
  readonly ink: "good" | "bad" | "muted";
}

/** Like "▲ 8.3% vs previous complete week"; null where there is nothing to compare with. Colour never says it alone. */
export function changeSaid(row: MetricRow, speech: Speech): Said | null {
  const {value, previous} = row;
  if (value === null || previous === null) return null;
  const {text, measure} = speech;
  const versus = versusText(row, speech);
  const away = value - previous;
  if (away === 0) return {text: text("change.none", {versus}), ink: "muted"};
  const arrow = away > 0 ? "▲" : "▼";
  const ink = away > 0 === goodDirection(measure) > 0 ? "good" : "bad";
  return {text: text("change", {arrow, amount: amountText(row, away, speech), versus}), ink};
}

function amountText({change}: MetricRow, away: number, {measure, write, text, format}: Speech): string {
  if (isPercent(measure)) return text("points", pointsOf(away, format));
  const sign = away > 0 ? "+" : "−";
  return `${sign}${change === null ? write(Math.abs(away)) : format.rate(Math.abs(change))}`;
}

function versusText({status}: MetricRow, {result: {query}, text}: Speech): string {
  const year = query["compare"] === "year";
  const key = status === "complete" ? (year ? "year" : "previous") : year ? "elapsedYear" : "elapsed";
  return text(`versus.${key}`, {period: text(`period.${String(query["period"])}`)});
}

/** The goal's target; null without one. */
export function targetOf({query}: Result): number | null {
  return (query["goal"] as {target?: number} | undefined)?.target ?? null;
}

function goalSaid(row: MetricRow, {result, write, text}: Speech): Said | null {
  const target = targetOf(result);
  if (target === null) return null;
  const status = row.goal ?? "open";
  const ink = status === "met" || status === "on_track" ? "good" : status === "open" ? "muted" : "bad";
  const sign = {good: "✓ ", bad: "✗ ", muted: ""}[ink];
  return {text: sign + text(`goal.${status}`, {target: write(target)}), ink};
}

/** The lines of words under the big figure, in order. */
export function linesSaid(row: MetricRow, open: MetricRow | null, speech: Speech): Said[] {
  const {text, write, format} = speech;
  const sofar = open && open.value !== null ? changeSaid(open, speech) : null;
  const interval = row.lo === null ? [] : [text("mark.interval", {lo: write(row.lo), hi: write(row.hi)})];
  const facts = [
    ...interval,
    ...(row.n === null || row.n === row.value ? [] : [text("foot.n", {n: format.count(row.n)})]),
  ];
  const quiet = (words: string): Said => ({text: words, ink: "muted"});
  return [
    changeSaid(row, speech),
    goalSaid(row, speech),
    row.anomaly === true ? ({text: `! ${text("anomaly")}`, ink: "bad"} as const) : null,
    facts.length > 0 ? quiet(facts.join(" · ")) : null,
    open && open.value !== null
      ? quiet(
          sofar
            ? text("sofar", {value: write(open.value), change: sofar.text})
            : text("sofar.alone", {value: write(open.value)}),
        )
      : null,
  ].filter((said) => said !== null);
}

/** What a screen reader says of a point, after its period and value. */
export function notesSaid(row: MetricRow, {text, write}: Speech): string[] {
  return [
    ...(row.lo === null ? [] : [text("mark.interval", {lo: write(row.lo), hi: write(row.hi)})]),
    ...(row.anomaly === true ? [text("anomaly")] : []),
    ...(row.status === "complete" ? [] : [text(`status.${row.status}`)]),
    ...(row["small"] === true ? [text("mark.small")] : []),
  ];
}
