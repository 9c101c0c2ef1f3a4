// How paths look, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.2;
  }
  .node {
    fill: var(--_ink);
  }
  .node.outside {
    fill: var(--_axis);
  }
  .chart .ribbon {
    fill: none;
    stroke: var(--_ink);
    stroke-opacity: 0.3;
  }
  .chart .ribbon.outside {
    stroke: var(--_axis);
    stroke-opacity: 0.22;
  }
  .chart .ribbon.faint {
    stroke-opacity: 0.1;
  }
  .chart .ribbon.traced {
    stroke-opacity: 0.6;
  }
  .mark:hover .ribbon,
  .mark:focus-visible .ribbon {
    stroke-opacity: 0.7;
  }
  .chart .name {
    font-size: 12px;
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-linejoin: round;
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
  .routes li {
    display: flex;
    gap: 12px;
    padding-block: 3px;
    border-block-end: 1px solid var(--_grid);
  }
  .routes .figure {
    min-inline-size: 5em;
    color: var(--_muted);
  }
  .routes b {
    font-weight: 600;
    color: var(--_text);
  }
`;
