// lk-quality: what came in, what was set aside and why, which contradictions were left open, and how well the columns are filled.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import type {Result} from "../../engine/results/result.js";
import type {Size} from "../base/size.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {WidgetElement} from "../base/widget-element.js";
import {onSequence, sequenceInk} from "../theme/palette.js";
import {layoutCoverage, type Coverage, type CoverageCell, type CoverageLayout} from "./coverage-layout.js";
import {CoverageWords} from "./coverage-words.js";
import {
  layoutQuality,
  qualityPitch,
  type PlacedItem,
  type QualityLayout,
  type QualitySection,
} from "./quality-layout.js";
import {MOST, QualityWords} from "./quality-sections.js";
import {messages} from "./quality.messages.js";
import {styles} from "./quality.styles.js";

/**
 * @tagname lk-quality
 * @summary What came in from which source, which stages each speaks of, which rows were set aside and why, what about people was left open, and how well the columns are filled.
 * @csspart bar - A bar.
 * @csspart cell - A cell of the grid of sources and stages.
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

  // What is drawn can be read; of the columns, which may be hundreds, paper has the picture.
  protected override tableTitles(result: Result): Readonly<Record<string, string>> {
    const first = this.tableName(result);
    const names = [first, "sources", "coverage", "issues", "conflicts", ...(this.still ? [] : ["columns"])];
    const filled = names.filter((name) => name === first || (result.tables[name]?.numRows() ?? 0) > 0);
    return Object.fromEntries(filled.map((name) => [name, this.text(`section.${name}`)]));
  }

  protected override tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    const words = new QualityWords(this.format, this.text, context.tz);
    return columnsOf(context).map((column) => ({...column, ...words.written(column.name, context.table)}));
  }

  protected override expectedHeight(): number {
    return 3 * 44 + 14 * qualityPitch(this.density === "compact");
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const words = new QualityWords(this.format, this.text, String(result.query["tz"] ?? "UTC"));
    const coverage = new CoverageWords(result, this.format, this.text);
    const grid = coverage.grid();
    const sections = words.sections(result);
    // A picture stays on one page, so paper gets several.
    const isFirst = ({name}: QualitySection) => name === "sources";
    const isColumns = ({name}: QualitySection) => name === "columns";
    const middle = sections.filter((section) => !isFirst(section) && !isColumns(section));
    const parts =
      this.still && grid
        ? [sections.filter(isFirst), middle, sections.filter(isColumns)].filter((part) => part.length > 0)
        : [sections];
    return html`${parts.map((own) => this.#picture(own, own.some(isFirst) ? grid : null, {words, coverage}, size))}${this.#notes(result)}`;
  }

  #picture(
    sections: readonly QualitySection[],
    grid: Coverage | null,
    {words, coverage}: {words: QualityWords; coverage: CoverageWords},
    size: Size,
  ): TemplateResult {
    const layout = layoutQuality(sections, size, grid ? layoutCoverage(grid, 0, size).height : 0);
    const drawing = svg`${this.#drawing(layout, size, words)}
      ${grid ? this.#coverage(layoutCoverage(grid, layout.roomTop, size), coverage) : nothing}`;
    return this.picture(size, layout.height, drawing);
  }

  #notes({tables, diagnostics}: Result): TemplateResult[] {
    const left = (["sources", "issues", "conflicts", "columns"] as const).map(
      (name) => [`more.${name}`, (tables[name]?.numRows() ?? 0) - MOST[name]] as const,
    );
    return [...left, ["conflicts", diagnostics.conflicts] as const].flatMap(([name, n]) =>
      n > 0 ? [html`<p class="note">${this.text(name, {n})}</p>`] : [],
    );
  }

  #coverage(
    {title, heads, upright, labels, cells, cell, figureSize}: CoverageLayout,
    words: CoverageWords,
  ): SVGTemplateResult {
    return svg`<text class="section" x=${title.x} y=${title.y} dy="0.35em">${title.text}</text>
      ${heads.map(
        ({x, y, text}) =>
          svg`<text class="small" x=${x} y=${y} dy="0.35em" text-anchor="middle" transform=${upright ? `rotate(-90 ${x} ${y})` : nothing}>${text}</text>`,
      )}
      ${labels.map(({x, y, text}) => svg`<text x=${x} y=${y} dy="0.35em">${text}</text>`)}
      ${cells.map((found) => this.#cell(found, cell, `figure size-${figureSize}`, words))}`;
  }

  #cell(
    {key, row, x, y, fraction, text}: CoverageCell,
    {width, height}: CoverageLayout["cell"],
    style: string,
    words: CoverageWords,
  ): SVGTemplateResult {
    if (!row) return svg`<rect class="cell none" x=${x} y=${y} width=${width} height=${height}></rect>`;
    const mark = {
      key,
      table: "coverage",
      row: {...row},
      label: words.label(row),
      tip: words.tip(row),
      drill: false as const,
    };
    return svg`<g ${this.mark(mark)}>
      <rect part="cell" class="cell ink ${sequenceInk(fraction)}" x=${x} y=${y} width=${width} height=${height}></rect>
      ${text ? svg`<text class="${style} ${onSequence(fraction)}" x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${text}</text>` : nothing}
    </g>`;
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
