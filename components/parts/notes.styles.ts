// How dated notes look, on the axis and under the picture.
import {css} from "lit";

export const notesStyles = css`
  .note-line {
    fill: none;
    stroke: var(--_text);
    stroke-opacity: 0.6;
    stroke-dasharray: 2 3;
    shape-rendering: crispEdges;
    pointer-events: none;
  }
  .note-flag rect {
    fill: var(--_raised);
    stroke: var(--_axis);
  }
  .chart .note-flag text {
    font-size: 10px;
    fill: var(--_text);
    pointer-events: none;
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    list-style: none;
    margin: 8px 0 0;
    padding: 0;
    color: var(--_muted);
    font-size: var(--_size-12);
    overflow-wrap: anywhere;
  }
  .notes li {
    min-inline-size: 0;
  }
  .notes bdi {
    color: var(--_text);
  }
  .note-number {
    display: inline-block;
    min-inline-size: 14px;
    padding-inline: 3px;
    margin-inline-end: 2px;
    border: 1px solid var(--_axis);
    border-radius: 3px;
    background: var(--_raised);
    color: var(--_text);
    font-size: 10px;
    line-height: 12px;
    text-align: center;
  }
`;
