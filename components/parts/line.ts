// Draws a line over periods with its dashed open end.
import {nothing, svg, type SVGTemplateResult} from "lit";
import {linePaths, type LinePoint} from "./line-path.js";

/** The line of one series in an ink. */
export function line(points: readonly LinePoint[], ink: string): SVGTemplateResult {
  const {solid, dashed, lone} = linePaths(points);
  return svg`<g class="series" aria-hidden="true">
    ${solid ? svg`<path class="series-line ink ${ink}" d=${solid}></path>` : nothing}
    ${dashed ? svg`<path class="series-line open ink ${ink}" d=${dashed}></path>` : nothing}
    ${lone.map(({x, y}) => svg`<circle class="series-dot ink ${ink}" cx=${x} cy=${y!} r="2.5"></circle>`)}
  </g>`;
}
