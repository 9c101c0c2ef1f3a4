// How every widget shows a comparison: what A and B are, their figures as paired marks, and each difference with its interval.
import {html, nothing, svg, type SVGTemplateResult, type TemplateResult} from "lit";
import type {DirectiveResult} from "lit/directive.js";
import {rowOf, rowsOf, type Cell, type Row} from "../../engine/model/table.js";
import {currencyOf} from "../../engine/results/currency-of.js";
import type {Result} from "../../engine/results/result.js";
import {sideName} from "../../engine/results/sides.js";
import {columnsOf, type ColumnContext, type ColumnSpec} from "../format/columns.js";
import type {Text} from "../format/catalogue.js";
import type {Format, PeriodName} from "../format/format.js";
import {pointsOf} from "../format/points.js";
import {layoutCompared, type ComparedLayout, type ComparedPlace} from "../parts/compared-layout.js";
import {whisker} from "../parts/whisker.js";
import {adopt} from "./adopt.js";
import {labelsOf} from "./compared-label.js";
import {comparedStyles} from "./compared.styles.js";
import {comparisonOf} from "./comparison.js";
import type {Mark} from "./marks.js";
import type {Size} from "./size.js";

/** What the picture needs of its widget. */
export interface Comparer {
  /** Where it draws, and so what its styles are for. */
  readonly root: HTMLElement | DocumentFragment;
  readonly text: Text;
  readonly format: Format;
  readonly period: PeriodName;
  mark(mark: Mark): DirectiveResult;
  picture(height: number, content: SVGTemplateResult): TemplateResult;
}

/** More rows than a picture holds; the table has all. */
const MOST_ROWS = 30;

/** The measure of the summary, row by row; banner and legend above. */
export function comparedView(result: Result, size: Size, own: Comparer): TemplateResult {
  const {text} = own;
  adopt(own.root, comparedStyles);
  const info = comparisonOf(result)!;
  const all = rowsOf(result.tables["comparison"]!).filter((row) => isDrawn(row, info.headline));
  const {rows, note} = shownOf(all, info.headline, own);
  const words = wordsOf(result, own, rows[0]);
  const layout = layoutCompared(
    rows.map((row) => ({
      ...(row as never as Figures),
      label: words.label(typeof row["stage"] === "string" ? {...row, period: null} : row),
    })),
    size,
    {value: words.short, difference: words.tick, time: rows[0]?.["format"] === "duration"},
  );
  const {sample_ratio: ratio} = info;
  return html`${ratio?.mismatch ? html`<p class="banner" role="status">${text("compared.mismatch", {a: ratio.a, b: ratio.b})}</p>` : nothing}
  ${info.shared ? html`<p class="note">${text("compared.shared", {n: info.shared})}</p>` : nothing}
  ${rows.length === 0 ? html`<p class="note">${text("compared.none")}</p>` : legendOf(words.sides)}
  ${own.picture(layout.height, drawing(layout, rows, words, size, own))}
  ${note === null ? nothing : html`<p class="note">${note}</p>`}
  ${rows.length > 0 && rows.every(({lo}) => lo === null) && !ratio?.mismatch ? html`<p class="note">${text("compared.interval.none")}</p>` : nothing}`;
}

/** What there is room for, and in words what that leaves out: of stages one period, else the last rows, of paths and moves the first. */
function shownOf(all: readonly Row[], headline: Row | null, {text, format, period}: Comparer) {
  if (typeof headline?.["stage"] === "string") {
    const rows = all.filter((row) => row["period"] === headline["period"]);
    const label = format.period(headline["period"] as string, period);
    return {rows, note: all.length > rows.length ? text("compared.period", {period: label}) : null};
  }
  const first = all[0]?.["position"] !== undefined || all[0]?.["from"] !== undefined;
  const rows = first ? all.slice(0, MOST_ROWS) : all.slice(-MOST_ROWS);
  const cut = text(first ? "compared.cut.first" : "compared.cut", {shown: rows.length, n: all.length});
  return {rows, note: all.length > rows.length ? cut : null};
}

