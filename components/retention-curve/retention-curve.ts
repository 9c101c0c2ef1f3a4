// lk-retention-curve: who comes back, as lines over the time since the start.
import {html, nothing, svg, type CSSResultGroup, type SVGTemplateResult, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import type {Result} from "../../engine/results/result.js";
import type {Size} from "../base/size.js";
import {xAxis, yAxis} from "../parts/axis.js";
import {legend} from "../parts/legend.js";
import {RetentionElement} from "../retention/retention-options.js";
import {retentionLines, RetentionWords} from "../retention/retention-rows.js";
import {layoutCurve, type Curve, type CurveLayout} from "./retention-curve-layout.js";
import {styles} from "./retention-curve.styles.js";

/**
 * @tagname lk-retention-curve
 * @summary Lines over the time since the start: each cohort faint, the pooled average strong with its interval. With a breakdown, a line for each group.
 * @csspart line - A line.
 */
export class LkRetentionCurve extends RetentionElement {
  static override styles: CSSResultGroup = [RetentionElement.styles, styles];

  /** Draw the cohort size as a line at 100 %, where every curve begins. */
  @property({type: Boolean, reflect: true}) baseline = false;

  protected override draw(result: Result, size: Size): TemplateResult {
    const {averages, cohorts} = retentionLines(result);
    const words = new RetentionWords(this.format, this.text, this.periodName(result));
    const layout = layoutCurve(averages, cohorts, size, {
      baseline: this.baseline,
      words: {line: (line) => words.line(line), offset: (row) => words.offset(row), rate: this.format.rate},
    });
    const named = layout.curves.filter(({kind}) => kind !== "cohort").reverse();
    const unnamed =
      layout.labels.length > 0
        ? []
        : named.map(({ink, line}) => ({ink, label: words.line(line), shape: "line" as const}));
    return html`${legend(unnamed)}${this.picture(size, layout.height, this.#drawing(layout, words, size.rtl, this.periodName(result)))}`;
  }

  #drawing(
    {plane, curves, x, y, labels, baseline}: CurveLayout,
    words: RetentionWords,
    rtl: boolean,
    period: string,
  ): SVGTemplateResult {
    const {text} = this;
    return svg`
      ${yAxis(y, plane, text("axis.rate"), rtl)} ${xAxis(x, plane, text(`axis.${period}`), rtl)}
      ${baseline === null ? nothing : svg`<path class="baseline size" d="M${plane.left} ${baseline}H${plane.right}"></path><text class="small" x=${rtl ? plane.left : plane.right} y=${baseline - 5} text-anchor="end">${text("baseline")}</text>`}
      ${repeat(
        curves,
        ({key}) => key,
        (curve) => this.#curve(curve, words),
      )}
      ${labels.map(({text: name, x: at, y: height, ink}) => svg`<path class="line end-line ink ${ink}" d="M${at} ${height}h${rtl ? -10 : 10}"></path><text class="end" x=${at + (rtl ? -14 : 14)} y=${height} dy="0.35em">${name}</text>`)}`;
  }

  #curve({line, ink, kind, strength, path, openPath, band, points}: Curve, words: RetentionWords): SVGTemplateResult {
    return svg`<g class="curve ${kind} ink ${ink}">
      ${kind === "average" ? svg`<path class="band" d=${band}></path>` : nothing}
      <g class="lines" opacity=${strength}>
        <path part="line" class="line" d=${path}></path>
        ${openPath ? svg`<path class="line open" d=${openPath}></path>` : nothing}
      </g>
      ${points.map(
        ({
          key,
          row,
          x,
          y,
          complete,
          place,
        }) => svg`<g ${this.mark({key, table: line.cohort === null ? "average" : "cells", row: {...row}, place, label: words.label(line, row), tip: words.tip(line, row)})}>
        <circle class="hit" cx=${x} cy=${y} r="12"></circle>
        <circle class="dot ${complete ? "" : "open"}" cx=${x} cy=${y} r=${kind === "cohort" ? 3 : 4}></circle>
      </g>`,
      )}
    </g>`;
  }
}
