// How a widget is put together: title, sentence, what stands in a picture's place, foot; and how it is printed.
import {css} from "lit";

export const anatomyStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    color: var(--_text);
    /* Not as one \`font\`: with a variable in it and a longhand after it, a browser cannot write the rule out again. */
    font-family: var(--_font);
    font-size: var(--_size-13);
    font-weight: 400;
    line-height: 1.45;
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
  /* The buttons stand beside the title; the sentence has the whole width, or stands in its place. */
  .head {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 12px;
    align-items: start;
    margin-block-end: 12px;
    min-block-size: 28px;
  }
  .head > div:first-child {
    display: contents;
  }
  .head > .menu {
    grid-area: 1 / 2;
    margin-block: -4px;
  }
  .heading + .summary {
    grid-column: 1 / -1;
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
    max-inline-size: 100ch;
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
    text-wrap: balance;
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
  .foot > span {
    display: flex;
    flex-wrap: wrap;
  }
  .fact:not(:last-child)::after {
    content: "·";
    margin-inline: 4px;
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
