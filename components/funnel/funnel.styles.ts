// How a funnel looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.35;
  }
  .bar {
    fill: var(--lk-bar-fill, var(--_ink));
    transition:
      x var(--_motion) ease-out,
      width var(--_motion) ease-out;
  }
  .connector {
    fill: none;
    stroke: var(--_axis);
    shape-rendering: crispEdges;
  }
  .chart .step {
    font-size: 13px;
  }
  .chart .step.head {
    font-weight: 600;
  }
  .chart .count {
    font-size: 13px;
    font-weight: 600;
  }
  .chart .few {
    font-style: italic;
    font-weight: 400;
  }
  /* The interval is seen on its bar and beyond it. */
  .whisker {
    stroke-width: 1;
  }
  .whisker-ground {
    fill: none;
    stroke: var(--_surface);
    stroke-width: 3;
    opacity: 0.75;
  }
`;
