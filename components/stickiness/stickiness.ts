// lk-stickiness: on how many days of an interval people are active, and what share of them is there on a day.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf, type Row} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import {list} from "../base/converters.js";
import type {Place} from "../base/arrows.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import type {PeriodName} from "../format/format.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {alongPeriods, type NotePlace} from "../parts/notes.js";
import {panelView} from "../parts/panel-view.js";
import {columnOf, pointView} from "../parts/point.js";
import {polyline} from "../parts/polyline.js";
import {seriesStyles} from "../parts/series.styles.js";
import {
  layoutStickiness,
  shownInterval,
  type RatioRow,
  type ShareRow,
  type StickyBar,
  type StickyPoint,
} from "./stickiness-layout.js";
import {messages} from "./stickiness.messages.js";

type Pairs = Mark["tip"]["pairs"];

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

  // Both pictures can be read.
  protected override tableTitles({query}: Result): Readonly<Record<string, string>> {
    const [sub, interval] = [String(query["subPeriod"] ?? "day"), String(query["interval"] ?? "month")];
    return {
      exact: this.text("table.exact", {sub: this.text(`sub.${sub}`)}),
      ratio: this.text("title.ratio", {sub: this.text(`period.${sub}`), interval: this.text(`period.${interval}`)}),
    };
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
    const {time, line, ratio, ratios: points, ratioTime} = layout;
    const items = [
      {ink: "accent", label: text("legend.exact")},
      {ink: "category-2", label: text("legend.more"), shape: "line" as const},
    ];
    const d = polyline(line.map(({x, y}) => [x, y!]));
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
      ${line.map((point) => pointView(() => this.mark(this.#moreMark(point, sub)), point, "category-2"))}
      ${xAxis(time.xTicks, time.plane, text("title.k", {sub: text(`sub.${sub}`)}), size.rtl)}
      ${panelView(ratio, text("title.ratio", {sub: text(`period.${sub}`), interval: text(`period.${name}`)}), size.rtl)}
      ${this.notes(size, ratioTime, [ratio.plane])}
      ${xAxis(ratioTime.xTicks, ratio.plane, undefined, size.rtl)}
      ${points.map((point) => pointView(() => this.mark(this.#ratioMark(point, sub, name)), point, "accent", columnOf(point.x, ratioTime.band, ratio.plane)))}`,
    )}`;
  }

  #bar(bar: StickyBar, sub: string): SVGTemplateResult {
    const {x, y, width, height, row} = bar;
    return svg`<g ${this.mark(this.#markOf(bar, sub))}>
      <rect class="hit" x=${x - 1} y=${Math.min(y, y + height - 24)} width=${width + 2} height=${Math.max(24, height)}></rect>
      ${row.units > 0 ? svg`<rect part="part" class="part ink accent" x=${x} y=${y} width=${width} height=${Math.max(0.5, height)}></rect>` : nothing}
    </g>`;
  }

  #markOf({row, more, place}: StickyBar, sub: string): Mark {
    const {format, text} = this;
    const [share, cumulative] = [format.rate(row.share), format.rate(more?.share ?? null)];
    const days = text(`sub.${sub}`, {n: row.k});
    return this.#shareMark(row, "exact", place, {
      label: text("mark", {k: row.k, sub: days, n: row.units, share, more: cumulative}),
      title: `${format.count(row.k)} ${days}`,
      shares: [
        [text("tip.exact"), share],
        [text("tip.more"), cumulative],
      ],
    });
  }

  #moreMark({row, place}: StickyPoint<ShareRow>, sub: string): Mark {
    const {format, text} = this;
    const share = format.rate(row.share);
    const days = text(`sub.${sub}`, {n: row.k});
    return this.#shareMark(row, "cumulative", place, {
      label: text("mark.more", {k: row.k, sub: days, n: row.units, share}),
      title: text("title.more", {k: row.k, sub: days}),
      shares: [[text("tip.more"), share]],
    });
  }

  #shareMark(
    row: ShareRow,
    table: "exact" | "cumulative",
    place: Place,
    {label, title, shares: [first, ...others]}: {label: string; title: string; shares: Pairs},
  ): Mark {
    const {format, text} = this;
    const interval = row.lo === null ? null : {lo: format.rate(row.lo), hi: format.rate(row.hi)};
    const small = row["small"] === true ? text("mark.small") : null;
    return {
      key: `${table}/${row.k}`,
      table,
      row,
      place,
      label: [label, ...(interval ? [text("mark.interval", interval)] : []), ...(small ? [small] : [])].join("; "),
      tip: {
        title,
        pairs: [
          [text("tip.units"), format.count(row.units)],
          first!,
          ...(interval ? [[text("compared.interval"), `${interval.lo} – ${interval.hi}`] as const] : []),
          ...others,
        ],
        note: small ?? undefined,
      },
    };
  }

  #ratioMark({row, place}: StickyPoint<RatioRow>, sub: string, name: PeriodName): Mark {
    const {format, text} = this;
    const [period, share] = [format.period(row.period, name), format.rate(row.ratio)];
    const notes = [
      ...(row.status === "complete" ? [] : [text(`status.${row.status}`)]),
      ...(row["small"] === true ? [text("mark.small")] : []),
      ...(row["truncated"] === true ? [text("status.truncated")] : []),
    ];
    const words = {sub: text(`period.${sub}`), interval: text(`period.${name}`)};
    return {
      key: `ratio/${row.period}`,
      table: "ratio",
      row,
      place,
      label: [text("mark.ratio", {period, share, n: row.active, sub: words.sub}), ...notes].join("; "),
      tip: {
        title: period,
        pairs: [
          [text("tip.ratio"), share],
          [text("tip.mean", words), format.number(row.mean_active, 1)],
          [text("tip.active", words), format.count(row.active)],
        ],
        note: notes.join("; ") || undefined,
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
