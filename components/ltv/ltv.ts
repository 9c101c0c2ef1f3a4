// lk-ltv: what a customer has brought by age.
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
import {xAxis} from "../parts/axis.js";
import {panelView} from "../parts/panel-view.js";
import {seriesStyles} from "../parts/series.styles.js";
import {layoutLtv, MAX_LINES, type LtvPoint, type LtvRow} from "./ltv-layout.js";
import {messages} from "./ltv.messages.js";

/**
 * @tagname lk-ltv
 * @summary Curves of what a customer has brought on average by age, in total and by group.
 * @csspart point - The dot of one age.
 */
export class LkLtv extends WidgetElement {
  static override readonly kind = "ltv";
  static override readonly fields = [...WidgetElement.fields, "period", "form", "mode"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles];

  /** Length of one age. Default "month". */
  @property({reflect: true}) period: "hour" | "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;
  /** Whether ages add up what each added, or follow only who was observed all the time. Default "incremental". */
  @property({reflect: true}) form: "incremental" | "fixed" | undefined = undefined;
  /** Ages by the calendar, or rolling from each customer's own start. Default "calendar". */
  @property({reflect: true}) mode: "calendar" | "rolling" | undefined = undefined;

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || !this.#groups(result)[0]?.some(({ltv}) => ltv);
  }

  protected override sampleSize(result: Result): number | null {
    return this.#groups(result)[0]?.[0]?.eligible ?? null;
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format, text} = this;
    const groups = this.#groups(result);
    const currency = currencyOf(result);
    const layout = layoutLtv(groups, size, {
      money: (value) => format.moneyShort(value, currency),
      group: (row) => bucketText(row["breakdown"], text),
    });
    const form = text(`label.form.${String(result.query["form"] ?? "incremental")}`);
    const more = groups.length - MAX_LINES;
    return html`${this.picture(
      size,
      size.height + 8,
      svg`
      ${panelView(layout.panel, `${text("axis.value")} (${form})`, size.rtl)}
      ${xAxis(layout.xTicks, layout.panel.plane, text(`axis.${this.periodName(result)}`), size.rtl)}
      ${repeat(
        layout.points,
        ({row}) => `${String(row["breakdown"] ?? "")}/${row.n}`,
        (point) => this.#point(point, currency),
      )}`,
    )}
    ${more > 0 ? html`<p class="note">${text("bucket.more", {n: more})}</p>` : nothing}`;
  }

  #point({row, x, y, ink, column, line}: LtvPoint, currency: string | null): SVGTemplateResult {
    return svg`<g ${this.mark(this.#markOf(row, column, line, currency))}>
      <rect class="hit" x=${x - 12} y=${y - 12} width="24" height="24"></rect>
      <circle part="point" class="point ink ${ink}" cx=${x} cy=${y} r="4"></circle>
    </g>`;
  }

  #markOf(row: LtvRow, column: number, line: number, currency: string | null): Mark {
    const {format, text} = this;
    const group = bucketText(row["breakdown"], text);
    const value = format.money(row.ltv, currency);
    const small = row.eligible < 30 ? text("mark.small") : null;
    return {
      key: `${String(row["breakdown"] ?? "")}/${row.n}`,
      table: "curve",
      row,
      place: [column, line],
      label: [text("mark", {group, n: row.n, value}), ...(small ? [small] : [])].join("; "),
      tip: {
        title: `${group}, ${row.n}`,
        pairs: [
          [text("tip.value"), value],
          [text("tip.eligible"), format.count(row.eligible)],
          [text("tip.revenue"), format.money(row.revenue, currency)],
        ],
        note: small ?? undefined,
      },
    };
  }

  #groups(result: Result): LtvRow[][] {
    const rows = result.tables["curve"] ? (rowsOf(result.tables["curve"]) as unknown as LtvRow[]) : [];
    const groups = new Map<unknown, LtvRow[]>();
    for (const row of rows)
      groups.set(row["breakdown"] ?? null, [...(groups.get(row["breakdown"] ?? null) ?? []), row]);
    return [...groups.values()];
  }
}
