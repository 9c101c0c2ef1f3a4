// How paired marks and their banner look.
import {css} from "lit";

export const comparedStyles = css`
  .pair.dot {
    fill: var(--_ink);
  }
  .pair.ring {
    fill: var(--_surface);
    stroke: var(--_ink);
    stroke-width: 2;
  }
  .pair-line {
    fill: none;
    stroke: var(--_axis);
    stroke-width: 2;
  }
  .chart .pair-label {
    font-size: 12px;
    fill: var(--_text);
  }
  .zero {
    fill: none;
    stroke: var(--_axis);
    shape-rendering: crispEdges;
  }
  .banner {
    margin: 0 0 8px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--_bad);
    background: var(--_raised);
    color: var(--_text);
  }
`;
