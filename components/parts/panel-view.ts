// Draws a panel: grid, lines, direct labels.
import {svg, type SVGTemplateResult} from "lit";
import {yAxis} from "./axis.js";
import {line} from "./line.js";
import type {Panel} from "./panel.js";

export function panelView({plane, ticks, lines, labels}: Panel, title: string, rtl: boolean): SVGTemplateResult {
  return svg`${yAxis(ticks, plane, title, rtl)}
    ${lines.map(({points, ink}) => line(points, ink))}
    ${labels.map(({ink, text, x, y}) => svg`<text class="series-label ink ${ink}" x=${x} y=${y} dy="0.35em">${text}</text>`)}`;
}
