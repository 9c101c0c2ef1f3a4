// How the moves between stages look, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.35;
  }
  .node {
    fill: var(--_ink);
  }
  .chart .ribbon {
    fill: none;
    stroke: var(--_ink);
    stroke-opacity: 0.38;
  }
  .mark:hover .ribbon,
  .mark:focus-visible .ribbon {
    stroke-opacity: 0.75;
  }
  .cell {
    fill: var(--_ink);
  }
  .cell.none {
    fill: none;
    stroke: var(--_grid);
  }
  .chart .figure {
    fill: var(--_ink);
    font-size: 11px;
  }
  .chart .name {
    font-size: 12px;
  }
`;
