// lk-stickiness: on how many days of an interval people are active, and what share of them is there on a day.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf, type Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import {list} from "../base/converters.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {PeriodName} from "../format/format.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {panelView} from "../parts/panel-view.js";
import {seriesStyles} from "../parts/series.styles.js";
import {layoutStickiness, shownInterval, type RatioRow, type ShareRow, type StickyBar} from "./stickiness-layout.js";
import {messages} from "./stickiness.messages.js";

/**
 * @tagname lk-stickiness
 * @summary Histogram of how many days of an interval people are active on, with the share active on a day over time.
 * @csspart part - The bar of one number of days.
 */
export class LkStickiness extends WidgetElement {
  static override readonly kind = "stickiness";
  static override readonly fields = [...WidgetElement.fields, "activity", "interval"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, seriesStyles];

  /** Events that count as activity: names "login,purchase" or JSON. Default any event. */
  @property({converter: list, reflect: true}) activity: readonly unknown[] | string | undefined = undefined;
  /** The interval looked at. Default "month". */
  @property({reflect: true}) interval: "day" | "week" | "month" | "quarter" | "year" | undefined = undefined;

  protected override expectedHeight(): number {
    return this.panelHeight(this.density === "compact" ? 165 : 200);
  }

  protected override periodName(result: Result): PeriodName {
    return (result.query["interval"] as PeriodName | undefined) ?? "month";
  }

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || this.#rows<ShareRow>(result, "exact").length === 0;
  }

  protected override sampleSize(result: Result): number | null {
    const {exact} = this.#shown(result);
    return exact.reduce((sum, {units}) => sum + units, 0);
  }

  protected override timeAxis(result: Result): NotePlace {
    return alongPeriods(this.#rows<RatioRow>(result, "ratio").map(({period}) => period));
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {format, text} = this;
    const {exact, cumulative, ratios, interval} = this.#shown(result);
    const name = this.periodName(result);
    const sub = String(result.query["subPeriod"] ?? "day");
    const layout = layoutStickiness(exact, cumulative, ratios, size, {
      share: (value) => format.rate(value),
      period: (label) => format.periodShort(label, name),
    });
    const {time, ratio, ratioTime} = layout;
    const items = [
      {ink: "accent", label: text("legend.exact")},
      {ink: "category-2", label: text("legend.more"), shape: "line" as const},
    ];
    const d = layout.line.map(({x, y}, i) => `${i ? "L" : "M"}${x} ${y}`).join("");
    return html`${legend(items)}${this.picture(
      size,
      layout.height,
      svg`
      ${yAxis(time.yTicks, time.plane, text("title.exact", {interval: format.period(interval, name)}), size.rtl)}
      ${repeat(
        layout.bars,
        ({row}) => row.k,
        (bar) => this.#bar(bar, sub),
      )}
      <path class="series-line ink category-2" aria-hidden="true" d=${d}></path>
      ${xAxis(time.xTicks, time.plane, text("title.k", {sub: text(`sub.${sub}`)}), size.rtl)}
      ${panelView(ratio, text("title.ratio", {sub: text(`period.${sub}`), interval: text(`period.${name}`)}), size.rtl)}
      ${this.notes(size, ratioTime, [ratio.plane])}
      ${xAxis(ratioTime.xTicks, ratio.plane, undefined, size.rtl)}`,
    )}`;
  }

  #bar(bar: StickyBar, sub: string): SVGTemplateResult {
    const {x, y, width, height, row} = bar;
    return svg`<g ${this.mark(this.#markOf(bar, sub))}>
      <rect class="hit" x=${x - 1} y=${Math.min(y, y + height - 24)} width=${width + 2} height=${Math.max(24, height)}></rect>
      ${row.units > 0 ? svg`<rect part="part" class="part ink accent" x=${x} y=${y} width=${width} height=${Math.max(0.5, height)}></rect>` : nothing}
    </g>`;
  }

  #markOf({row, more}: StickyBar, sub: string): Mark {
    const {format, text} = this;
    const [share, cumulative] = [format.rate(row.share), format.rate(more?.share ?? null)];
    const days = text(`sub.${sub}`, {n: row.k});
    const interval = row.lo === null ? null : {lo: format.rate(row.lo), hi: format.rate(row.hi)};
    const small = row["small"] === true ? text("mark.small") : null;
    return {
      key: String(row.k),
      table: "exact",
      row: row,
      label: [
        text("mark", {k: row.k, sub: days, n: row.units, share, more: cumulative}),
        ...(interval ? [text("mark.interval", interval)] : []),
        ...(small ? [small] : []),
      ].join("; "),
      tip: {
        title: `${format.count(row.k)} ${days}`,
        pairs: [
          [text("tip.units"), format.count(row.units)],
          [text("tip.exact"), share],
          ...(interval ? [[text("compared.interval"), `${interval.lo} – ${interval.hi}`] as const] : []),
          [text("tip.more"), cumulative],
        ],
        note: small ?? undefined,
      },
    };
  }

  #shown(result: Result): {exact: ShareRow[]; cumulative: ShareRow[]; ratios: RatioRow[]; interval: string | null} {
    const ratios = this.#rows<RatioRow>(result, "ratio");
    const interval = shownInterval(ratios);
    const own = (name: string) =>
      this.#rows<ShareRow>(result, name).filter(({period}) => interval === null || period === interval);
    return {exact: own("exact"), cumulative: own("cumulative"), ratios, interval};
  }

  #rows<R extends Row>(result: Result, name: string): R[] {
    const table = result.tables[name];
    return (table ? rowsOf(table) : []).filter((row) => (row["breakdown"] ?? null) === null) as R[];
  }
}
