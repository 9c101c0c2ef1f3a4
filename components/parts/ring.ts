// The focus ring of a ribbon: an accent line along both of its sides, with a gap.
import {svg, type SVGTemplateResult} from "lit";

/** Stands before the ribbon in its mark; seen while the mark has the focus. */
export function ring(d: string, width: number): SVGTemplateResult {
  return svg`<path class="focus-ring out" d=${d} stroke-width=${width + 8}></path><path class="focus-ring" d=${d} stroke-width=${width + 4}></path>`;
}
