// The list behind a number, in a dialog over the widget: to read, to download, to use elsewhere. Loaded when somebody drills.
import {html, render, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from "lit";
import type {Result} from "../../engine/results/result.js";
import type {Text} from "../format/catalogue.js";
import {columnsOf} from "../format/columns.js";
import type {Format} from "../format/format.js";
import {DataTable} from "../parts/data-table.js";
import {failedState, skeleton} from "../parts/states.js";
import {csvBlob, download} from "./exports.js";

export interface UnitsRequest {
  /** The name of the mark. */
  readonly title: string;
  readonly text: Text;
  readonly format: Format;
  ask(signal: AbortSignal): Promise<Result>;
  /** A person wants to use the list. */
  audience(units: number): void;
}

/** Opens the dialog inside `root`, whose styles it wears. Closing it stops a question under way and removes it. */
export function openUnits(root: HTMLElement | DocumentFragment, request: UnitsRequest): void {
  new UnitsPanel(root, request).open();
}

class UnitsPanel implements ReactiveControllerHost {
  readonly updateComplete = Promise.resolve(true);
  readonly #dialog = document.createElement("dialog");
  readonly #stop = new AbortController();
  readonly #table = new DataTable(this, () => {});
  #result: Result | null = null;
  #error: Error | null = null;

  constructor(
    private readonly root: HTMLElement | DocumentFragment,
    private readonly request: UnitsRequest,
  ) {
    this.#dialog.className = "units";
    this.#dialog.setAttribute("part", "units");
    this.#dialog.setAttribute("aria-label", request.text("units.title", {name: request.title}));
    this.#dialog.addEventListener("close", () => (this.#stop.abort(), this.#dialog.remove()));
  }

  open(): void {
    this.root.append(this.#dialog);
    this.requestUpdate();
    this.#dialog.showModal();
    void this.#ask();
  }

  // What a table needs of its host: to be drawn again.
  addController(_: ReactiveController): void {}
  removeController(_: ReactiveController): void {}
  requestUpdate(): void {
    render(this.#content(), this.#dialog);
  }

  async #ask(): Promise<void> {
    this.#result = this.#error = null;
    this.requestUpdate();
    try {
      this.#result = await this.request.ask(this.#stop.signal);
    } catch (error) {
      this.#error = error as Error;
    }
    if (!this.#stop.signal.aborted) this.requestUpdate();
  }

  #content(): TemplateResult {
    const {title, text} = this.request;
    const units = this.#result?.tables["units"]?.numRows() ?? 0;
    return html`<header class="head">
        <div>
          <h3 class="heading"><bdi>${text("units.title", {name: title})}</bdi></h3>
          <p class="summary">${this.#result ? text("units.count", {n: units}) : "\u00a0"}</p>
        </div>
        <button type="button" autofocus @click=${() => this.#dialog.close()}>${text("units.close")}</button>
      </header>
      <div class="units-body">${this.#body()}</div>
      ${units > 0 ? this.#actions(units) : ""}`;
  }

  #body(): TemplateResult {
    const {text, format, title} = this.request;
    if (this.#error) return failedState(this.#error, text, () => void this.#ask());
    const table = this.#result?.tables["units"];
    if (!table) return skeleton(text);
    const {query} = this.#result!;
    const columns = columnsOf({table, format, text, period: "day", currency: null, tz: String(query["tz"] ?? "UTC")});
    return this.#table.render({table, columns, caption: text("units.title", {name: title}), text, format});
  }

  #actions(units: number): TemplateResult {
    const {text, audience} = this.request;
    const use = () => (audience(units), this.#dialog.close());
    return html`<div class="pager">
      <button type="button" @click=${use}>${text("units.use")}</button>
      <button type="button" @click=${() => download(csvBlob(this.#result!, "units"), "units.csv")}>
        ${text("units.csv")}
      </button>
    </div>`;
  }
}
