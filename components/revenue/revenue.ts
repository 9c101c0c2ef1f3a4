// lk-revenue: revenue by period, and per active and per paying unit.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import {currencyOf} from "../../engine/results/currency-of.js";
import type {Result} from "../../engine/results/result.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {bucketText} from "../format/bucket.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {panelView} from "../parts/panel-view.js";
import {seriesStyles} from "../parts/series.styles.js";
import type {StackPart} from "../parts/stacked-bars.js";
import {categoryInk} from "../theme/palette.js";
import {
  layoutRevenue,
  periodsOf,
  TOTAL,
  type RevenueLayout,
  type RevenuePeriod,
  type RevenueRow,
} from "./revenue-layout.js";
import {messages} from "./revenue.messages.js";

/**
 * @tagname lk-revenue
 * @summary Bars of revenue by period, with revenue per active and per paying unit below.
 * @csspart part - The rectangle of one period, or of one group in it.
 */
export class LkRevenue extends WidgetElement {
  static override readonly kind = "revenue";
  static override readonly fields = [...WidgetElement.fields, "period"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles];

  /** Length of a period. Default "month". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;

  protected override expectedHeight(): number {
    return this.panelHeight(220);
  }

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || !this.#rows(result).some(({orders, revenue}) => orders > 0 || revenue !== 0);
  }

  protected override sampleSize(result: Result): number | null {
    return this.#rows(result).reduce(
      (sum, {orders, breakdown}) => sum + ((breakdown ?? null) === null ? orders : 0),
      0,
    );
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods(periodsOf(this.#rows(result)).map(({total}) => total.period));
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format, text} = this;
    const rows = this.#rows(result);
    const currency = currencyOf(result);
    const layout = layoutRevenue(periodsOf(rows), size, {
      period: (label) => format.periodShort(label, this.periodName(result)),
      money: (value) => format.moneyShort(value, currency),
      arpu: text("label.arpu"),
      arppu: text("label.arppu"),
    });
    const inks = layout.groups.map((_, g) => this.#ink(layout, g));
    const groups = layout.groups.map((group, g) => ({ink: inks[g]!, label: bucketText(group, text)}));
    const lines = layout.perUnit.lines.map(({ink, label}) => ({ink, label, shape: "line" as const}));
    const items = [...(groups.length > 1 ? groups : []), ...(layout.named ? [] : lines)];
    const open = rows.some(({status}) => status !== "complete");
    return html`${legend(items)}${this.picture(size, layout.height, this.#drawing(layout, result, size), open ? inks : [])}`;
  }

  #ink({groups}: RevenueLayout, g: number): string {
    return groups.length === 1 ? "accent" : categoryInk(g);
  }

  #drawing(layout: RevenueLayout, result: Result, size: Size): SVGTemplateResult {
    const {time, parts, perUnit} = layout;
    return svg`${yAxis(time.yTicks, time.plane, this.text("title.revenue"), size.rtl)}
      ${repeat(
        parts,
        ({row, part}) => `${row.total.period}/${part}`,
        (part) => this.#part(part, layout, result),
      )}
      ${this.notes(size, time, [time.plane, perUnit.plane], time.plane)}
      ${xAxis(time.xTicks, time.plane, undefined, size.rtl)}
      ${panelView(perUnit, this.text("title.perUnit"), size.rtl)}`;
  }

  #part(stack: StackPart<RevenuePeriod>, layout: RevenueLayout, result: Result): SVGTemplateResult {
    const {row, x, y, width, height} = stack;
    const ink = this.#ink(layout, stack.line);
    const open = row.total.status !== "complete";
    return svg`<g ${this.mark(this.#markOf(stack, result))}>
      <rect part="part" class=${open ? "open" : `part ink ${ink}`} x=${x} y=${y} width=${width} height=${Math.max(0.5, height)} fill=${open ? this.hatch(ink) : nothing}></rect>
    </g>`;
  }

  #markOf({row: {total, groups}, part, column, line}: StackPart<RevenuePeriod>, result: Result): Mark {
    const {format, text} = this;
    const row = groups.get(part)!;
    const currency = (row["currency"] ?? null) as string | null;
    const period = format.period(total.period, this.periodName(result));
    const amount = format.money(row.revenue, currency);
    const group = part === TOTAL ? null : bucketText(part, text);
    const status = row.status === "complete" ? null : text(`status.${row.status}`);
    return {
      key: `${total.period}/${part}`,
      table: "periods",
      row,
      place: [column, line],
      label: [
        group === null ? text("mark", {period, amount}) : text("mark.group", {period, group, amount}),
        ...(status ? [status] : []),
      ].join("; "),
      tip: {
        title: group === null ? period : `${group}, ${period}`,
        pairs: [
          [text("tip.revenue"), amount],
          [text("tip.active"), format.count(row.active)],
          [text("tip.payers"), format.count(row.payers)],
          [text("tip.orders"), format.count(row.orders)],
          [text("tip.arpu"), format.money(row.arpu, currency)],
          [text("tip.arppu"), format.money(row.arppu, currency)],
          [text("tip.aov"), format.money(row.aov, currency)],
        ],
        note: status ?? undefined,
      },
    };
  }

  #rows(result: Result): RevenueRow[] {
    const rows = result.tables["periods"] ? (rowsOf(result.tables["periods"]) as unknown as RevenueRow[]) : [];
    return rows.filter(({status}) => status !== "future");
  }
}
