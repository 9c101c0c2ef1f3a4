// The sentence of a comparison: both figures, their difference and its interval; no verdict where the sample ratio is off.
import {rowsOf, type Cell, type Row} from "../../model/table.js";
import {currencyOf} from "../currency-of.js";
import {figureText} from "../figures.js";
import type {Result} from "../result.js";
import {sideName, type Side} from "../sides.js";
import type {Words} from "../words.js";
import {quoted} from "./event-words.js";
import {measureLabel} from "./measure-label.js";
import {periodAt, periodNoun} from "./period-words.js";
import {stageWords} from "./stage-words.js";

/** What the diagnostics of a compared answer say about it. */
interface ComparedInfo {
  readonly sides: Readonly<Record<"a" | "b", Side>>;
  /** The row of the table `comparison` that the sentence is about. */
  readonly headline: Row | null;
  readonly sample_ratio: {readonly mismatch: boolean; readonly a: number; readonly b: number} | null;
  readonly shared: number | null;
}

export const COMPARED = {
  "compared.none": "Nothing of {a} and {b} can be compared: no equally mature figures on both sides.",
  "compared.figures": "{subject}: {valueB} in {b} against {valueA} in {a}, {difference}",
  "compared.mismatch":
    "{figures}. No verdict: {countA} and {units} are not the planned shares, so the assignment is broken.",
  "compared.open": "{figures}; no interval, since how much it varies is not known.",
  "compared.interval": "{figures} (95% interval {lo} to {hi}).",
  "compared.points.one": "{value} point",
  "compared.points.other": "{value} points",
  "compared.step": "Got to {step}",
  "compared.link": "From {source} to {target} at step {position}",
  "compared.stage": "Share in {stage} {end}",
  "compared.move": "From {from} to {to} within a {period}",
  "compared.stay": "Staying in {from} for a {period}",
  "compared.at": "{name} {at}",
  "compared.by": "by {period} {number}",
  "compared.cohort": "{name} {at} of {cohort}",
  "measure.retention": "Retained of the period before",
  "measure.active": "Active",
  "measure.share": "Share",
  "measure.ratio": "Stickiness",
  "measure.arpu": "Revenue for each active one",
  "measure.logo_churn": "Accounts lost",
  "measure.ltv": "Lifetime value",
  "measure.share_of_source": "Share of those who went on",
  "measure.rate": "Came back",
} as const;

export function isCompared({diagnostics}: Result): boolean {
  return (diagnostics.comparison as ComparedInfo | undefined)?.sides !== undefined;
}

/** Like "Got to “pay”: 15 % in variant against 12 % in control, +3 points (95 % interval +0.1 to +6.2 points)." */
export function comparedSentence(result: Result, words: Words): string {
  const {sides, headline, sample_ratio: ratio} = result.diagnostics.comparison as ComparedInfo;
  const say = words.speak(COMPARED);
  const [a, b] = [sideName(sides.a, result, words.range), sideName(sides.b, result, words.range)];
  if (!headline) return say("compared.none", {a, b});
  const currency = currencyOf(result);
  const write = (value: number) => figureText(value, headline.format, currency, words);
  const difference = (value: unknown) => inPoints(value as number, headline, write, words);
  const figures = say("compared.figures", {
    subject: subject(headline, result, words),
    valueB: write(headline.b as number),
    valueA: headline.format === "duration" ? words.span(headline.a as number) : write(headline.a as number),
    a,
    b,
    difference: difference(headline.diff),
  });
  if (ratio?.mismatch) {
    const units = words.units(ratio.b, String(result.query.unit));
    return say("compared.mismatch", {figures, countA: ratio.a, units});
  }
  if (headline.lo === null || headline.hi === null) return say("compared.open", {figures});
  const lo = signed(headline.lo as number, headline, write, words);
  return say("compared.interval", {figures, lo, hi: difference(headline.hi)});
}

// A difference of shares is in points, since "3 % more" would mean something else. What reads as zero has no sign.
function signed(value: number, {format}: Row, write: (value: number) => string, words: Words): string {
  const size = format === "share" ? (by: number) => words.number(by * 100, 1) : write;
  const text = size(Math.abs(value));
  if (text === size(0)) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

function inPoints(difference: number, row: Row, write: (value: number) => string, words: Words): string {
  const value = signed(difference, row, write, words);
  const n = Math.round(Math.abs(difference) * 1000) / 10;
  return row.format === "share" ? words.speak(COMPARED)("compared.points", {value, n}) : value;
}

function subject(row: Row, result: Result, words: Words): string {
  const {label, period, cohort, n, stage, from, to, position, source, target} = row;
  const {query} = result;
  const say = words.speak(COMPARED);
  const length = query.period ?? query.interval ?? "day";
  if (typeof label === "string") return say("compared.step", {step: quoted(label, words)});
  if (typeof source === "string")
    return say("compared.link", {source, target: String(target), position: String(position)});
  const stageOf = (id: Cell) => stageWords(id, stageLabel(result, id), words);
  if (typeof from === "string") {
    const moved = {from: stageOf(from), to: stageOf(to!), period: periodNoun(length, words)};
    return say(from === to ? "compared.stay" : "compared.move", moved);
  }
  if (typeof stage === "string")
    return say("compared.stage", {stage: stageOf(stage), end: words.end(String(period), String(length))});
  const name = measureWords(row, result, words);
  if (typeof n !== "number")
    return typeof period === "string" ? say("compared.at", {name, at: words.during(period, String(length))}) : name;
  const at =
    row.measure === "ltv"
      ? say("compared.by", {period: periodNoun(length, words), number: String(n)})
      : periodAt(length, n, words);
  return typeof cohort === "string"
    ? say("compared.cohort", {name, at, cohort: words.date(cohort)})
    : say("compared.at", {name, at});
}

// A rule set of one's own brings the labels of its stages in the tables of its kind.
function stageLabel({tables: {distribution, transitions}}: Result, id: Cell): Cell | undefined {
  const found = distribution
    ? rowsOf(distribution).find(({stage}) => stage === id)?.label
    : transitions && rowsOf(transitions).find(({to}) => to === id)?.to_label;
  return found ?? (id === "(entering)" ? "Entering" : undefined);
}

function measureWords({measure}: Row, result: Result, words: Words): string {
  if (result.diagnostics.measure !== undefined) return measureLabel(result, words);
  const name = `measure.${String(measure)}`;
  return Object.hasOwn(COMPARED, name)
    ? words.speak(COMPARED)(name as "measure.rate")
    : words.name(name, String(measure).replaceAll("_", " "));
}
