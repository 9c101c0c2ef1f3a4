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
  .units .heading {
    grid-area: 1 / 1;
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
  /* Out of sight while a timeline is read, and where it was afterwards. */
  .units-body.away {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: min(720px, 92vw);
    block-size: 86vh;
    visibility: hidden;
  }
  .units-body > .table {
    flex: 0 1 auto;
    min-block-size: 0;
    max-block-size: none;
  }
  .units .pager {
    flex: none;
  }
  /* The ring round a name has room in its cell. */
  .units tr > :first-child {
    padding-inline-start: 4px;
  }
  .units .unit {
    margin-inline-start: -4px;
    padding-inline: 4px;
    outline-offset: -2px;
  }
  /* On paper the list begins where the page does and goes on over pages. */
  @media print {
    .units,
    .units-body {
      position: static;
      display: block;
      max-block-size: none;
      overflow: visible;
    }
    .units {
      inset: 0 auto auto 0;
      margin: 0;
      inline-size: 100%;
      border: 0;
      padding: 0;
      print-color-adjust: exact;
    }
    .units .head button,
    .units .pager,
    .units::backdrop {
      display: none;
    }
  }
`;
