// lk-quality: what came in, what was set aside and why, and how well the columns are filled.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import type {Result} from "../../engine/results/result.js";
import type {Size} from "../base/size.js";
import {WidgetElement} from "../base/widget-element.js";
import {layoutQuality, qualityPitch, type PlacedItem, type QualityLayout} from "./quality-layout.js";
import {MOST, QualityWords} from "./quality-sections.js";
import {messages} from "./quality.messages.js";
import {styles} from "./quality.styles.js";

/**
 * @tagname lk-quality
 * @summary What came in from which source, which rows were set aside and why, and how well the columns are filled.
 * @csspart bar - A bar.
 */
export class LkQuality extends WidgetElement {
  static override readonly kind = "quality";
  static override readonly messages = messages;
  static override styles: CSSResultGroup = [WidgetElement.styles, styles];

  // Data whose rows were all set aside has no events, and that is worth seeing.
  protected override isEmpty({tables}: Result): boolean {
    return (tables["sources"]?.numRows() ?? 0) === 0 && (tables["issues"]?.numRows() ?? 0) === 0;
  }

  /** Without issues the sources are what there is to read. */
  protected override tableName(result: Result): string {
    return (result.tables["issues"]?.numRows() ?? 0) > 0 ? "issues" : "sources";
  }

  protected override expectedHeight(): number {
    return 3 * 44 + 14 * qualityPitch(this.density === "compact");
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const words = new QualityWords(this.format, this.text, String(result.query["tz"] ?? "UTC"));
    const layout = layoutQuality(words.sections(result), size);
    const left = (["issues", "columns"] as const).flatMap((name) => {
      const n = (result.tables[name]?.numRows() ?? 0) - MOST[name];
      return n > 0 ? [html`<p class="note">${this.text(`more.${name}`, {n})}</p>`] : [];
    });
    return html`${this.picture(size, layout.height, this.#drawing(layout, size, words))}${left}`;
  }

  #drawing({titles, items, barHeight}: QualityLayout, size: Size, words: QualityWords): SVGTemplateResult {
    return svg`${titles.map(({x, y, text}) => svg`<text class="section" x=${x} y=${y} dy="0.35em">${text}</text>`)}
      ${items.map((placed) => this.#item(placed, barHeight, size, words))}`;
  }

  #item(
    {key, section, item, label, bars, figure, remark, y, hit}: PlacedItem,
    height: number,
    size: Size,
    words: QualityWords,
  ): SVGTemplateResult {
    const mark = {
      key,
      table: section,
      row: {...item.row},
      label: words.label(section, item),
      tip: words.tip(section, item),
    };
    return svg`<text x=${label.x} y=${y} dy="0.35em">${label.text}</text>
      <g ${this.mark({...mark, drill: false})}>
        <rect class="hit" x="0" y=${hit.y} width=${size.width} height=${hit.height}></rect>
        ${bars.map(({ink, x, width}) => svg`<rect part="bar" class="bar ink ${ink}" x=${x} y=${y - height / 2} width=${width} height=${height}></rect>`)}
        <text class="strong" x=${figure.x} y=${y} dy="0.35em">${figure.text}</text>
      </g>
      ${remark.text ? svg`<text class="small" x=${remark.x} y=${y} dy="0.35em">${remark.text}</text>` : nothing}`;
  }
}