type Figures = {a: number; b: number; diff: number; lo: number | null; hi: number | null};

function isDrawn(row: Row, headline: Row | null): boolean {
  return (
    headline !== null &&
    row["of"] === headline["of"] &&
    row["measure"] === headline["measure"] &&
    (row["breakdown"] ?? null) === null &&
    row["diff"] !== null
  );
}

// A is a ring and B a dot, so that nobody needs the colours.
function legendOf({a, b}: Readonly<Record<"a" | "b", string>>): TemplateResult {
  const item = (shape: "ring" | "dot", ink: string, label: string) =>
    html`<li>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <circle class="pair ${shape} ink ${ink}" cx="6" cy="6" r="4"></circle></svg
      ><bdi>${label}</bdi>
    </li>`;
  return html`<ul class="legend" part="legend">
    ${item("ring", "category-2", a)}${item("dot", "category-1", b)}
  </ul>`;
}

interface Words {
  /** What a row is called. */
  label(row: Row): string;
  readonly sides: Readonly<Record<"a" | "b", string>>;
  value(value: number): string;
  difference(value: number): string;
  /** A value and a difference as short as an axis wants them; the head of the axis says the unit of points. */
  short(value: number): string;
  tick(value: number): string;
}

function wordsOf(result: Result, own: Comparer, row: Row | undefined): Words {
  const {format, text} = own;
  const currency = currencyOf(result);
  const value = (figure: number) => format.figure(figure, row?.["format"], currency);
  const difference = (diff: number) => writeDifference(diff, row?.["format"] ?? null, format, text, currency);
  const money = (figure: number) => format.moneyShort(figure, currency);
  const short = row?.["format"] === "money" ? money : value;
  const tick = (diff: number) =>
    signed(diff, row?.["format"] === "share" ? (size) => format.number(size * 100, 1) : short);
  return {label: labelsOf(result, own), sides: sideNames(result, format), value, difference, short, tick};
}

function sideNames(result: Result, {range}: Format): Words["sides"] {
  const {a, b} = comparisonOf(result)!.sides;
  return {a: sideName(a, result, range), b: sideName(b, result, range)};
}

// A difference of shares is in points: "3 % more" would mean something else.
function writeDifference(diff: number, kind: Cell, format: Format, text: Text, currency: string | null): string {
  if (kind === "share") return text("points", pointsOf(diff, format));
  return signed(diff, (size) => format.figure(size, kind, currency));
}

// What reads as zero has no sign.
function signed(value: number, write: (size: number) => string): string {
  const size = write(Math.abs(value));
  if (size === write(0)) return size;
  return `${value < 0 ? "−" : "+"}${size}`;
}

function drawing(
  {places, values, differences, labelAt, bottom}: ComparedLayout,
  rows: readonly Row[],
  words: Words,
  size: Size,
  own: Comparer,
): SVGTemplateResult {
  if (rows.length === 0) return svg``;
  const {text} = own;
  const wide = differences !== null;
  const grid = [...values.ticks, ...(differences?.ticks ?? [])];
  return svg`<g class="axis" aria-hidden="true">
      ${grid.map(({at}) => svg`<path class="grid" d="M${at} 22V${bottom}"></path>`)}
      ${grid.map(({at, label}) => svg`<text class="tick" x=${at} y=${bottom + 16} text-anchor="middle">${label}</text>`)}
      <text class="tick" x=${values.from} y="12" text-anchor="start">${text(`column.${String(rows[0]!["measure"])}`)}</text>
      ${
        differences
          ? svg`<text class="tick" x=${differences.from} y="12" text-anchor="start">${text(rows[0]!["format"] === "share" ? "compared.difference.points" : "compared.difference")}</text>
        <path class="zero" d="M${differences.zero} 22V${bottom}"></path>`
          : nothing
      }
      ${places.map(({label, y, top}) => svg`<text class="pair-label" x=${labelAt} y=${wide ? y : top + 14} dy=${wide ? "0.35em" : nothing} text-anchor=${wide ? "end" : "start"}>${label}</text>`)}
    </g>
    ${places.map(
      (place) => svg`<g ${own.mark(markOf(place, rows[place.row]!, words, own))}>
      <rect class="hit" x="0" y=${place.top} width=${size.width} height=${(places[1]?.top ?? bottom) - places[0]!.top}></rect>
      ${pair(place)}
    </g>`,
    )}`;
}

