// The title at its level in the page's outline.
import {html, type TemplateResult} from "lit";

/** A heading element of level 2 to 6; other levels count as 3. */
export function headingOf(level: number, title: string): TemplateResult {
  if (level === 2) return html`<h2 class="heading" part="heading">${title}</h2>`;
  if (level === 4) return html`<h4 class="heading" part="heading">${title}</h4>`;
  if (level === 5) return html`<h5 class="heading" part="heading">${title}</h5>`;
  if (level === 6) return html`<h6 class="heading" part="heading">${title}</h6>`;
  return html`<h3 class="heading" part="heading">${title}</h3>`;
}
