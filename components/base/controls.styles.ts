// How buttons, the menu and the tooltip look.
import {css} from "lit";

export const controlsStyles = css`
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
`;
