// How paths look, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  .node.outside {
    fill: var(--_axis);
  }
  .chart .ribbon {
    stroke-opacity: 0.3;
  }
  .chart .ribbon.outside {
    stroke: var(--_axis);
    stroke-opacity: 0.22;
  }
  /* In place of the fading of all other marks, which would take the route along. */
  .chart .ribbon.faint {
    stroke-opacity: 0.05;
  }
  .chart .ribbon.traced {
    stroke-opacity: 0.6;
  }
  .chart .mark:is(:hover, :focus-visible) .ribbon {
    stroke-opacity: 0.7;
  }
  .chart .name.outside {
    fill: var(--_muted);
  }
  .routes {
    margin: 12px 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--_size-12);
  }
  .routes {
    display: grid;
    grid-template-columns: auto auto 1fr;
  }
  .routes li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    gap: 12px;
    padding-block: 4px;
    border-block-end: 1px solid var(--_grid);
  }
  .routes .figure {
    color: var(--_muted);
  }
  .routes b.figure {
    font-weight: 600;
    color: var(--_text);
  }
`;
