// How the list behind a number looks. Comes with it, when it is first asked for.
import {css} from "lit";

export const unitsStyles = css`
  .units {
    border: 1px solid var(--_axis);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    padding: 16px;
    inline-size: min(720px, 92vw);
    max-block-size: 86vh;
  }
  .units[open] {
    display: flex;
    flex-direction: column;
  }
  .units::backdrop {
    background: rgb(0 0 0 / 0.35);
  }
  .units .head {
    flex: none;
    grid-template-columns: 1fr auto auto;
  }
  /* Beside the title, whatever comes before them. */
  .units .head > button {
    grid-row: 1;
  }
  /* The list scrolls between its title and its buttons; a timeline scrolls whole. */
  .units-body {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 0 1 auto;
    min-block-size: 160px;
    overflow: auto;
  }
  .units-body > .table {
    flex: 0 1 auto;
    min-block-size: 0;
    max-block-size: none;
  }
  .units .pager {
    flex: none;
  }
`;
