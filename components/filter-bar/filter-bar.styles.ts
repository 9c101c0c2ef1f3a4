// How a filter bar looks: one quiet line that wraps.
import {css} from "lit";

export const styles = css`
  :host {
    display: block;
    margin: 0 4px 20px;
    color: var(--_text);
    font: 400 var(--_size-13) / 1.45 var(--_font);
  }
  :host([hidden]) {
    display: none;
  }
  .bar,
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin: 0;
    padding: 0;
    border: 0;
    list-style: none;
  }
  .chips {
    margin-block-start: 8px;
    font-size: var(--_size-12);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .muted {
    color: var(--_muted);
  }
  select,
  input[type="date"],
  button,
  summary {
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
    padding: 4px 10px;
    min-block-size: 30px;
    cursor: pointer;
    box-sizing: border-box;
  }
  :is(select, input, button, summary):focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  :is(select, button, summary):hover {
    background: var(--_raised);
  }
  details {
    position: relative;
  }
  summary {
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .list {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    z-index: 10;
    display: grid;
    gap: 2px;
    min-inline-size: 100%;
    max-block-size: 280px;
    overflow: auto;
    padding: 8px 12px;
    background: var(--_surface);
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
  }
  .list label {
    min-block-size: 24px;
    white-space: nowrap;
  }
  .count {
    margin-inline-start: auto;
    padding-inline-start: 16px;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
`;
