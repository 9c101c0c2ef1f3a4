// Hatching: the fill of what is not complete yet, 45° lines in the colour of the mark, one pattern for each ink.
import {svg, type SVGTemplateResult} from "lit";

/** Definitions of the hatch of each ink, with ids of one picture. */
export function hatchDefs(id: string, inks: readonly string[]): SVGTemplateResult {
  return svg`<defs>${[...new Set(inks)].map(
    (
      ink,
    ) => svg`<pattern id=${hatchId(id, ink)} class="ink ${ink}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-ground" width="5" height="5"></rect>
      <line class="hatch-line" x1="0" y1="0" x2="0" y2="5"></line>
    </pattern>`,
  )}</defs>`;
}

/** The value for a `fill` attribute. */
export function hatchFill(id: string, ink: string): string {
  return `url(#${hatchId(id, ink)})`;
}

function hatchId(id: string, ink: string): string {
  return `${id}-hatch-${ink}`;
}
