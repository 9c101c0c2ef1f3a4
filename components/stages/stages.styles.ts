// How a stage distribution looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
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
