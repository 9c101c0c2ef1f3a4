// lk-metric: one number with what it is compared with, or its line over time.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import type {Result} from "../../engine/results/result.js";
import {orJson} from "../base/converters.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {bucketText} from "../format/bucket.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {line} from "../parts/line.js";
import {alongPeriods, noteRoom, type NotePlace} from "../parts/notes.js";
import {columnOf, pointView} from "../parts/point.js";
import {polyline} from "../parts/polyline.js";
import {seriesStyles} from "../parts/series.styles.js";
import {textWidth, wrapText} from "../parts/text.js";
import {CATEGORIES, categoryInk} from "../theme/palette.js";
import {goal, type GoalOption} from "./goal.js";
import {
  FIGURE,
  layoutChart,
  layoutSpark,
  lineAt,
  WIDE,
  type MetricChart,
  type MetricPoint,
  type Spark,
} from "./metric-layout.js";
import {
  isPercent,
  linesOf,
  measureOf,
  periodsOf,
  rowsIn,
  valueWriter,
  type MetricLine,
  type MetricRow,
} from "./metric-rows.js";
import {changeSaid, linesSaid, notesSaid, targetOf, type Said, type Speech} from "./metric-words.js";
import {messages} from "./metric.messages.js";
import {metricStyles} from "./metric.styles.js";

/**
 * @tagname lk-metric
 * @summary One number with its change, goal and sparkline, or the same as lines over time.
 * @csspart figure - The big number.
 */
