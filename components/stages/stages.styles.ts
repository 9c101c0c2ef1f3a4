// How a stage distribution looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.35;
  }
  .part {
    fill: var(--_ink);
    transition:
      y var(--_motion) ease-out,
      height var(--_motion) ease-out;
  }
  .leader {
    fill: none;
    stroke: var(--_axis);
  }
  .key {
    fill: var(--_ink);
  }
  .chart .end {
    font-size: 12px;
  }
`;
