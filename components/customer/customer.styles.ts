// How one customer's timeline looks, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  :host {
    --_fade: 0.5;
  }
  .traits {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin: 0 0 12px;
    font-size: var(--_size-12);
  }
  .traits div {
    min-inline-size: 0;
  }
  .traits dt {
    color: var(--_muted);
    font-size: var(--_size-11);
  }
  .traits dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .stay {
    fill: var(--_ink);
  }
  .tint {
    fill: var(--_ink);
    opacity: 0.1;
    pointer-events: none;
  }
  .chart .stay-name {
    font-size: 11px;
    fill: var(--_surface);
    pointer-events: none;
  }
  .chart .stay-name.stage-inactive {
    fill: var(--_text);
  }
  .glyph {
    fill: var(--_ink);
    stroke: var(--_surface);
    stroke-width: 1;
  }
  .money {
    fill: var(--_good);
  }
  .money.back {
    fill: var(--_bad);
  }
  .session {
    fill: var(--_muted);
  }
  .break {
    fill: none;
    stroke: var(--_axis);
    stroke-width: 1.5;
  }
  .break-ground {
    fill: var(--_surface);
  }
`;