export class LkMetric extends WidgetElement {
  static override readonly kind = "metric";
  static override readonly fields = [
    ...WidgetElement.fields,
    ...["measure", "event", "prop", "period", "goal", "compare"],
  ];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles, metricStyles];

  /** What is measured: "count", "uniques", "sum", "mean", or a name like "activation_rate". */
  @property({reflect: true}) measure: string | undefined = undefined;
  /** Which events count, for measures that are about one kind of event: a name, or JSON. Default any. */
  @property({converter: orJson, reflect: true}) event: string | readonly unknown[] | object | undefined = undefined;
  /** The property that is summed or averaged. */
  @property({reflect: true}) prop: string | undefined = undefined;
  /** Length of a period. Default "week"; "month" for money. */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;
  /** What is aimed at: a number, or `{target, by, op, start}`. */
  @property({converter: goal, reflect: true}) goal: GoalOption | undefined = undefined;
  /** With which period each one is compared. Default "previous". */
  @property({reflect: true}) compare: "previous" | "year" | undefined = undefined;
  /** The last number with a sparkline, or lines over time (one for each group of a breakdown). */
  @property({reflect: true}) display: "number" | "chart" = "number";

  protected override expectedHeight(width: number): number {
    return this.display === "chart" ? super.expectedHeight(width) : width < WIDE ? 176 : 124;
  }

  protected override isEmpty(result: Result): boolean {
    return !rowsIn(result, "series").some(({value}) => value !== null);
  }

  protected override sampleSize(result: Result): number | null {
    return rowsIn(result, "value")[0]?.n ?? null;
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    const {write, measure} = this.#speech(this.result!);
    const own = ["value", "lo", "hi", "previous", "goal_value"];
    const rates = {change: true, z: false, ...(isPercent(measure) ? {} : {lo: false, hi: false})};
    return columnsOf({...context, rates}).map((column) => {
      if (own.includes(column.name)) return {...column, write: (value) => write(value as number | null)};
      if (column.name === "goal")
        return {...column, write: (value) => (value === null ? "–" : this.#goalText(String(value)))};
      return column;
    });
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods(periodsOf(linesOf(rowsIn(result, "series"))));
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const lines = linesOf(rowsIn(result, "series"));
    return this.display === "chart" ? this.#chart(lines, result, size) : this.#number(lines[0]!, result, size);
  }

  #goalText(status: string): string {
    return this.text(`goal.${status}`, {
      target: valueWriter(measureOf(this.result!), this.format)(targetOf(this.result!)),
    });
  }

  #speech(result: Result): Speech {
    const {text, format} = this;
    const facts = measureOf(result);
    const measure = {...facts, label: this.measureName ?? facts.label};
    return {result, measure, write: valueWriter(measure, format), text, format};
  }

  // ---- the number ----

  #number(total: MetricLine, result: Result, size: Size): TemplateResult {
    const speech = this.#speech(result);
    const row = total.rows.findLast(({status}) => status === "complete") ?? total.rows[total.rows.length - 1]!;
    const last = total.rows[total.rows.length - 1]!;
    const all = linesSaid(row, last === row ? null : last, speech);
    const said = all.flatMap(({text, ink}) => wrapText(text, size.width, 13).map((part) => ({text: part, ink})));
    const figure = this.#figure(row, speech);
    const width = Math.max(textWidth(figure, FIGURE.size), ...said.map(({text}) => textWidth(text, 13)));
    const lines = Math.max(1, said.length);
    const spark = layoutSpark(total, {lines, width}, targetOf(result), size);
    const [from, to] =
      spark.left > 0 ? [0, spark.left - 8] : [spark.right < size.width ? spark.right + 8 : 0, size.width];
    const start = size.rtl ? size.width : 0;
    return this.picture(
      size,
      Math.max(spark.bottom + 22 + noteRoom(size.notes), lineAt(lines - 1) + 8),
      svg`<g aria-hidden="true">
          ${said.map(({text, ink}, i) => svg`<text class="change ink ${ink}" x=${start} y=${lineAt(i)} text-anchor="start">${text}</text>`)}
        </g>
        <g ${this.mark(this.#figureMark(row, all, speech))}>
          <text part="figure" class="figure-value ${row["small"] === true ? "few" : ""}" x=${start} y=${FIGURE.baseline} text-anchor="start">${figure}</text>
          <rect class="hit" x=${from} y="0" width=${to - from} height=${lineAt(said.length - 1) + 6}></rect>
        </g>${this.#spark(spark, speech, size)}`,
    );
  }

  #figure(row: MetricRow, {write, text}: Speech): string {
    return row["small"] === true ? text("few", {value: write(row.value)}) : write(row.value);
  }

  #figureMark(row: MetricRow, said: readonly Said[], speech: Speech): Mark {
    const period = this.format.period(row.period, this.periodName(speech.result));
    const figure = this.#figure(row, speech);
    return {
      key: "figure",
      table: "value",
      row,
      place: [0, 1],
      label: [
        figure,
        ...said.map(({text}) => text),
        period,
        ...notesSaid({...row, lo: null, anomaly: null}, speech),
      ].join("; "),
      tip: this.#tip(row, period, speech),
    };
  }

  #spark(spark: Spark, speech: Speech, size: Size): SVGTemplateResult {
    const {rtl} = size;
    const {points, band, left, right, top, bottom, reach, goalY} = spark;
    const ends = [points[0]!, points[points.length - 1]!];
    const label = ({row}: MetricPoint) => this.format.periodShort(row.period, this.periodName(speech.result));
    const [first, last] = rtl ? [right, left] : [left, right];
    const xTicks = ends.map(label).map((text, i) => {
      const half = textWidth(text, 11) / 2;
      return {at: (i === 0) === rtl ? right - half : left + half, label: text};
    });
    const axis = {middle: (i: number) => points[i]!.x, xTicks};
    return svg`${band ? svg`<path class="band ink accent" d=${band}></path>` : nothing}
      ${goalY === null ? nothing : svg`<path class="goal-line" d=${`M${left} ${goalY}H${right}`}></path>`}
      ${this.notes(size, axis, [{left, right, top, bottom}])}
      ${line(points, "accent")}
      ${points.map((point) => this.#point(point, "accent", null, speech, [point.x - reach, top - 4, 2 * reach, bottom - top + 8]))}
      <g aria-hidden="true">
        <text class="tick" x=${first} y=${bottom + 18} text-anchor="start">${label(ends[0]!)}</text>
        ${points.length > 1 ? svg`<text class="tick" x=${last} y=${bottom + 18} text-anchor="end">${label(ends[1]!)}</text>` : nothing}
      </g>`;
  }

  // ---- lines over time ----

  #chart(lines: readonly MetricLine[], result: Result, size: Size): TemplateResult {
    const {text, format} = this;
    const speech = this.#speech(result);
    const groups = lines.filter(({key}) => key !== null);
    const shown = groups.length > 0 ? groups.slice(0, CATEGORIES) : lines;
    const layout = layoutChart(shown, size, {
      period: (label) => format.periodShort(label, this.periodName(result)),
      value: (value) => speech.write.short(value),
      line: ({key}) => bucketText(key, text),
      time: measureOf(result).format === "ms",
    });
    const ink = (l: number) => (groups.length > 0 ? categoryInk(l) : "accent");
    const items =
      shown.length > 1 && layout.labels.length === 0
        ? shown.map(({key}, l) => ({ink: ink(l), label: bucketText(key, text)}))
        : [];
    const more = groups.length - shown.length;
    return html`${legend(items)}${this.picture(size, size.height, this.#drawing(layout, speech, size, ink))}${
      more > 0 ? html`<p class="summary">${text("bucket.more", {n: more})}</p>` : nothing
    }`;
  }

  #drawing(
    {time, lines, labels, goal: way}: MetricChart,
    speech: Speech,
    size: Size,
    ink: (l: number) => string,
  ): SVGTemplateResult {
    const {plane, band} = time;
    const split = lines.length > 1;
    return svg`${yAxis(time.yTicks, plane, this.#label(speech), size.rtl)}
      ${lines.map((drawn, l) => (drawn.band ? svg`<path class="band ink ${ink(l)}" d=${drawn.band}></path>` : nothing))}
      ${way.length > 1 ? svg`<path class="goal-line" d=${polyline(way)}></path>` : nothing}
      ${this.notes(size, time, [plane])}
      ${xAxis(time.xTicks, plane, undefined, size.rtl)}
      ${lines.map(({points}, l) => line(points, ink(l)))}
      ${labels.map(({line: l, text, x, y}) => svg`<text class="series-label ink ${ink(l)}" x=${x} y=${y} dy="0.35em" text-anchor="start" aria-hidden="true">${text}</text>`)}
      ${lines.map(({points, line: {key}}, l) =>
        points.map((point) => this.#point(point, ink(l), key, speech, split ? null : columnOf(point.x, band, plane))),
      )}`;
  }

  #label({measure}: Speech): string {
    return measure.label;
  }

  // ---- points ----

  #point(
    point: MetricPoint,
    ink: string,
    group: string | null,
    speech: Speech,
    area: readonly [x: number, y: number, width: number, height: number] | null,
  ): SVGTemplateResult | typeof nothing {
    const {row, x, y} = point;
    const odd = row.anomaly === true ? svg`<circle class="anomaly" cx=${x} cy=${y} r="6"></circle>` : nothing;
    return pointView(() => this.mark(this.#markOf(point, group, speech)), point, ink, area, odd);
  }

  #markOf({row, key, place}: MetricPoint, group: string | null, speech: Speech): Mark {
    const {text, write} = speech;
    const period = this.format.period(row.period, this.periodName(speech.result));
    const value = write(row.value);
    const named = group === null ? null : bucketText(group, text);
    const change = changeSaid(row, speech);
    return {
      key,
      table: "series",
      row,
      place: [place[0], place[1] + 2],
      label: [
        named === null ? text("mark", {period, value}) : text("mark.group", {group: named, period, value}),
        ...(change ? [change.text] : []),
        ...notesSaid(row, speech),
      ].join("; "),
      tip: this.#tip(row, named === null ? period : `${named}, ${period}`, speech),
    };
  }

  #tip(row: MetricRow, title: string, speech: Speech): Mark["tip"] {
    const {text, write, measure, format} = speech;
    const interval = row.lo === null ? [] : [["95 %", `${write(row.lo)} – ${write(row.hi)}`] as const];
    const goalPair = row.goal_value === null ? [] : [[text("tip.goal"), write(row.goal_value)] as const];
    return {
      title,
      pairs: [
        [measure.label, write(row.value)],
        ...interval,
        [text("column.n"), format.count(row.n)],
        [text("tip.previous"), write(row.previous)],
        [text("tip.change"), format.rate(row.change)],
        ...goalPair,
      ],
      note: notesSaid({...row, lo: null}, speech).join("; ") || undefined,
    };
  }
}
