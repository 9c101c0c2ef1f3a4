// lk-dashboard: widgets in columns that filter each other, from a layout in JSON.
import {ContextProvider} from "@lit/context";
import {html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult} from "lit";
import {property, state} from "lit/decorators.js";
import {repeat} from "lit/directives/repeat.js";
import type {Host} from "../../engine/hosts/host.js";
import {VERSION} from "../../engine/model/version.js";
import {sharedQueryContext, type SharedQuery, type Sharing, type WidgetState} from "../base/context.js";
import {json} from "../base/converters.js";
import {canonical, languageOf, onEnvironmentChange} from "../base/environment.js";
import {emit, type SelectDetail, type StateDetail} from "../base/events.js";
import {Surrounding} from "../base/surrounding.js";
import type {WidgetElement} from "../base/widget-element.js";
import {textOf, type Text} from "../format/catalogue.js";
import {formatOf} from "../format/format.js";
import {stageMessages} from "../format/stage-messages.js";
import {tokens} from "../theme/tokens.js";
import {stateInAddress, writeAddress} from "./address.js";
import {chips} from "./chips.js";
import {choiceOf, rangeOf, readChoices, toggled, whereOf, type Choice} from "./cross-filter.js";
import {messages} from "./dashboard.messages.js";
import {styles} from "./dashboard.styles.js";
import {layoutProblems, type DashboardLayout} from "./layout.js";
import {placeable, PlacedWidgets, type Elements} from "./placed-widgets.js";
import {sharedFields} from "./shared-fields.js";
import {restoreSlotted, slottedState} from "./slotted.js";

/**
 * @tagname lk-dashboard
 * @summary Widgets in columns that filter each other: a group, a period or a stage of now chosen in one filters all.
 *
 * The widgets take their data from the surrounding `lk-data`, or from `host` or `data`. Classes of widgets are loaded and registered
 * when the layout names them.
 *
 * @attr {"loading" | "empty" | "failed" | "ready"} state - Read-only: loading while any widget is, else failed or empty if all are.
 * @fires {CustomEvent<{where?: object, range?: [string, string]}>} lk-filter-change - A person changed what all widgets show.
 * @fires {CustomEvent<object>} lk-state-change - A person changed something that `getState()` tells.
 * @slot - Stands above the widgets: a filter bar, a text.
 * @csspart grid - The columns.
 * @csspart item - The place of a widget.
 * @csspart filters - What is filtered by.
 */
