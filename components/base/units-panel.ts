// The list behind a number, in a dialog over the widget: to read, to download, to use elsewhere. Loaded when somebody drills.
import {html, nothing, render, type TemplateResult} from "lit";
import type {QueryInput} from "../../engine/model/query.js";
import type {Result} from "../../engine/results/result.js";
import type {Text} from "../format/catalogue.js";
import type {ColumnSpec} from "../format/columns.js";
import type {Format, PeriodName} from "../format/format.js";
import {said} from "../format/said.js";
import {DataTable} from "../parts/data-table.js";
import {failedState, skeleton} from "../parts/states.js";
import {unitsColumns} from "./units-columns.js";
import {adopt} from "./adopt.js";
import {unitsStyles} from "./units.styles.js";
import {csvBlob, download, jsonBlob} from "./exports.js";

/** What the timeline of one unit needs: whom to ask, the fields to ask with, and the prefix of its tag. */
interface CustomerRequest {
  ask(query: QueryInput, signal?: AbortSignal): Promise<Result>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly locale: string | undefined;
  readonly prefix: string;
}

interface UnitsRequest {
  /** The name of the mark. */
  readonly title: string;
  readonly text: Text;
  readonly format: Format;
  /** The period of the question, for labels of cohorts and periods. */
  readonly period: PeriodName;
  /** Of the amounts in the list. */
  readonly currency: string | null;
  ask(signal: AbortSignal): Promise<Result>;
  /** A person wants to use the list. */
  audience(units: readonly string[]): void;
  /** How one of the units is asked about. */
  readonly customer: CustomerRequest;
}

/** Opens the dialog inside `root`, whose styles it wears. Closing it stops a question under way and removes it. */
export function openUnits(root: HTMLElement | DocumentFragment, request: UnitsRequest): void {
  new UnitsPanel(root, request).open();
}

class UnitsPanel {
  readonly #dialog = document.createElement("dialog");
  readonly #stop = new AbortController();
  readonly #table = new DataTable(this, () => {});
  #result: Result | null = null;
  #columns: readonly ColumnSpec[] = [];
  #error: Error | null = null;
  #unit: string | null = null;
  #timeline: HTMLElement | null = null;
  #back: HTMLElement | null = null;

  constructor(
    private readonly root: HTMLElement | DocumentFragment,
    private readonly request: UnitsRequest,
  ) {
    this.#dialog.className = "units";
    this.#dialog.setAttribute("part", "units");
    this.#dialog.setAttribute("aria-label", request.text("units.title", {name: request.title}));
    this.#dialog.addEventListener("close", () => this.#close());
    this.#dialog.addEventListener("click", (event) => this.#onClick(event));
  }

  open(): void {
    adopt(this.root, unitsStyles);
    this.#back = focusedIn(this.root);
    this.root.append(this.#dialog);
    this.requestUpdate();
    this.#dialog.showModal();
    void this.#ask();
  }

  // What a table needs of its host: to be drawn again.
  requestUpdate(): void {
    render(this.#content(), this.#dialog);
  }

  #close(): void {
    this.#stop.abort();
    render(nothing, this.#dialog);
    this.#dialog.remove();
    this.#back?.focus();
  }

  // A unit's name in the list leads to its timeline.
  #onClick(event: Event): void {
    const unit = (event.target as Element).closest<HTMLElement>("[data-unit]")?.dataset["unit"];
    if (unit !== undefined) void this.#show(unit);
  }

  async #show(unit: string): Promise<void> {
    const {customer} = this.request;
    const [{LkCustomer}, {define}] = await Promise.all([import("../customer/customer.js"), import("./register.js")]);
    define("customer", LkCustomer, customer.prefix);
    const host = {
      ask: (query: QueryInput, options?: {signal?: AbortSignal | undefined}) => customer.ask(query, options?.signal),
      close: () => {},
    };
    const element = document.createElement(`${customer.prefix}-customer`);
    this.#timeline = Object.assign(element, {host, unit, query: customer.query, locale: customer.locale});
    this.#unit = unit;
    this.requestUpdate();
    this.#dialog.querySelector<HTMLElement>("[data-back]")?.focus();
  }

