// The base of all widgets: anatomy, states, keyboard, tooltip, table twin and exports. A widget adds its options and its picture.
import {
  html,
  LitElement,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import {property, state} from "lit/decorators.js";
import type {DirectiveResult} from "lit/directive.js";
import type {Result} from "../../engine/results/result.js";
import {textOf, type Catalogue, type Text} from "../format/catalogue.js";
import {columnsOf, type ColumnContext, type ColumnSpec} from "../format/columns.js";
import {formatOf, type Format, type PeriodName} from "../format/format.js";
import {messages} from "../format/messages.js";
import {emptyFoot, foot} from "../parts/counted.js";
import {DataTable} from "../parts/data-table.js";
import {hatchDefs, hatchFill} from "../parts/hatch.js";
import {menu, type DownloadFormat} from "../parts/menu.js";
import {emptyState, failedState, skeleton} from "../parts/states.js";
import {placeTooltip, tooltip} from "../parts/tooltip.js";
import {palette} from "../theme/palette.js";
import {tokens} from "../theme/tokens.js";
import {baseStyles} from "./base.styles.js";
import {canonical, isRightToLeft, languageOf, onEnvironmentChange, textScale} from "./environment.js";
import {emit, type SelectDetail, type StateDetail} from "./events.js";
import {headingOf} from "./heading.js";
import {markDirective, MarksController, type Mark} from "./marks.js";
import {QuestionElement} from "./question-element.js";
import {WidthController, type Size} from "./size.js";
import {readState} from "./state.js";

let instances = 0;

/**
 * What every widget is: title, the engine's sentence, a picture, a foot line, and the same numbers as a table.
 *
 * A widget extends it with `static kind`, its plain options (also named in `static fields`), its words (`static messages`) and
 * `draw(result, size)`, which returns `this.picture(height, marks)`. See lk-funnel.
 *
 * @fires {CustomEvent<{table: string, row: object}>} lk-select - A person chose a mark.
 * @fires {CustomEvent<{table: string, row: object, query: object}>} lk-drill - A person asks what is behind a mark (double click, Shift+Enter). Cancellable.
 * @fires {CustomEvent<object>} lk-state-change - A person changed the view or the order of the table; the detail is what `getState()` returns.
 * @slot empty - Shown instead of our words when there is nothing to draw.
 * @csspart widget - The whole inside.
 * @csspart heading - The title.
 * @csspart summary - The sentence under it.
 * @csspart body - Picture, table, or what stands in their place.
 * @csspart chart - The picture.
 * @csspart table - The table.
 * @csspart legend - The legend, where there is one.
 * @csspart foot - The foot line.
 * @csspart counted - The disclosure that says how this was counted.
 * @csspart menu - The buttons.
 * @csspart tooltip - The tooltip.
 * @cssproperty --lk-font - Font family. Default: the system's.
 * @cssproperty --lk-accent - Colour of a single series, of selection and links. All tokens are in components/theme/tokens.ts.
 * @cssproperty [--lk-height=280px] - Height that a picture with two axes takes.
 */
export abstract class WidgetElement extends QuestionElement {
  /** Words of this widget, beside the common ones. */
  static readonly messages: Catalogue = {};
  static override styles: CSSResultGroup = [tokens, palette, baseStyles];
  // Static reports write shadow roots into the page's markup.
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, serializable: true};

  static {
    // A picture is drawn again once its room is measured, which can only be after an update.
    this.disableWarning?.("change-in-update");
  }

  /** The title. Without one, the sentence stands alone. */
  @property({reflect: true}) heading: string | undefined = undefined;
  /** Level of the title in the page's outline, 2 to 6. */
  @property({attribute: "heading-level", type: Number, reflect: true}) headingLevel = 3;
  /** Picture, table, or both. */
  @property({reflect: true}) view: "chart" | "table" | "both" = "chart";
  /** BCP 47 locale of words and figures. Default: the nearest `lang`. */
  @property({reflect: true}) locale: string | undefined = undefined;
  /** Colours. Default: as the page's `color-scheme` says; "auto" follows the system. */
  @property({reflect: true}) theme: "light" | "dark" | "auto" | undefined = undefined;
  /** How close things stand. */
  @property({reflect: true}) density: "comfortable" | "compact" = "comfortable";
  /** Drawn for paper or a page without script: no buttons, no motion, marks are part of one picture. */
  @property({type: Boolean, reflect: true}) still = false;
  /** How many rows a table on paper shows at most. */
  @property({attribute: "max-rows", type: Number, reflect: true}) maxRows = 1000;

  @state() private pointed: Mark | null = null;
  @state() private summary = "";
  #pointedElement: Element | null = null;
  #drawnHeight = 0;
  #undrawable: Error | null = null;
  #exporting = false;
  #textCache: readonly [string, Text] | null = null;
  #forgetEnvironment: (() => void) | undefined;
  readonly #id = `lk-${++instances}`;
  readonly #width = new WidthController(this);
  readonly #table = new DataTable(this, () => this.changedByPerson());
  readonly #marks = new MarksController(this, {
    select: (detail) => this.select(detail),
    drill: (detail) => this.drill(detail),
    point: (mark, element) => this.#point(mark, element),
    rtl: () => isRightToLeft(this),
  });

  /** The picture of an answer: `this.picture(…)`, with a legend where it needs one. Pure but for `this.mark`. */
  protected abstract draw(result: Result, size: Size): TemplateResult;

  /** Height in px that the picture will probably take at a width, so that nothing jumps when it comes. */
  protected expectedHeight(_width: number): number {
    return Number.parseFloat(getComputedStyle(this).getPropertyValue("--lk-height")) || 280;
  }

  /** How many units the answer rests on, for the foot line; null leaves it out. */
  protected sampleSize(_result: Result): number | null {
    return null;
  }

  /** The columns of the readable table, from those of `context.table`. Default: all that hold something. */
  protected tableColumns(context: ColumnContext): ColumnSpec[] {
    return columnsOf(context);
  }

  /** The table that is drawn, and so the one that is read as a table and exported as CSV. Default: the first. */
  protected tableName(result: Result): string {
    return result.firstTable;
  }

  /** Further plain JSON of `getState()`. */
  protected ownState(): StateDetail {
    return {};
  }

  /** Takes what `ownState()` gave. */
  protected setOwnState(_state: StateDetail): void {}

  // ---- for widgets ----

  protected get format(): Format {
    return formatOf(this.#locale());
  }

  /** A message of this widget or of all, in the reader's language. */
  protected get text(): Text {
    const locale = this.#locale();
    if (this.#textCache?.[0] !== locale) {
      this.#textCache = [locale, textOf(locale, messages, (this.constructor as typeof WidgetElement).messages)];
    }
    return this.#textCache[1];
  }

  /** The query's period, for period labels; days where it has none. */
  protected periodName(result: Result): PeriodName {
    return (result.query["period"] as PeriodName | undefined) ?? "day";
  }

  /** Element directive that makes a tag a mark: `<rect ${this.mark({…})}>`. */
  protected mark(mark: Mark): DirectiveResult {
    return markDirective(this.#marks, mark, this.still);
  }

  /** The `fill` of something that is not complete, in the ink named. Its pattern must be asked for in `picture`. */
  protected hatch(ink: string): string {
    return hatchFill(this.#id, ink);
  }

  /** An id for definitions inside the picture (gradients, clips), no other element has it. */
  protected ownId(name: string): string {
    return `${this.#id}-${name}`;
  }

  /** The svg of a picture, `height` px high and as wide as there is room. `hatched`: inks that are hatched in it. */
  protected picture(
    size: Size,
    height: number,
    content: SVGTemplateResult,
    hatched: readonly string[] = [],
  ): TemplateResult {
    this.#drawnHeight = height;
    const name = this.text("chart.name", {
      name: [this.heading, this.summary].filter(Boolean).join(". ") || this.localName,
    });
    return html`<svg
      part="chart"
      class="chart"
      role=${this.still ? "img" : "group"}
      aria-label=${name}
      viewBox="0 0 ${size.width} ${height}"
      width=${size.width}
      height=${height}
    >
      ${hatched.length > 0 ? hatchDefs(this.#id, hatched) : nothing}${content}
    </svg>`;
  }

  /** Tells the page that a person changed the state. */
  protected changedByPerson(): void {
    emit(this, "lk-state-change", this.getState());
  }

  /** Tells the page that a person chose a row. */
  protected select(detail: SelectDetail): void {
    emit(this, "lk-select", detail);
  }

  /** Tells the page that a person asks what is behind a row. */
  protected drill({table, row}: SelectDetail): void {
    if (this.result)
      emit(this, "lk-drill", {table, row, query: {kind: "units", behind: {query: this.result.query, table, row}}});
  }

  // ---- methods of the element ----

  /** All rows and columns of the first table as CSV, under their wire names. Downloads nothing. */
  async exportCSV(): Promise<Blob> {
    const result = this.#answer();
    return (await import("./exports.js")).csvBlob(result, this.tableName(result));
  }

  /** The answer in wire form. */
  async exportJSON(): Promise<Blob> {
    return (await import("./exports.js")).jsonBlob(this.#answer());
  }

  /** The picture as an SVG that stands alone, in the colours of now. */
  async exportSVG(): Promise<Blob> {
    const {svgBlob} = await import("./exports.js");
    return this.#withDrawing((drawing) => svgBlob(drawing, this.#svgText()));
  }

  /** The picture as a PNG of twice its size. */
  async exportPNG(): Promise<Blob> {
    const {pngBlob} = await import("./exports.js");
    return this.#withDrawing((drawing) => pngBlob(drawing, this.#svgText()));
  }

  /** View, order of the table and what else a reader set, as plain JSON for a deep link. */
  getState(): StateDetail {
    return {view: this.view, sort: this.#table.sort, page: this.#table.page, ...this.ownState()};
  }

  /** Takes what `getState()` gave, or a part of it. Fires nothing. */
  setState(state: StateDetail): void {
    const {view, sort, page} = readState(state);
    if (view) this.view = view;
    if (sort !== undefined) this.#table.sort = sort;
    if (page !== undefined) this.#table.page = page;
    this.setOwnState(state);
    this.requestUpdate();
  }

  // ---- life ----

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetEnvironment = onEnvironmentChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetEnvironment?.();
    this.pointed = this.#pointedElement = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#summarise();
  }

  protected override updated(changed: PropertyValues): void {
    const body = this.renderRoot.querySelector<HTMLElement>(".body")!;
    this.#width.watch(body);
    body.style.setProperty(
      "min-block-size",
      `${(this.#drawnHeight || this.expectedHeight(this.#width.width)) * textScale()}px`,
    );
    const tip = this.renderRoot.querySelector<HTMLElement>(".tip");
    if (tip) placeTooltip(tip, this.pointed && this.#pointedElement?.isConnected ? this.#pointedElement : null);
    super.updated(changed);
  }

  protected override get stopped(): string {
    return this.text("state.stopped");
  }

  #locale(): string {
    return this.locale ? canonical(this.locale) : languageOf(this);
  }

  #answer(): Result {
    if (this.result) return this.result;
    throw new Error(`<${this.localName}> has no answer to export; its state is "${this.state}"`);
  }

  #point(mark: Mark | null, element: Element | null): void {
    this.#pointedElement = element;
    this.pointed = mark;
  }

  // The engine's sentence is English on the wire; elsewhere it is made again with the reader's figures.
  #summarise(): void {
    const {result} = this;
    if (result && !this.#locale().startsWith("en")) {
      void import("../../engine/results/summarise.js").then(
        ({summarise}) => (this.summary = summarise(result, this.#locale()) || result.summary),
      );
    } else this.summary = result?.summary ?? "";
  }

  #svgText() {
    const background = getComputedStyle(this.renderRoot.querySelector(".widget")!).backgroundColor;
    return {title: this.heading ?? this.summary, description: this.summary, background};
  }

  // The picture may be hidden by the table; it is then drawn for as long as it takes to copy it.
  async #withDrawing<T>(use: (drawing: SVGSVGElement) => T | Promise<T>): Promise<T> {
    this.#answer();
    this.#exporting = true;
    this.requestUpdate();
    try {
      await this.updateComplete;
      const drawing = this.renderRoot.querySelector<SVGSVGElement>("svg.chart");
      if (!drawing)
        throw new Error(
          `<${this.localName}> has no picture to export; its state is "${this.state}" and its width ${this.#width.width} px`,
        );
      return await use(drawing);
    } finally {
      this.#exporting = false;
      this.requestUpdate();
    }
  }

  async #download(format: DownloadFormat): Promise<void> {
    const make = {csv: () => this.exportCSV(), svg: () => this.exportSVG(), png: () => this.exportPNG()}[format];
    const {download} = await import("./exports.js");
    download(await make(), `${this.localName}.${format}`);
  }

  #toggleTable(): void {
    this.view = this.view === "chart" ? "table" : "chart";
    this.changedByPerson();
  }

  // ---- drawing ----

  override render(): TemplateResult {
    const {text} = this;
    const drawn = this.state === "ready" || (this.state === "loading" && this.result !== null);
    const actions = {
      toggleTable: () => this.#toggleTable(),
      download: (format: DownloadFormat) => void this.#download(format),
    };
    return html`<section class="widget" part="widget" lang=${this.#locale()}>
      <header class="head">
        <div>
          ${this.heading ? headingOf(this.headingLevel, this.heading) : nothing}
          <p class="summary" part="summary"><bdi>${this.summary || "\u00a0"}</bdi></p>
        </div>
        ${this.still || !drawn ? nothing : menu(this.view === "table", this.#id, text, actions)}
      </header>
      <div class="body" part="body">${this.#body(drawn)}</div>
      ${drawn && this.result ? foot({result: this.result, n: this.sampleSize(this.result), rule: text("rule"), text, format: this.format}) : emptyFoot()}
      ${this.still ? nothing : tooltip(this.pointed?.tip ?? null)}
    </section>`;
  }

  #body(drawn: boolean): TemplateResult {
    if (this.state === "failed") return failedState(this.error, this.text, () => void this.refresh());
    if (this.state === "empty") return emptyState(this.text(this.result ? "state.empty" : "state.unfed"));
    if (!drawn) return skeleton(this.text);
    return html`${this.view === "table" && !this.#exporting ? nothing : this.#chart()}
    ${this.view === "chart" ? nothing : this.#twin()}`;
  }

  #chart(): TemplateResult {
    const {click, dblclick, keydown, pointerover, pointerleave, focusin, focusout} = this.#marks.listeners;
    return html`<div
      class="marks ${this.#exporting && this.view === "table" ? "aside" : ""}"
      @click=${click}
      @dblclick=${dblclick}
      @keydown=${keydown}
      @pointerover=${pointerover}
      @pointerleave=${pointerleave}
      @focusin=${focusin}
      @focusout=${focusout}
    >
      ${this.#drawn()}
    </div>`;
  }

  #drawn(): TemplateResult | typeof nothing {
    const width = this.#width.width / textScale();
    if (width < 40) return nothing;
    const size = {
      width,
      height: this.expectedHeight(width),
      rtl: isRightToLeft(this),
      compact: this.density === "compact",
    };
    try {
      this.#undrawable = null;
      return this.draw(this.result!, size);
    } catch (error) {
      this.#undrawable = error as Error;
      console.error(`<${this.localName}> could not draw its result`, error);
      return failedState(this.#undrawable, this.text, () => void this.refresh());
    }
  }

  #twin(): TemplateResult {
    const {text, format} = this;
    const result = this.result!;
    const table = result.tables[this.tableName(result)]!;
    const context: ColumnContext = {
      table,
      format,
      text,
      period: this.periodName(result),
      currency: (result.query["currency"] as string | undefined) ?? null,
      tz: String(result.query["tz"] ?? "UTC"),
    };
    const caption = text("table.name", {name: this.heading ?? this.summary});
    return this.#table.render({
      table,
      columns: this.tableColumns(context),
      caption,
      text,
      format,
      stillRows: this.still ? this.maxRows : undefined,
    });
  }
}