export class LkDashboard extends LitElement {
  /** The version of the kit this class came with. */
  static readonly version: string = VERSION;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, serializable: true};
  static override styles: CSSResultGroup = [tokens, styles];

  /** `{columns, items: [{widget, heading, query, props, span}], query}`; `widget` is a tag without its prefix. */
  @property({converter: json}) layout: DashboardLayout | undefined = undefined;
  /** The title over all. */
  @property({reflect: true}) heading: string | undefined = undefined;
  /** Data for all widgets, where there is no surrounding `lk-data`. */
  @property({attribute: false}) data: unknown = null;
  /** A host for all widgets. */
  @property({attribute: false}) host: Host | null = null;
  /** Whether choosing a mark filters all widgets; with `none` it opens the list behind the mark. Shift with it always does. */
  @property({attribute: "cross-filter", reflect: true}) crossFilter: "select" | "none" = "select";
  /** Keep the state in the page's address under this parameter. Default: the address is left alone. */
  @property({attribute: "url-state", reflect: true}) urlState: string | undefined = undefined;
  /** BCP 47 locale of words and figures. Default: the nearest `lang`. */
  @property({reflect: true}) locale: string | undefined = undefined;
  /** Colours of all widgets. Default: as the page's `color-scheme` says. */
  @property({reflect: true}) theme: "light" | "dark" | "auto" | undefined = undefined;
  /** How close things stand. */
  @property({reflect: true}) density: "comfortable" | "compact" = "comfortable";
  /** Drawn for paper or a page without script. */
  @property({type: Boolean, reflect: true}) still = false;

  @state() private choices: readonly Choice[] = [];
  @state() private elements: Elements | null = null;
  readonly #placed = new PlacedWidgets(this.localName);
  #shared: SharedQuery = {};
  #pending: Record<string, unknown> | null = null;
  #slotted: Record<string, unknown> | null = null;
  #restored = false;
  #filtered = false;
  #forgetEnvironment: (() => void) | undefined;
  readonly #around = new Surrounding<Sharing>(this, sharedQueryContext, () => this.#hand());
  readonly #sharing = new ContextProvider(this, {context: sharedQueryContext, initialValue: this.#value()});
  readonly #watch = typeof MutationObserver === "undefined" ? null : new MutationObserver(() => this.#reflectState());

  /**
   * Where the widgets are, taken together.
   * @readonly
   */
  get state(): WidgetState {
    if (this.#problems().length > 0) return "failed";
    const states = this.widgets.map((widget) => widget.state ?? "loading");
    const missing = !this.elements || states.length < (this.layout?.items.length ?? 0);
    if (missing || states.includes("loading")) return "loading";
    if (states.length === 0) return "empty";
    for (const all of ["failed", "empty"] as const) if (states.every((found) => found === all)) return all;
    return "ready";
  }

  /**
   * The widgets, in the order of the layout.
   * @readonly
   */
  get widgets(): WidgetElement[] {
    return Array.from(this.renderRoot?.querySelectorAll<WidgetElement>(".item > *") ?? []);
  }

  /** Filters, the state of each widget and of each filter bar in the slot, as plain JSON for a deep link. */
  getState(): StateDetail {
    const widgets = Object.fromEntries(this.widgets.map((widget, i) => [String(i), widget.getState()]));
    const slotted = slottedState(this);
    return {filters: this.choices, widgets, ...(Object.keys(slotted).length > 0 ? {slotted} : {})};
  }

  /** Takes what `getState()` gave, or a part of it. Fires nothing. */
  setState(given: StateDetail): void {
    if ("filters" in given) this.choices = readChoices(given["filters"]);
    this.#pending = (given["widgets"] as Record<string, unknown> | undefined) ?? null;
    this.#slotted = (given["slotted"] as Record<string, unknown> | undefined) ?? null;
    this.#onSlotted();
    this.#hand();
    this.requestUpdate();
  }

  /** Asks all questions again. */
  async refresh(): Promise<void> {
    await Promise.all(this.widgets.map((widget) => widget.refresh()));
  }

  /** Adds fields to every question, as a filter bar does; undefined takes one back. */
  share(fields: SharedQuery): void {
    this.#shared = {...this.#shared, ...fields};
    this.#hand();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetEnvironment = onEnvironmentChange(() => this.requestUpdate());
    this.#watch?.observe(this.renderRoot, {
      subtree: true,
      attributes: true,
      attributeFilter: ["state"],
      childList: true,
    });
    this.#reflectState();
    if (!this.elements) void import("../all.js").then(({elements}) => (this.elements = elements));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetEnvironment?.();
    this.#watch?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("layout")) this.#hand();
    if (this.#restored || !this.urlState) return;
    this.#restored = true;
    const kept = stateInAddress(this.urlState);
    if (kept) this.setState(kept);
  }

  protected override updated(): void {
    const columns = this.layout?.columns ?? 2;
    this.style.setProperty("--_columns", String(columns));
    this.renderRoot.querySelectorAll<HTMLElement>(".item").forEach((item, i) => {
      item.style.setProperty("--_span", String(Math.min(columns, Math.max(1, this.layout?.items[i]?.span ?? 1))));
    });
    if (this.#pending && this.widgets.length > 0) this.#restoreWidgets(this.#pending);
    this.#reflectState();
  }

  override render(): TemplateResult {
    return html`${this.heading ? html`<h2 class="title" part="heading">${this.heading}</h2>` : nothing}
      <slot @lk-state-change=${this.#onState} @slotchange=${this.#onSlotted}></slot>
      ${this.#chips()} ${this.#grid()}`;
  }

  #chips(): TemplateResult | typeof nothing {
    const words = {text: this.#text(), format: formatOf(this.#locale()), still: this.still};
    return chips(this.choices, words, (choice) => this.#choose(choice));
  }

  #grid(): TemplateResult | typeof nothing {
    const {elements, locale, theme, density, still, host, data} = this;
    if (!elements || !this.layout) return nothing;
    const problems = this.#problems();
    if (problems.length > 0) return this.#notice(problems);
    const {items, columns = 2} = this.layout;
    const given = {locale, theme, density, still, host, data};
    return html`<div
      class="grid ${columns > 2 ? "many" : ""}"
      part="grid"
      @lk-select=${this.#onSelect}
      @lk-drill=${this.#onDrill}
      @lk-state-change=${this.#onState}
    >
      ${repeat(
        items,
        (item, i) => `${i} ${item.widget}`,
        (item) => html`<div class="item" part="item">${this.#placed.element(item, elements, given)}</div>`,
      )}
    </div>`;
  }

  #notice(problems: readonly string[]): TemplateResult {
    return html`<div class="notice" role="alert">
      <p><strong>${this.#text()("layout.failed")}</strong></p>
      ${problems.map((problem) => html`<p>${problem}</p>`)}
    </div>`;
  }

  #problems(): string[] {
    if (!this.layout || !this.elements) return [];
    return layoutProblems(this.layout, placeable(this.elements));
  }

  readonly #onSelect = (event: CustomEvent<SelectDetail>): void => {
    const widget = event.target as WidgetElement;
    const choice =
      this.crossFilter === "select" && widget.result
        ? choiceOf(widget.result.query, event.detail.table, event.detail.row)
        : null;
    this.#filtered = choice !== null;
    if (choice) this.#choose(choice);
  };

  // The same press does not filter and open a list; Shift with it asks for the list alone.
  readonly #onDrill = (event: Event): void => {
    if (this.#filtered) event.preventDefault();
    this.#filtered = false;
  };

  // A widget's own state change goes on as that of the whole.
  readonly #onState = (event: CustomEvent<StateDetail>): void => {
    event.stopPropagation();
    this.#changedByPerson();
  };

  #choose(choice: Choice): void {
    this.choices = toggled(this.choices, choice);
    this.#hand();
    const [where, range] = [whereOf(this.choices), rangeOf(this.choices)];
    emit(this, "lk-filter-change", {where, ...(range ? {range} : {})});
    this.#changedByPerson();
  }

  #changedByPerson(): void {
    const kept = this.getState();
    if (this.urlState) writeAddress(this.urlState, kept);
    emit(this, "lk-state-change", kept);
  }

  #restoreWidgets(kept: Record<string, unknown>): void {
    this.#pending = null;
    this.widgets.forEach((widget, i) => {
      const own = kept[String(i)];
      if (typeof own === "object" && own !== null) widget.setState(own as StateDetail);
    });
  }

  // A bar may come after the dashboard: then it takes its state when it is there.
  readonly #onSlotted = (): void => {
    if (this.#slotted && restoreSlotted(this, this.#slotted)) this.#slotted = null;
  };

  #value(): Sharing {
    const said = [this.#around?.value?.fields ?? {}, (this.layout?.query ?? {}) as SharedQuery, this.#shared];
    return {fields: sharedFields(said, this.choices ?? []), share: (more) => this.share(more)};
  }

  #hand(): void {
    this.#sharing?.setValue(this.#value());
  }

  #text(): Text {
    return textOf(this.#locale(), stageMessages, messages);
  }

  #locale(): string {
    return this.locale ? canonical(this.locale) : languageOf(this);
  }

  #reflectState(): void {
    if (this.isConnected && this.getAttribute("state") !== this.state) this.setAttribute("state", this.state);
  }
}
