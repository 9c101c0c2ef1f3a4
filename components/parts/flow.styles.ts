// How flows between columns look: nodes, ribbons, and the ring round the ribbon that has the focus.
import {css} from "lit";

export const flowStyles = css`
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
  /* An outline would be the box round the whole curve, so the ring is drawn along it. */
  .mark:has(.focus-ring):focus-visible {
    outline: none;
  }
  .focus-ring {
    fill: none;
    stroke: var(--_surface);
    display: none;
  }
  .focus-ring.out {
    stroke: var(--_accent);
  }
  .mark:focus-visible .focus-ring {
    display: inline;
  }
  .chart .name {
    font-size: 12px;
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
`;
