// How the moves between stages look, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.35;
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
`;
