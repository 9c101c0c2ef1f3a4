// lk-growth: who was gained and lost in each period.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import {list} from "../base/converters.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {line} from "../parts/line.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {columnOf, pointView} from "../parts/point.js";
import {seriesStyles} from "../parts/series.styles.js";
import type {StackPart} from "../parts/stacked-bars.js";
import {
  GROWTH_PARTS,
  layoutGrowth,
  valueOf,
  type GrowthLayout,
  type GrowthPanel,
  type GrowthPart,
  type GrowthPoint,
  type GrowthRow,
} from "./growth-layout.js";
import {messages} from "./growth.messages.js";

const INKS: Readonly<Record<GrowthPart, string>> = {
  retained: "category-1",
  new: "category-3",
  resurrected: "category-2",
  dormant: "category-4",
};

/** What is behind the points of a line, and its place under the bars. */
const LINES = {
  ratio: {classes: ["new", "resurrected", "dormant"], line: 1},
  retention: {classes: ["retained", "dormant"], line: 2},
} as const;

/**
 * @tagname lk-growth
 * @summary Diverging bars of new, retained and resurrected above zero and dormant below, with quick ratio and retention each on a panel of its own.
 * @csspart part - The rectangle of one class in one period.
 */
export class LkGrowth extends WidgetElement {
  static override readonly kind = "growth";
  static override readonly fields = [...WidgetElement.fields, "activity", "period"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles];