function pair({a, b, y, diff, lo, hi}: ComparedPlace): SVGTemplateResult {
  return svg`<path class="pair-line" d="M${a} ${y}H${b}"></path>
    <circle class="pair ring ink category-2" cx=${a} cy=${y} r="5"></circle>
    <circle class="pair dot ink category-1" cx=${b} cy=${y} r="4.5"></circle>
    ${diff === null ? nothing : svg`${lo === null || hi === null ? nothing : whisker(lo, hi, y, 4)}<rect class="pair dot ink accent" x=${diff - 3.5} y=${y - 3.5} width="7" height="7"></rect>`}`;
}

function markOf(place: ComparedPlace, row: Row, words: Words, own: Comparer): Mark {
  const {text, format} = own;
  const {a, b, diff, lo, hi} = row as never as Figures;
  const label = words.label(row);
  const interval = lo === null || hi === null ? null : `${words.difference(lo)} … ${words.difference(hi)}`;
  const small = row["small"] === true ? text("flag.small") : null;
  const of = (side: "a" | "b") =>
    `${words.value(side === "a" ? a : b)}${row[`n_${side}`] === null ? "" : ` (${text("foot.n", {n: row[`n_${side}`] as number})})`}`;
  const status =
    row["status"] === null || row["status"] === "complete" ? null : text(`status.${String(row["status"])}`);
  const pairs: (readonly [string, string])[] = [
    [words.sides.a, of("a")],
    [words.sides.b, of("b")],
    [text("compared.difference"), words.difference(diff)],
    ...(interval ? [[text("compared.interval"), interval] as const] : []),
    ...(["p", "q"] as const).flatMap((name) =>
      typeof row[name] === "number" ? [[text(`column.${name}`), format.number(row[name], 4)] as const] : [],
    ),
  ];
  return {
    key: `${String(place.row)}/${label}`,
    table: "comparison",
    row: {...row, side: "b"},
    label: [
      `${label}: ${pairs.map(([name, value]) => `${name} ${value}`).join(", ")}`,
      ...[small, status].filter((note) => note !== null),
    ].join("; "),
    tip: {title: label, pairs, note: small ?? status ?? undefined},
  };
}

/** Columns of the table twin: figures by the format of their row, sides under their own names. */
export function comparedColumns(result: Result, context: ColumnContext): ColumnSpec[] {
  const {table, text, format} = context;
  const sides = sideNames(result, format);
  const currency = currencyOf(result);
  const names = columnsOf(context).filter(({name}) => name !== "format" && name !== "of");
  const kindAt = (row: number) => rowOf(table, row)["format"] ?? null;
  return names.map((column): ColumnSpec => {
    const {name} = column;
    if (name === "measure") return {...column, write: (value) => text(`column.${String(value)}`)};
    if (name === "a" || name === "b")
      return {
        ...column,
        label: sides[name],
        write: (value, row) => (typeof value === "number" ? format.figure(value, kindAt(row), currency) : "–"),
      };
    if (["diff", "lo", "hi"].includes(name))
      return {
        ...column,
        write: (value, row) =>
          typeof value === "number" ? writeDifference(value, kindAt(row), format, text, currency) : "–",
      };
    if (["p", "q"].includes(name))
      return {...column, write: (value) => (typeof value === "number" ? format.number(value, 4) : "–")};
    return name.endsWith("_a") && name !== "n_a"
      ? {...column, write: (value) => format.period(value as string | null, context.period)}
      : column;
  });
}
