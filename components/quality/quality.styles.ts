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
  .cell {
    fill: var(--_ink);
    stroke: var(--_surface);
    stroke-width: 2;
  }
  .cell.none {
    fill: var(--_grid);
    fill-opacity: 0.5;
  }
  .chart .figure {
    font-size: 11px;
    fill: var(--_ink);
  }
  .chart .figure.size-10 {
    font-size: 10px;
  }
  .chart .figure.size-9 {
    font-size: 9px;
  }
  caption.title {
    padding-block: 12px 2px;
    text-align: start;
    font-weight: 600;
    color: var(--_muted);
  }
  .mark:hover .cell {
    stroke: var(--_text);
  }
`;
