// How a retention triangle looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  .cell {
    fill: var(--_ink);
    stroke: var(--_surface);
    stroke-width: 2;
  }
  .unfinished {
    stroke: var(--_axis);
    stroke-width: 1;
    stroke-dasharray: 3 2;
  }
  /* Text must be read through it, and pale cells must still look hatched. */
  .hatch-ground {
    fill-opacity: 0.22;
  }
  .hatch-line {
    stroke: var(--_axis);
    stroke-opacity: 0.45;
    stroke-width: 1.5;
  }
  .chart .rate {
    font-size: 11px;
    fill: var(--_ink);
  }
  .chart .rate.open {
    fill: var(--_text);
  }
  .chart .average {
    font-weight: 600;
  }
  .chart .size {
    font-size: 11px;
    fill: var(--_muted);
  }
  .fade-from {
    stop-color: var(--_surface);
    stop-opacity: 0.9;
  }
  .fade-to {
    stop-color: var(--_surface);
    stop-opacity: 0;
  }
  .mark:hover .cell {
    stroke: var(--_text);
  }
  .swatch-step {
    fill: var(--_ink);
  }
`;
