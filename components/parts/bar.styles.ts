// How the parts of stacked bars look, and how far the others fade beside the one that is looked at.
import {css} from "lit";

export const barStyles = css`
  :host {
    --_fade: 0.35;
  }
  .part {
    fill: var(--_ink);
    transition:
      y var(--_motion) ease-out,
      height var(--_motion) ease-out;
  }
`;
