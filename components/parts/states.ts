// What stands in a picture's place while there is none: a skeleton, a reason, or a failure with a way out.
import {html, type TemplateResult} from "lit";
import type {Text} from "../format/catalogue.js";

/** Quiet bars in the room that the picture will take. */
export function skeleton(text: Text): TemplateResult {
  return html`<div class="skeleton" part="skeleton" role="status" aria-label=${text("state.loading")}>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}

/** Says why there is nothing; a page may say it better by the slot. */
export function emptyState(message: string): TemplateResult {
  return html`<div class="notice" part="empty">
    <slot name="empty"
      ><p><bdi>${message}</bdi></p></slot
    >
  </div>`;
}

/** Says what went wrong, in the reader's words for the error, and offers to try again. */
export function failedState(reason: string, text: Text, retry: () => void): TemplateResult {
  return html`<div class="notice" part="failed">
    <div role="alert">
      <p><strong>${text("state.failed")}</strong></p>
      <p class="reason">${reason}</p>
    </div>
    <button type="button" part="retry" @click=${retry}>${text("state.retry")}</button>
  </div>`;
}
