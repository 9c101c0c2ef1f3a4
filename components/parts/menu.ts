// The controls of a widget: a button for the table, and a small menu of downloads. Always reachable by keyboard.
import {html, svg, type TemplateResult} from "lit";
import type {Text} from "../format/catalogue.js";

export type DownloadFormat = "csv" | "svg" | "png";
const FORMATS: readonly DownloadFormat[] = ["csv", "svg", "png"];

interface MenuActions {
  toggleTable(): void;
  download(format: DownloadFormat): void;
}

/** `tabular`: the table is what is shown now, so the button offers the chart. */
export function menu(tabular: boolean, id: string, text: Text, actions: MenuActions): TemplateResult {
  const table = text(tabular ? "menu.chart" : "menu.table");
  const choose = (event: Event, format: DownloadFormat) => {
    (event.currentTarget as Element).closest<HTMLElement>("[popover]")?.hidePopover();
    actions.download(format);
  };
  return html`<div class="menu" part="menu">
    <button
      type="button"
      class="icon"
      part="table-button"
      aria-label=${table}
      title=${table}
      @click=${actions.toggleTable}
    >
      ${tabular ? chartIcon : tableIcon}
    </button>
    <button
      type="button"
      class="icon"
      aria-label=${text("menu.more")}
      title=${text("menu.more")}
      popovertarget="${id}-menu"
    >
      ${downloadIcon}
    </button>
    <div id="${id}-menu" class="menu-list" popover @toggle=${placeMenu}>
      ${FORMATS.map((format) => html`<button type="button" @click=${(event: Event) => choose(event, format)}>${text(`menu.${format}`)}</button>`)}
    </div>
  </div>`;
}

// The list opens under its button, at the same edge; CSSOM is what every content policy allows.
function placeMenu(event: Event): void {
  const list = event.currentTarget as HTMLElement;
  if ((event as ToggleEvent).newState !== "open") return;
  const button = list.previousElementSibling!.getBoundingClientRect();
  const {width, height} = list.getBoundingClientRect();
  const below = button.bottom + 4 + height <= window.innerHeight;
  list.style.setProperty(
    "left",
    `${Math.max(4, Math.min(button.right - width, document.documentElement.clientWidth - width - 4))}px`,
  );
  list.style.setProperty("top", `${below ? button.bottom + 4 : Math.max(4, button.top - 4 - height)}px`);
}

const icon = (d: string) =>
  html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${svg`<path d=${d}></path>`}</svg>`;
const tableIcon = icon("M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6.5 3.5v9");
const chartIcon = icon("M2.5 2v11.5H14M5.5 11V8M8.5 11V4.5M11.5 11V6.5");
const downloadIcon = icon("M8 2v7.5M4.8 6.5L8 9.7l3.2-3.2M2.5 13h11");
