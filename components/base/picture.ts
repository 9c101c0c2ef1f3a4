// The svg of a picture.
import {html, nothing, type SVGTemplateResult, type TemplateResult} from "lit";
import {hatchDefs} from "../parts/hatch.js";

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /** On paper its marks are parts of one picture. */
  readonly still: boolean;
  /** Begins the ids of its definitions. */
  readonly id: string;
  /** Inks that are hatched in it. */
  readonly hatched: readonly string[];
}

export function pictureOf(
  {width, height, name, still, id, hatched}: Picture,
  content: SVGTemplateResult,
): TemplateResult {
  return html`<svg
    part="chart"
    class="chart"
    role=${still ? "img" : "group"}
    aria-label=${name}
    viewBox="0 0 ${width} ${height}"
    width=${width}
    height=${height}
  >
    ${hatched.length > 0 ? hatchDefs(id, hatched) : nothing}${content}
  </svg>`;
}
