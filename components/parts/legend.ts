// A legend, for where direct labels would collide. Its order is the order of the picture.
import {html, nothing, svg, type TemplateResult} from "lit";

interface LegendItem {
  readonly ink: string;
  readonly label: string;
  /** How the swatch is drawn; `hatch` for what is not complete, `line` for lines. Default "fill". */
  readonly shape?: "fill" | "line" | "dash" | "hatch" | undefined;
}

export function legend(items: readonly LegendItem[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<ul class="legend" part="legend">
    ${items.map(
      ({ink, label, shape = "fill"}) =>
        html`<li>
          <svg class="swatch ink ${ink} ${shape}" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            ${swatch}</svg
          >${label}
        </li>`,
    )}
  </ul>`;
}

// All shapes are there; the class of the swatch shows one.
const swatch = svg`<rect class="fill" x="1" y="1" width="10" height="10" rx="2"></rect><path class="line" d="M0 6H12"></path>
  <path class="hatch" d="M1 11L11 1M1 6L6 1M6 11L11 6"></path>`;