  /** Events that count as activity: names "login,purchase" or JSON. Default any event. */
  @property({converter: list, reflect: true}) activity: readonly unknown[] | string | undefined = undefined;
  /** Length of a period. Default "day". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;

  protected override expectedHeight(): number {
    return this.panelHeight(240);
  }

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || !this.#rows(result).some(({active}) => active > 0);
  }

  protected override sampleSize(result: Result): number | null {
    return this.#rows(result).findLast(({status}) => status === "complete")?.active ?? null;
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    return columnsOf({...context, rates: {quick_ratio: false}});
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods(this.#rows(result).map(({period}) => period));
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format, text} = this;
    const rows = this.#rows(result);
    const layout = layoutGrowth(rows, size, {
      period: (label) => format.periodShort(label, this.periodName(result)),
      count: (value) => format.compact(value),
      ratio: (value) => format.number(value, 1),
      rate: (value) => format.rate(value),
    });
    const open = rows.some(({status}) => status !== "complete");
    const items = GROWTH_PARTS.map((part) => ({ink: INKS[part], label: text(`class.${part}`)}));
    return html`${legend(items)}${this.picture(size, layout.height, this.#drawing(layout, result, size), open ? Object.values(INKS) : [])}`;
  }

  #drawing({time, parts, ratio, retention}: GrowthLayout, result: Result, size: Size): SVGTemplateResult {
    const {text} = this;
    const unit = text("axis.units", {unit: text(`unit.${String(result.query["unit"] ?? "user")}`)});
    const {plane} = time;
    return svg`${yAxis(time.yTicks, plane, unit, size.rtl)}
      ${repeat(
        parts,
        ({row, part}) => `${row.period}/${part}`,
        (part) => this.#part(part, result),
      )}
      <path class="zero" d="M${plane.left} ${time.y(0)}H${plane.right}"></path>
      ${this.notes(size, time, [plane, ratio.plane, retention.plane], plane)}
      ${xAxis(time.xTicks, plane, undefined, size.rtl)}
      ${yAxis(ratio.ticks, ratio.plane, text("ratio.title"), size.rtl)}
      ${this.#line(ratio, "ratio", "accent", time.band, result)}
      ${yAxis(retention.ticks, retention.plane, text("tip.retention"), size.rtl)}
      ${this.#line(retention, "retention", "category-1", time.band, result)}`;
  }

  #line(
    {points, plane}: GrowthPanel,
    name: keyof typeof LINES,
    ink: string,
    band: number,
    result: Result,
  ): SVGTemplateResult {
    const mark = (point: GrowthPoint) => () => this.mark(this.#pointMark(point, name, result));
    return svg`${line(points, ink)}
      ${points.map((point) => pointView(mark(point), point, ink, columnOf(point.x, band, plane)))}`;
  }

  #part(stack: StackPart<GrowthRow>, result: Result): SVGTemplateResult {
    const {row, part, x, y, width, height} = stack;
    const ink = INKS[part as GrowthPart];
    const open = row.status !== "complete";
    const truncated = row["truncated"] === true ? "truncated" : "";
    return svg`<g ${this.mark(this.#markOf(stack, result))}>
      <rect part="part" class=${open ? "open" : `part ink ${ink} ${truncated}`} x=${x} y=${y} width=${width} height=${Math.max(0.5, height - 0.5)} fill=${open ? this.hatch(ink) : nothing}></rect>
    </g>`;
  }

  #markOf({row, part, column, line: place}: StackPart<GrowthRow>, result: Result): Mark {
    const {format, text} = this;
    const period = format.period(row.period, this.periodName(result));
    const name = text(`class.${part}`);
    return {
      key: `${row.period}/${part}`,
      table: "periods",
      row: {...row, class: part},
      place: [column, part === "dormant" ? GROWTH_PARTS.length : GROWTH_PARTS.length - place],
      label: [text("mark", {period, class: name, n: Math.abs(valueOf(row, part))}), ...this.#notesOf(row)].join("; "),
      tip: this.#tip(row, `${name}, ${period}`),
    };
  }

  #pointMark({row, column}: GrowthPoint, name: keyof typeof LINES, result: Result): Mark {
    const {format, text} = this;
    const period = format.period(row.period, this.periodName(result));
    const {classes, line: place} = LINES[name];
    const [ratio, rate] = [format.number(row.quick_ratio, 2), format.rate(row.retention)];
    const {retained, dormant} = row;
    const counts = {retained, gained: row.new + row.resurrected, lost: dormant, before: retained + dormant};
    const lo = row["lo"] as number | null;
    const interval = name === "ratio" || (lo ?? null) === null ? [] : [text("mark.interval", this.#ends(row))];
    return {
      key: `${row.period}/${name}`,
      table: "periods",
      row: {...row, class: classes},
      place: [column, GROWTH_PARTS.length + place],
      label: [text(`mark.${name}`, {period, ratio, rate, ...counts}), ...interval, ...this.#notesOf(row)].join("; "),
      tip: this.#tip(row, `${text(`tip.${name}`)}, ${period}`),
    };
  }

  #ends({lo, hi}: GrowthRow): {lo: string; hi: string} {
    return {lo: this.format.rate(lo as number | null), hi: this.format.rate(hi as number | null)};
  }

  #notesOf(row: GrowthRow): string[] {
    return [
      ...(row.status === "complete" ? [] : [this.text(`status.${row.status}`)]),
      ...(row["truncated"] === true ? [this.text("status.truncated")] : []),
    ];
  }

  #tip(row: GrowthRow, title: string): Mark["tip"] {
    const {format, text} = this;
    return {
      title,
      pairs: [
        ...GROWTH_PARTS.map((each) => [text(`class.${each}`), format.count(Math.abs(valueOf(row, each)))] as const),
        [text("tip.active"), format.count(row.active)],
        [text("tip.ratio"), format.number(row.quick_ratio, 2)],
        [text("tip.retention"), format.rate(row.retention)],
      ],
      note: row.status === "complete" ? this.#notesOf(row)[0] : text("note.open"),
    };
  }

  #rows(result: Result): GrowthRow[] {
    const rows = result.tables["periods"] ? (rowsOf(result.tables["periods"]) as unknown as GrowthRow[]) : [];
    return rows.filter((row) => (row["breakdown"] ?? null) === null && row.status !== "future");
  }
}
