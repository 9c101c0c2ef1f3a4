// How every widget looks: ink goes to data, everything else whispers.
import {css} from "lit";

export const baseStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    color: var(--_text);
    font: 400 var(--_size-13) / 1.45 var(--_font);
    font-variant-numeric: tabular-nums;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  .widget {
    background: var(--_surface);
    padding: 4px;
  }
  .head {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    align-items: flex-start;
    margin-block-end: 12px;
    min-block-size: 28px;
  }
  .head > div:first-child {
    min-inline-size: 0;
  }
  .heading {
    margin: 0;
    font-size: var(--_size-15);
    font-weight: 600;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .summary {
    margin: 2px 0 0;
    color: var(--_muted);
    max-inline-size: 80ch;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .body {
    position: relative;
    display: flow-root;
  }
  :host([aria-busy="true"]) .marks,
  :host([aria-busy="true"]) .table {
    opacity: 0.45;
  }
  .aside {
    position: absolute;
    inset: 0 0 auto 0;
    visibility: hidden;
  }

  /* Pictures */
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

  /* Legend */
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

  /* Buttons */
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
    padding: 4px 12px;
    min-block-size: 28px;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--_raised);
    border-color: var(--_text);
  }
  button:disabled {
    color: var(--_muted);
    border-color: var(--_grid);
    cursor: default;
  }
  button:focus-visible,
  summary:focus-visible,
  .table:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .menu {
    display: flex;
    gap: 2px;
    flex: none;
    opacity: 0;
    transition: opacity var(--_motion) ease-out;
  }
  :host(:hover) .menu,
  :host(:focus-within) .menu,
  .menu:focus-within,
  .menu:has(:popover-open) {
    opacity: 1;
  }
  @media (hover: none) {
    .menu {
      opacity: 1;
    }
  }
  .icon {
    border-color: transparent;
    padding: 4px;
    inline-size: 28px;
    block-size: 28px;
    display: grid;
    place-items: center;
    color: var(--_muted);
  }
  .icon:hover {
    color: var(--_text);
  }
  .icon path {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .menu-list {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 4px;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
  }
  .menu-list:popover-open {
    display: grid;
  }
  .menu-list button {
    border: 0;
    text-align: start;
  }

  /* Table */
  .table {
    overflow: auto;
    max-block-size: 480px;
    margin-block-start: 4px;
  }
  :host([still]) .table {
    max-block-size: none;
    overflow: visible;
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    font-size: var(--_size-12);
  }
  th,
  td {
    text-align: start;
    font-weight: 400;
    padding: 5px 12px 5px 0;
    border-block-end: 1px solid var(--_grid);
    vertical-align: baseline;
    overflow-wrap: break-word;
  }
  :host([density="compact"]) :is(th, td) {
    padding-block: 2px;
  }
  .figure {
    text-align: end;
    white-space: nowrap;
  }
  thead th {
    position: sticky;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
    box-shadow: 0 1px 0 var(--_axis);
    border: 0;
    white-space: nowrap;
  }
  thead button {
    border: 0;
    padding: 4px 0;
    font-size: inherit;
  }
  .sort {
    display: inline-block;
    inline-size: 1em;
  }
  .figure .sort {
    float: inline-start;
  }
  tbody th {
    overflow-wrap: anywhere;
    min-inline-size: 6em;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .pager {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: center;
    margin-block-start: 8px;
    font-size: var(--_size-12);
  }
  .note {
    margin: 6px 0 0;
    color: var(--_muted);
    font-size: var(--_size-11);
  }

  /* In a picture's place */
  .notice {
    position: absolute;
    inset: 0;
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 12px;
    text-align: center;
    color: var(--_muted);
    padding: 12px;
    background: var(--_raised);
    border-radius: var(--_radius);
  }
  .notice p {
    margin: 0 0 4px;
    max-inline-size: 60ch;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .notice strong {
    color: var(--_text);
    font-weight: 600;
  }
  .notice button {
    color: var(--_text);
  }
  .skeleton {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    justify-content: space-around;
  }
  .skeleton i {
    block-size: 14%;
    background: var(--_grid);
    border-radius: 3px;
    opacity: 0.6;
    inline-size: 90%;
  }
  .skeleton i:nth-child(2) {
    inline-size: 64%;
  }
  .skeleton i:nth-child(3) {
    inline-size: 48%;
  }
  .skeleton i:nth-child(4) {
    inline-size: 37%;
  }
  .skeleton i:nth-child(5) {
    inline-size: 22%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .skeleton i {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.25;
    }
  }

  /* Foot */
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    margin-block-start: 10px;
    color: var(--_muted);
    font-size: var(--_size-11);
    min-block-size: 24px;
    align-items: baseline;
  }
  .fact + .fact::before {
    content: " · ";
  }
  details {
    flex: 0 1 auto;
  }
  details[open] {
    flex-basis: 100%;
  }
  summary {
    cursor: pointer;
    padding-block: 4px;
    inline-size: fit-content;
    text-decoration: underline;
    text-decoration-color: var(--_axis);
    text-underline-offset: 2px;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    color: var(--_text);
  }
  .foot dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2px 16px;
    margin: 4px 0 8px;
    max-inline-size: 80ch;
  }
  .foot dd {
    margin: 0;
    color: var(--_text);
    overflow-wrap: anywhere;
  }

  /* Tooltip */
  .tip {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: min(320px, 90vw);
    padding: 8px 12px;
    border: 1px solid var(--_grid);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.16);
    font-size: var(--_size-12);
    pointer-events: none;
  }
  .tip strong {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .tip dl {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 1px 16px;
    margin: 4px 0 0;
  }
  .tip dt {
    color: var(--_muted);
  }
  .tip dd {
    margin: 0;
    text-align: end;
  }
  .tip p {
    margin: 6px 0 0;
    color: var(--_muted);
  }

  @media (forced-colors: active) {
    .mark:focus-visible,
    button:focus-visible {
      outline-color: Highlight;
    }
  }
  @media print {
    .menu,
    .tip,
    .pager,
    summary {
      display: none;
    }
    .widget {
      break-inside: avoid;
    }
    .table {
      max-block-size: none;
      overflow: visible;
    }
    tr {
      break-inside: avoid;
    }
    thead {
      display: table-header-group;
    }
  }
`;
