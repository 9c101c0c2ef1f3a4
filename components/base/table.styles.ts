// How the readable table looks.
import {css} from "lit";

export const tableStyles = css`
  .table {
    overflow: auto;
    max-block-size: 480px;
    margin-block-start: 4px;
  }
  :host([still]) .table {
    max-block-size: none;
    overflow: visible;
  }
  /* Of a long table only the rows in sight are drawn, so all are one line high and columns keep their width. */
  .long :is(tbody th, tbody td) {
    box-sizing: border-box;
    block-size: 2.5em;
    padding-block: 2px;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    max-inline-size: 28em;
    vertical-align: middle;
  }
  .long .gap > td {
    block-size: 0;
    padding: 0;
    border: 0;
  }
  .long .widths > td {
    padding-block: 0;
    border: 0;
    line-height: 0;
    max-inline-size: 28em;
    overflow: hidden;
    visibility: hidden;
    white-space: pre;
  }
  .widths > td::before {
    content: attr(data-longest);
  }
  /* Rows that come and go must not move those in sight. */
  .long {
    overflow-anchor: none;
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
  .figure + :is(th, td):not(.figure) {
    padding-inline-start: 12px;
  }
  /* Dates and names stay on one line; the table scrolls. On paper it has to fit. */
  :host(:not([still])) .short {
    white-space: nowrap;
  }
  :host(:not([still])) tr > :first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--_surface);
  }
  thead th {
    position: sticky;
    z-index: 1;
    vertical-align: middle;
    inset-block-start: 0;
    background: var(--_surface);
    color: var(--_muted);
    box-shadow: 0 1px 0 var(--_axis);
    border: 0;
    white-space: nowrap;
  }
  thead th:first-child {
    z-index: 2;
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
  .figure button {
    display: inline-flex;
    flex-direction: row-reverse;
    align-items: center;
  }
  tbody .unit {
    border: 0;
    padding: 2px 0;
    background: none;
    color: var(--_accent);
    text-align: start;
    min-block-size: 24px;
  }
  tbody th {
    overflow-wrap: anywhere;
    min-inline-size: 6em;
  }
  tbody th.whole {
    overflow-wrap: normal;
    min-inline-size: 0;
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
  /* A text keeps the direction of its own language and begins where the page's lines do. */
  .note {
    unicode-bidi: plaintext;
    margin: 6px 0 0;
    color: var(--_muted);
    font-size: var(--_size-11);
  }
  .note:dir(rtl) {
    text-align: right;
  }
  .paper {
    display: none;
  }
  @media print {
    .table {
      max-block-size: none;
      overflow: visible;
    }
    .table:focus-visible {
      outline: 0;
    }
    thead th,
    :host(:not([still])) tr > :first-child {
      position: static;
    }
    .paper {
      display: block;
    }
  }
`;
