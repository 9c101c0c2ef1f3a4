// A whisker: the interval of an estimate as a 1 px line with short ends.
import {svg, type SVGTemplateResult} from "lit";

/** Horizontal from `x0` to `x1` at `y`, or vertical when `upright`. `half` is half the length of an end. */
export function whisker(x0: number, x1: number, y: number, half = 3, upright = false): SVGTemplateResult {
  const d = upright
    ? `M${y} ${x0}V${x1}M${y - half} ${x0}h${2 * half}M${y - half} ${x1}h${2 * half}`
    : `M${x0} ${y}H${x1}M${x0} ${y - half}v${2 * half}M${x1} ${y - half}v${2 * half}`;
  return svg`<path class="whisker" d=${d}></path>`;
}
