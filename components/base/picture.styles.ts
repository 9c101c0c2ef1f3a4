// How pictures look: text, grid, marks, hatching, and their legend.
import {css} from "lit";

export const pictureStyles = css`
  .chart {
    display: block;
    inline-size: 100%;
    block-size: auto;
    overflow: visible;
    font-family: var(--_font);
  }
  /* A text keeps the direction of its own language; where it is anchored follows the page. */
  .chart text {
    font-size: 12px;
    fill: var(--_text);
    unicode-bidi: plaintext;
  }
  .chart .tick,
  .chart .small {
    font-size: 11px;
    fill: var(--_muted);
  }
  .chart .muted {
    fill: var(--_muted);
  }
  .chart .strong {
    font-weight: 600;
  }
  .chart .few {
    font-style: italic;
  }
  .grid,
  .baseline {
    fill: none;
    stroke: var(--_grid);
    shape-rendering: crispEdges;
  }
  .baseline {
    stroke: var(--_axis);
  }
  .whisker {
    fill: none;
    stroke: var(--_text);
    shape-rendering: crispEdges;
  }
  .hit {
    fill: transparent;
    stroke: none;
  }
  .hatch-ground {
    fill: var(--_ink);
    fill-opacity: 0.14;
  }
  .hatch-line {
    stroke: var(--_ink);
    stroke-width: 2.4;
  }
  .mark {
    cursor: default;
    outline: none;
  }
  .mark:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 2px;
  }
  .chart:has(.mark:hover) .mark:not(:hover),
  .chart:has(.mark:focus-visible):not(:has(.mark:hover)) .mark:not(:focus-visible) {
    opacity: var(--_fade, 1);
  }
  .mark {
    transition: opacity var(--_motion) ease-out;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    list-style: none;
    margin: 0 0 8px;
    padding: 0;
    font-size: var(--_size-12);
    color: var(--_muted);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .swatch * {
    display: none;
    fill: var(--_ink);
  }
  .swatch.fill .fill,
  .swatch.line .line,
  .swatch.dash .line,
  .swatch.hatch .hatch {
    display: inline;
  }
  .swatch .line,
  .swatch .hatch {
    fill: none;
    stroke: var(--_ink);
    stroke-width: 2;
  }
  .swatch.dash .line {
    stroke-dasharray: 3 2;
  }
`;
