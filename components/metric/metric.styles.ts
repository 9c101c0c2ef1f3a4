// How a metric looks: the big figure, the goal, what stands out.
import {css} from "lit";

export const metricStyles = css`
  /* The number is what the line leads to; it stays when a point of the line is looked at. */
  .chart .mark:has(.figure-value) {
    opacity: 1;
  }
  .chart .figure-value {
    font-size: 32px;
    font-weight: 600;
  }
  .chart .figure-value.few {
    font-style: italic;
  }
  .chart .change {
    font-size: 13px;
    fill: var(--_ink, var(--_text));
  }
  .goal-line {
    fill: none;
    stroke: var(--_text);
    stroke-dasharray: 1 3;
    stroke-linecap: round;
    stroke-width: 1.5;
  }
  .anomaly {
    fill: none;
    stroke: var(--_bad);
    stroke-width: 1.5;
  }
  .spark-end {
    fill: var(--_ink);
  }
`;