  #list(): void {
    const unit = this.#unit;
    this.#unit = this.#timeline = null;
    this.requestUpdate();
    Array.from(this.#dialog.querySelectorAll<HTMLElement>("[data-unit]"))
      .find(({dataset}) => dataset["unit"] === unit)
      ?.focus();
  }

  async #ask(): Promise<void> {
    this.#result = this.#error = null;
    this.requestUpdate();
    try {
      const result = await this.request.ask(this.#stop.signal);
      this.#columns = this.#columnsOf(result);
      this.#result = result;
    } catch (error) {
      this.#error = error as Error;
    }
    if (!this.#stop.signal.aborted) this.requestUpdate();
  }

  // The list stays while a timeline is read, as far down as it was.
  #content(): TemplateResult {
    const away = this.#timeline ? "away" : "";
    return html`${this.#timeline ? this.#customer() : this.#head()}
      <div class="units-body ${away}">${this.#body()}</div>
      ${this.#timeline || this.#count === 0 ? "" : this.#actions()}`;
  }

  get #count(): number {
    return this.#result?.tables["units"]?.numRows() ?? 0;
  }

  #head(): TemplateResult {
    const {title, text} = this.request;
    return html`<header class="head">
      <div>
        <h3 class="heading"><bdi>${text("units.title", {name: title})}</bdi></h3>
        <p class="summary">${this.#result ? text("units.count", {n: this.#count}) : "\u00a0"}</p>
      </div>
      <button type="button" @click=${() => this.#dialog.close()}>${text("units.close")}</button>
    </header>`;
  }

  #customer(): TemplateResult {
    const {text} = this.request;
    return html`<header class="head">
        <h3 class="heading"><bdi>${this.#unit}</bdi></h3>
        <button type="button" data-back @click=${() => this.#list()}>${text("units.back")}</button>
        <button type="button" @click=${() => this.#dialog.close()}>${text("units.close")}</button>
      </header>
      <div class="units-body">${this.#timeline}</div>`;
  }

  #body(): TemplateResult {
    const {text, format, title} = this.request;
    if (this.#error) return failedState(said(format.locale, this.#error.message), text, () => void this.#ask());
    const table = this.#result?.tables["units"];
    if (!table) return skeleton(text);
    return this.#table.render({
      table,
      columns: this.#columns,
      caption: text("units.title", {name: title}),
      text,
      format,
    });
  }

  #columnsOf({query, tables}: Result): ColumnSpec[] {
    const {text, format, period, currency, customer} = this.request;
    const table = tables["units"]!;
    const countable = query["unit"] !== "session" && customer.query["unit"] !== "session";
    return unitsColumns({table, format, text, period, currency, tz: String(query["tz"] ?? "UTC")}).map((column) =>
      column.name === "unit" && countable ? {...column, draw: unitButton} : column,
    );
  }

  #actions(): TemplateResult {
    const {text, audience} = this.request;
    const ids = () => [...new Set(Array.from(this.#result!.tables["units"]!.array("unit"), String))];
    const use = () => (audience(ids()), this.#dialog.close());
    return html`<div class="pager">
      <button type="button" @click=${use}>${text("units.use")}</button>
      <button type="button" @click=${() => download(csvBlob(this.#result!, "units"), "units.csv")}>
        ${text("units.csv")}
      </button>
      <button type="button" @click=${() => download(jsonBlob(this.#result!), "units.json")}>
        ${text("units.json")}
      </button>
    </div>`;
  }
}

function unitButton(value: string): TemplateResult {
  return html`<button type="button" class="unit" data-unit=${value}><bdi>${value}</bdi></button>`;
}

function focusedIn(root: HTMLElement | DocumentFragment): HTMLElement | null {
  return root instanceof ShadowRoot ? (root.activeElement as HTMLElement | null) : null;
}
