// How the picture of data quality looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.35;
  }
  .bar {
    fill: var(--_ink);
  }
  .chart .section {
    font-weight: 600;
    fill: var(--_muted);
  }
  .track {
    fill: var(--_grid);
  }
`;
