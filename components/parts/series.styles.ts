// How bars and lines over periods look.
import {css} from "lit";
import {barStyles} from "./bar.styles.js";

export const seriesStyles = css`
  ${barStyles}
  .zero {
    fill: none;
    stroke: var(--_axis);
    shape-rendering: crispEdges;
  }
  .series-line {
    fill: none;
    stroke: var(--_ink);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .series-line.open {
    stroke-dasharray: 4 4;
  }
  .series-line.truncated,
  .part.truncated {
    opacity: 0.45;
  }
  .series-dot,
  .dot {
    fill: var(--_ink);
  }
  .band {
    fill: var(--_ink);
    fill-opacity: 0.15;
  }
  .chart .series-label {
    font-size: 11px;
    fill: var(--_ink);
  }
  .point {
    fill: var(--_ink);
    opacity: 0;
  }
  .mark:hover .point,
  .mark:focus-visible .point {
    opacity: 1;
  }
`;
