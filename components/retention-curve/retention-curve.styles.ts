// How retention curves look, beyond what all widgets share.
import {css} from "lit";

export const styles = css`
  .line {
    fill: none;
    stroke: var(--_ink);
    stroke-width: 1.25;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .curve.average .line,
  .curve.group .line {
    stroke-width: 2.25;
  }
  .line.open {
    stroke-dasharray: 3 4;
  }
  .band {
    fill: var(--_ink);
    fill-opacity: 0.15;
  }
  .curve .dot {
    fill: var(--_ink);
    stroke: var(--_surface);
    stroke-width: 1.5;
  }
  .curve .dot.open {
    fill: var(--_surface);
    stroke: var(--_ink);
  }
  .curve.cohort .dot {
    opacity: 0;
  }
  .curve .mark:is(:hover, :focus-visible) .dot {
    opacity: 1;
  }
  .curve:has(.mark:is(:hover, :focus-visible)) .lines {
    stroke-opacity: 1;
    opacity: 1;
  }
  .curve.cohort:has(.mark:is(:hover, :focus-visible)) {
    --_ink: var(--_text);
  }
  .end-line {
    stroke-width: 2.25;
  }
  .chart .end {
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--_surface);
    stroke-width: 3;
  }
  .baseline.size {
    stroke-dasharray: 2 3;
  }
`;
