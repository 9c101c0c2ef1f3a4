// A point of a line as a mark: unseen until it is pointed at, with room for the pointer around it.
import {nothing, svg, type SVGTemplateResult} from "lit";
import type {DirectiveResult} from "lit/directive.js";
import type {Plane} from "./axis.js";
import type {LinePoint} from "./line-path.js";

type Area = readonly [x: number, y: number, width: number, height: number];

/** Where a point of the only line of a plane is pointed at: the whole height, over the width of its period. */
export function columnOf(x: number, band: number, {top, bottom}: Plane): Area {
  return [x - band / 2, top, band, bottom - top];
}

/** Draws the mark; nothing where the value is unknown, for there is nothing to see. `area` is by default close around the point. */
export function pointView(
  mark: () => DirectiveResult,
  {x, y}: Pick<LinePoint, "x" | "y">,
  ink: string,
  area: Area | null = null,
  more: SVGTemplateResult | typeof nothing = nothing,
): SVGTemplateResult | typeof nothing {
  if (y === null) return nothing;
  const [left, top, width, height] = area ?? [x - 6, y - 6, 12, 12];
  return svg`<g ${mark()}>
    <rect class="hit" x=${left} y=${top} width=${Math.max(1, width)} height=${height}></rect>
    <circle class="point ink ${ink}" cx=${x} cy=${y} r="3.5"></circle>${more}
  </g>`;
}
