// lk-funnel: how many reach each step, what is lost between, and how long it takes.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import {rowsOf} from "../../engine/model/table.js";
import type {Result} from "../../engine/results/result.js";
import {list, orNone} from "../base/converters.js";
import type {Mark} from "../base/marks.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {bucketText} from "../format/bucket.js";
import {whisker} from "../parts/whisker.js";
import {
  funnelHeight,
  layoutFunnel,
  type Bar,
  type FunnelLayout,
  type FunnelWords,
  type StepRow,
} from "./funnel-layout.js";
import {messages} from "./funnel.messages.js";
import {styles} from "./funnel.styles.js";

/**
 * @tagname lk-funnel
 * @summary Horizontal bars: how many reach each step of a funnel, what is lost between, and how long it takes.
 * @csspart bar - The rectangle of one step.
 * @cssproperty [--lk-bar-fill=var(--lk-accent)] - Colour of the bars.
 */
export class LkFunnel extends WidgetElement {
  static override readonly kind = "funnel";
  static override readonly fields = [...WidgetElement.fields, "steps", "window", "order", "entry"];
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, styles];

  /** The steps: event names, or objects `{label, when, optional, within}`. As an attribute "visit,signup" or JSON. */
  @property({converter: list, reflect: true}) steps: readonly unknown[] | undefined = undefined;
  /** How long someone has from the first step on (ISO 8601, "P14D"); null (attribute "none") for no limit. Default "P14D". */
  @property({converter: orNone, reflect: true}) window: string | null | undefined = undefined;
  /** Whether other events may lie between the steps, and whether their order counts. Default "ordered". */
  @property({reflect: true}) order: "ordered" | "strict" | "any" | undefined = undefined;
  /** Which attempt of a person counts. Default "best". */
  @property({reflect: true}) entry: "best" | "first" | "all" | undefined = undefined;
  /** With a breakdown: bars as long as their rate, or as their count. */
  @property({reflect: true}) measure: "rate" | "count" = "rate";

  protected override isEmpty(result: Result): boolean {
    return super.isEmpty(result) || !rowsOf(result.tables["steps"]!)[0]!["reached"];
  }

  protected override sampleSize(result: Result): number | null {
    return (result.tables["steps"]?.get("reached", 0) as number | undefined) ?? null;
  }

  protected override expectedHeight(width: number): number {
    const steps = this.question["steps"];
    return funnelHeight(Array.isArray(steps) ? steps.length : 4, width || 600, this.density === "compact");
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const rows = rowsOf(result.tables["steps"]!) as StepRow[];
    const layout = layoutFunnel(rows, size, {measure: this.measure, words: this.#words()});
    const hatched = layout.bars.flatMap(({pending, ink}) => (pending ? [ink] : []));
    return html`${this.picture(size, layout.height, this.#drawing(layout, rows), hatched)}
    ${layout.left > 0 ? html`<p class="note">${this.text("bucket.more", {n: layout.left})}</p>` : nothing}`;
  }

  #drawing({bars, labels, connectors}: FunnelLayout, rows: readonly StepRow[]): SVGTemplateResult {
    const entered = new Map(rows.filter(({step}) => step === 1).map((row) => [row["breakdown"] ?? null, row.reached]));
    const head = rows.some((row) => "breakdown" in row) ? "head" : "";
    return svg`
      ${connectors.map(({d}) => (d ? svg`<path class="connector" d=${d}></path>` : nothing))}
      ${labels.map(({x, y, text, kind}) => svg`<text class=${kind === "step" ? `step ${head}` : "small"} x=${x} y=${y} dy="0.35em">${text}</text>`)}
      ${repeat(
        bars,
        ({key}) => key,
        (bar) => this.#bar(bar, entered.get(bar.row["breakdown"] ?? null) ?? 0),
      )}`;
  }

  #bar(bar: Bar, entered: number): SVGTemplateResult {
    const {x, y, width, height, pending, ink, end, hit} = bar;
    const few = entered < 30 ? "few" : "";
    return svg`<g ${this.mark(this.#markOf(bar, entered))}>
      <rect class="hit" x=${hit.x} y=${hit.y} width=${hit.width} height=${hit.height}></rect>
      ${pending ? svg`<rect x=${pending.x} y=${y} width=${pending.width} height=${height} fill=${this.hatch(ink)}></rect>` : nothing}
      <rect part="bar" class="bar ink ${ink}" x=${x} y=${y} width=${Math.max(width, bar.row.reached > 0 ? 1 : 0)} height=${height}></rect>
      ${bar.whisker ? svg`<g class="interval"><path class="whisker-ground" d=${`M${bar.whisker[0]} ${y + height / 2}H${bar.whisker[1]}`}></path>${whisker(...bar.whisker, y + height / 2)}</g>` : nothing}
      <text x=${end.x} y=${end.y} dy="0.35em" text-anchor=${end.anchor}><tspan class="count ${few}">${end.count}</tspan> <tspan class="muted" dx="2">${end.rate}</tspan></text>
    </g>`;
  }

  #words(): FunnelWords {
    const {format, text} = this;
    return {
      count: (row) => `${(row["small"] ?? false) ? "◦" : ""}${format.count(row.reached)}`,
      rate: (row) => format.rate(row.rate_total),
      bucket: (row) => bucketText(row["breakdown"], text),
      gap: (row) => {
        const share = format.rate(row.rate_step === null ? null : 1 - row.rate_step);
        const time = row.median_ms === null ? "" : ` · ${text("gap.median", {time: format.duration(row.median_ms)})}`;
        return [text("gap.long", {share}) + time, text("gap.short", {share}) + time];
      },
    };
  }

  #markOf({key, row, place}: Bar, entered: number): Mark {
    const {format, text} = this;
    const bucket = "breakdown" in row ? `${bucketText(row["breakdown"], text)}, ` : "";
    const interval = row.step > 1 && row.lo !== null ? {lo: format.rate(row.lo), hi: format.rate(row.hi)} : null;
    const small = row["small"] === true ? text("mark.small") : null;
    const label = [
      bucket + text("mark", {label: row.label, n: row.reached, entered, rate: format.rate(row.rate_total)}),
      ...(interval ? [text("mark.interval", interval)] : []),
      ...(row.step > 1 ? [text("mark.previous", {rate: format.rate(row.rate_step)})] : []),
      ...(row.pending > 0 ? [text("mark.pending", {n: row.pending})] : []),
      ...(small ? [small] : []),
    ];
    const pairs: (readonly [string, string])[] = [
      [text("tip.reached"), format.count(row.reached)],
      [text("tip.total"), format.rate(row.rate_total)],
      ...(row.step > 1 ? [[text("tip.step"), format.rate(row.rate_step)] as const] : []),
      ...(interval ? [[text("tip.interval"), `${interval.lo} – ${interval.hi}`] as const] : []),
      ...(row.pending > 0 ? [[text("tip.pending"), format.count(row.pending)] as const] : []),
      ...(row.step > 1 && row["rate_mature"] !== undefined
        ? [[text("tip.mature"), format.rate(row["rate_mature"] as number | null)] as const]
        : []),
      ...(row.step > 1 ? [[text("tip.median"), format.duration(row.median_ms)] as const] : []),
    ];
    return {
      key,
      table: "steps",
      row,
      place,
      label: label.join("; "),
      tip: {title: bucket + row.label, pairs, note: small ?? undefined},
    };
  }
}
