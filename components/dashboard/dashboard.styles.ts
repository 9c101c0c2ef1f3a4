// How a dashboard is laid out: columns by the room there is, no boxes.
import {css} from "lit";

export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_text);
    font: 400 var(--_size-13) / 1.45 var(--_font);
  }
  :host([hidden]) {
    display: none;
  }
  .title {
    margin: 0 4px 16px;
    font-size: var(--_size-20);
    font-weight: 600;
    line-height: 1.3;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(var(--_columns, 2), minmax(0, 1fr));
    gap: 40px 32px;
    align-items: start;
  }
  :host([density="compact"]) .grid {
    gap: 24px;
  }
  .item {
    min-inline-size: 0;
    grid-column: span var(--_span, 1);
  }
  @container (max-width: 900px) {
    .grid.many {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .many .item {
      grid-column: span 1;
    }
  }
  @container (max-width: 640px) {
    .grid.grid {
      grid-template-columns: minmax(0, 1fr);
    }
    .grid .item {
      grid-column: auto;
    }
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin: 0 4px 16px;
    padding: 0;
    list-style: none;
    font-size: var(--_size-12);
  }
  .filters button {
    font: inherit;
    color: var(--_text);
    background: var(--_raised);
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
    min-block-size: 28px;
    padding: 2px 10px;
    cursor: pointer;
  }
  .filters button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .notice {
    padding: 16px;
    border-radius: var(--_radius);
    background: var(--_raised);
  }
  .notice p {
    margin: 0 0 4px;
  }
  @media print {
    .item {
      break-inside: avoid;
    }
    .filters button {
      border: 0;
    }
  }
`;
