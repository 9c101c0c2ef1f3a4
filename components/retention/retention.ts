// lk-retention: who comes back, cohort by cohort, as a triangle of cells.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {repeat} from "lit/directives/repeat.js";
import type {Result} from "../../engine/results/result.js";
import type {Size} from "../base/size.js";
import {onSequence, sequenceInk, SEQUENCE} from "../theme/palette.js";
import {layoutRetention, retentionHeight, type HeatCell, type RetentionLayout} from "./retention-layout.js";
import {RetentionElement} from "./retention-options.js";
import {retentionLines, RetentionWords, shownRate} from "./retention-rows.js";
import {styles} from "./retention.styles.js";

/**
 * @tagname lk-retention
 * @summary A triangle of cells: which share of each cohort came back after so many periods, with the pooled average on top.
 * @csspart cell - The rectangle of one cell.
 */
export class LkRetention extends RetentionElement {
  static override styles: CSSResultGroup = [RetentionElement.styles, styles];

  protected override expectedHeight(): number {
    const last = (this.question["range"] as {last?: string} | undefined)?.last;
    const cohorts = Number(/^P(\d+)/.exec(last ?? "")?.[1] ?? 12);
    return retentionHeight(1, cohorts, this.density === "compact");
  }

  protected override draw(result: Result, size: Size): TemplateResult {
    const {averages, cohorts} = retentionLines(result);
    const words = new RetentionWords(this.format, this.text, this.periodName(result));
    const {format, text} = this;
    const layout = layoutRetention(averages, cohorts, size, {
      line: (line, short) => words.line(line, short),
      size: (line) => (line.size === null ? "" : `${line.size < 30 ? "◦" : ""}${format.count(line.size)}`),
      offset: (row) => words.offset(row),
      unit: text(`head.${this.periodName(result)}`),
      rate: format.rate,
    });
    const hatched = layout.cells.flatMap(({complete, fraction}) => (complete ? [] : [sequenceInk(fraction)]));
    const rising = result.query["criterion"] === "on_or_after" ? [text("average.note")] : [];
    const {left} = layout;
    const notes = [
      ...rising,
      ...(left.cohorts > 0 ? [text("more.cohorts", {n: left.cohorts})] : []),
      ...(left.columns > 0 ? [text("more.columns", {n: left.columns})] : []),
    ];
    return html`${this.picture(size, layout.height, this.#drawing(layout, words, size), hatched)}
    ${layout.texts ? nothing : this.#scale(layout.darkest)} ${notes.map((note) => html`<p class="note">${note}</p>`)}`;
  }

  #drawing({cells, labels, cell, texts}: RetentionLayout, words: RetentionWords, size: Size): SVGTemplateResult {
    const first = cells.find(({line}) => line.truncated);
    return svg`
      ${labels.map(({x, y, text, kind}) => svg`<text class=${LABEL_CLASSES[kind]} x=${x} y=${y} dy="0.35em" text-anchor=${ANCHORS[kind]}>${text}</text>`)}
      ${repeat(
        cells,
        ({key}) => key,
        (found) => this.#cell(found, cell, texts, words),
      )}
      ${first ? this.#fade(first, cell, size.rtl) : nothing}`;
  }

  #cell(
    {key, line, row, x, y, fraction, complete, place}: HeatCell,
    {width, height}: RetentionLayout["cell"],
    texts: boolean,
    words: RetentionWords,
  ): SVGTemplateResult {
    const mark = {
      key,
      table: line.cohort === null ? "average" : "cells",
      row: {...row},
      place,
      label: words.label(line, row),
      tip: words.tip(line, row),
    };
    const ink = sequenceInk(fraction);
    return svg`<g ${this.mark(mark)}>
      ${
        complete
          ? svg`<rect part="cell" class="cell ink ${ink}" x=${x} y=${y} width=${width} height=${height}></rect>`
          : svg`<rect part="cell" class="unfinished" x=${x + 1.5} y=${y + 1.5} width=${width - 3} height=${height - 3} fill=${this.hatch(ink)}></rect>`
      }
      ${texts ? svg`<text class="rate ${complete ? onSequence(fraction) : "open"} ${row["small"] === true ? "few" : ""}" x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${this.format.rate(shownRate(row))}</text>` : nothing}
    </g>`;
  }

  // A cohort that may have begun before the data has no hard left edge.
  #fade({x, y}: HeatCell, {width, height}: RetentionLayout["cell"], rtl: boolean): SVGTemplateResult {
    const room = Math.min(14, width / 2);
    return svg`<defs><linearGradient id=${this.ownId("fade")} x1=${rtl ? 1 : 0} x2=${rtl ? 0 : 1} y1="0" y2="0">
        <stop class="fade-from" offset="0"></stop><stop class="fade-to" offset="1"></stop>
      </linearGradient></defs>
      <rect x=${rtl ? x + width - room : x} y=${y} width=${room} height=${height} fill="url(#${this.ownId("fade")})" pointer-events="none"></rect>`;
  }

  #scale(darkest: number): TemplateResult {
    const steps = Array.from({length: SEQUENCE}, (_, i) => i);
    return html`<ul class="legend" part="legend">
      <li>
        ${this.format.rate(0)}
        <svg width="108" height="12" viewBox="0 0 108 12" aria-hidden="true">
          ${steps.map((i) => svg`<rect class="swatch-step ink sequence-${i + 1}" x=${i * 12} width="12" height="12"></rect>`)}
        </svg>
        ${this.format.rate(darkest)}
      </li>
    </ul>`;
  }
}

const LABEL_CLASSES = {
  offset: "tick",
  unit: "tick",
  line: "cohort",
  average: "average",
  size: "size",
  few: "size few",
} as const;
const ANCHORS = {offset: "middle", unit: "end", line: "start", average: "start", size: "end", few: "end"} as const;
