// The base of all widgets: anatomy, states, keyboard, tooltip, table twin and exports. A widget adds its options and its picture.
import {
  html,
  nothing,
  type CSSResultGroup,
  type PropertyValues,
  type SVGTemplateResult,
  type TemplateResult,
} from "lit";
import {property, state} from "lit/decorators.js";
import type {DirectiveResult} from "lit/directive.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Result} from "../../engine/results/result.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import type {Plane} from "../parts/axis.js";
import type {DataTable, TableOrder} from "../parts/data-table.js";
import {emptyFoot, foot, type FootFacts} from "../parts/foot.js";
import {hatchFill} from "../parts/hatch.js";
import {noteRoom, notesOn, type Note, type NoteAxis, type NotePlace} from "../parts/notes.js";
import {menu, type DownloadFormat} from "../parts/menu.js";
import {emptyState, failedState, skeleton} from "../parts/states.js";
import {placeTooltip, tooltip} from "../parts/tooltip.js";
import {baseStyles} from "./base.styles.js";
import {comparisonOf} from "./comparison.js";
import {isRightToLeft, textScale} from "./environment.js";
import {emit, type SelectDetail, type StateDetail} from "./events.js";
import {Exporting} from "./exporting.js";
import {headingOf} from "./heading.js";
import {LateParts} from "./late.js";
import {comparing, counted, noted, twin} from "./late-parts.js";
import {markDirective, MarksController, type Mark} from "./marks.js";
import {pictureOf} from "./picture.js";
import {ReaderElement} from "./reader-element.js";
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
 * @fires {CustomEvent<{table: string, row: object, query: object}>} lk-drill - A person chose a mark and would see the list behind it (Shift+Enter asks for it alone). Cancellable.
 * @fires {CustomEvent<{query: object, name: string, count: number, units: string[]}>} lk-audience - A person wants to use the list behind a mark elsewhere.
 * @fires {CustomEvent<object>} lk-state-change - A person changed the view or the order of the table; the detail is what `getState()` returns.
 * @slot empty - Shown instead of our words when there is nothing to draw.
 * @csspart widget - The whole inside.
 * @csspart heading - The title.
 * @csspart summary - The sentence under it.
 * @csspart body - Picture, table, or what stands in their place.
 * @csspart chart - The picture.
 * @csspart table - The table.
 * @csspart legend - The legend, where there is one.
 * @csspart notes - The dated notes on the time axis, where there are any.
 * @csspart foot - The foot line.
 * @csspart counted - The disclosure that says how this was counted.
 * @csspart menu - The buttons.
 * @csspart tooltip - The tooltip.
 * @csspart skeleton - What stands in the picture's place while it loads.
 * @csspart empty - What stands there when there is nothing to draw.
 * @csspart failed - What stands there after a failure.
 * @csspart retry - The button that tries again.
 * @csspart table-button - The button for the table.
 * @csspart pager - The pages of a long table.
 * @csspart units - The dialog with the list behind a mark.
 * @cssproperty --lk-font - Font family. Default: the system's.
 * @cssproperty --lk-accent - Colour of a single series, of selection and links. All tokens are in components/theme/tokens.ts.
 * @cssproperty [--lk-height=280px] - Height that a picture with two axes takes.
 */
export abstract class WidgetElement extends ReaderElement {
  static override styles: CSSResultGroup = [ReaderElement.styles, baseStyles];

  static {
    // A picture is drawn again once its room is measured, which can only be after an update.
    this.disableWarning?.("change-in-update");
  }

  /** Level of the title in the page's outline, 2 to 6. */
  @property({attribute: "heading-level", type: Number, reflect: true}) headingLevel = 3;
  /** Picture, table, or both. */
  @property({reflect: true}) view: "chart" | "table" | "both" = "chart";
  /** How many rows a table on paper shows at most. */
  @property({attribute: "max-rows", type: Number, reflect: true}) maxRows = 1000;

  @state() private pointed: Mark | null = null;
  #pointedElement: Element | null = null;
  #drawnHeight = 0;
  #undrawable: Error | null = null;
  readonly #id = `lk-${++instances}`;
  readonly #width = new WidthController(this);
  readonly #late = new LateParts(this, (error) => this.fail(error));
  readonly #order: TableOrder = {sort: null, page: 0};
  #table: DataTable | null = null;
  readonly #marks = new MarksController(this, {
    select: (detail, mark) => this.#choose(detail, mark),
    drill: (detail, mark) => this.#open(detail, mark),
    point: (mark, element) => this.#point(mark, element),
    rtl: () => isRightToLeft(this),
  });
  readonly #exporting = new Exporting({
    localName: this.localName,
    root: () => this.renderRoot,
    answer: () => this.#answer(),
    tableName: (result) => this.#tableShown(result),
    words: () => ({title: this.heading ?? this.summary, description: this.summary}),
    hold: () => (this.requestUpdate(), this.updateComplete),
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

  /** The columns of the readable table, from those of `context.table` as `columnsOf` reads them. Default: all that hold something. */
  protected tableColumns(context: ColumnContext, columnsOf: ColumnsOf): ColumnSpec[] {
    return columnsOf(context);
  }

  /** The table that is drawn, and so the one that is read as a table and exported as CSV. Default: the first. */
  protected tableName(result: Result): string {
    return result.firstTable;
  }

  /** Where a dated note of the data belongs on the picture's time axis; null for a picture without one. */
  protected timeAxis(_result: Result): NotePlace | null {
    return null;
  }

  /** Further plain JSON of `getState()`. */
  protected ownState(): StateDetail {
    return {};
  }

  /** Takes what `ownState()` gave. */
  protected setOwnState(_state: StateDetail): void {}

  // ---- for widgets ----

  /** Key of the mark under the pointer or with the focus; null for none. A change draws again. */
  protected get pointedKey(): string | null {
    return this.pointed?.key ?? null;
  }

  /** Element directive that makes a tag a mark: `<rect ${this.mark({…})}>`. */
  protected mark(mark: Mark): DirectiveResult {
    return markDirective(this.#marks, mark, this.still);
  }

  /** The `fill` of something that is not complete, in the ink named. Its pattern must be asked for in `picture`. */
  protected hatch(ink: string): string {
    return hatchFill(this.#id, ink);
  }

  /** The dated notes of `size` through all `planes`, their flags under the labels of the plane `under`. */
  protected notes(
    {notes}: Size,
    axis: NoteAxis,
    planes: readonly Plane[],
    under = planes[planes.length - 1]!,
  ): SVGTemplateResult | typeof nothing {
    if (!notes?.length) return nothing;
    const say = ({n, ts, text}: Note) => `${n} · ${this.#day(ts)} ${text}`;
    return this.#late.get(noted)?.notesView(notes, axis, planes, under, say) ?? nothing;
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
    return pictureOf({width: size.width, height, name, still: this.still, id: this.#id, hatched}, content);
  }

  /** Tells the page that a person changed the state. */
  protected changedByPerson(): void {
    emit(this, "lk-state-change", this.getState());
  }

  /** Tells the page that a person chose a row. */
  protected select(detail: SelectDetail): void {
    emit(this, "lk-select", detail);
  }

  /** Tells the page that a person asks what is behind a row. Unless the page cancels that, the list is shown here. */
  protected drill({table, row}: SelectDetail, title = ""): void {
    if (!this.result) return;
    const query = {kind: "units", behind: {query: this.result.query, table, row}};
    if (!emit(this, "lk-drill", {table, row, query}) || !this.canAsk || this.still) return;
    const {text, format, result, renderRoot: root} = this;
    const ask = (asked: QueryInput, signal?: AbortSignal) => this.ask(asked, signal);
    const widget = {element: this, root, text, format, result, period: this.periodName(result), ask};
    // The widget may have been taken away meanwhile.
    void import("./drill.js").then(({openList}) => {
      if (this.isConnected) openList(widget, query, title, row);
    });
  }

  // ---- methods of the element ----

  /** All rows and columns of the first table as CSV, under their wire names. Downloads nothing. */
  exportCSV(): Promise<Blob> {
    return this.#exporting.csv();
  }

  /** The answer in wire form. */
  exportJSON(): Promise<Blob> {
    return this.#exporting.json();
  }

  /** The picture as an SVG that stands alone, in the colours of now. */
  exportSVG(): Promise<Blob> {
    return this.#exporting.svg();
  }

  /** The picture as a PNG of twice its size. */
  exportPNG(): Promise<Blob> {
    return this.#exporting.png();
  }

  /** View, order of the table and what else a reader set, as plain JSON for a deep link. */
  getState(): StateDetail {
    return {view: this.view, ...this.#order, ...this.ownState()};
  }

  /** Takes what `getState()` gave, or a part of it. Fires nothing. */
  setState(state: StateDetail): void {
    const {view, sort, page} = readState(state);
    if (view) this.view = view;
    if (sort !== undefined) this.#order.sort = sort;
    if (page !== undefined) this.#order.page = page;
    this.setOwnState(state);
    this.requestUpdate();
  }

  // ---- life ----

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pointed = this.#pointedElement = null;
  }

  protected override updated(changed: PropertyValues): void {
    const body = this.renderRoot.querySelector<HTMLElement>(".body")!;
    this.#width.watch(body);
    const height = this.#drawnHeight || this.expectedHeight(this.#width.width);
    body.style.setProperty("min-block-size", this.view === "table" && this.result ? "0" : `${height * textScale()}px`);
    const tip = this.renderRoot.querySelector<HTMLElement>(".tip");
    if (tip) placeTooltip(tip, this.pointed && this.#pointedElement?.isConnected ? this.#pointedElement : null);
    super.updated(changed);
    if (this.#undrawable) this.fail(this.#undrawable);
  }

  #answer(): Result {
    if (this.result) return this.result;
    throw new Error(`<${this.localName}> has no answer to export; its state is "${this.state}"`);
  }

  #point(mark: Mark | null, element: Element | null): void {
    this.#pointedElement = element;
    this.pointed = mark;
  }

  // Choosing a mark tells the page first; what is behind it opens unless the page says no.
  #choose(detail: SelectDetail, mark: Mark): void {
    this.select(detail);
    this.#open(detail, mark);
  }

  #open(detail: SelectDetail, mark: Mark): void {
    if (mark.drill !== false) this.drill(detail, mark.tip.title);
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
      download: (format: DownloadFormat) => void this.#exporting.download(format),
    };
    return html`<section class="widget" part="widget" lang=${this.language}>
      <header class="head">
        <div>
          ${this.heading ? headingOf(this.headingLevel, this.heading) : nothing}
          <p class="summary" part="summary"><bdi>${this.summary || "\u00a0"}</bdi></p>
        </div>
        ${this.still || !drawn ? nothing : menu(this.view === "table", this.#id, text, actions)}
      </header>
      <div class="body" part="body">${this.#body(drawn)}</div>
      ${this.still && drawn ? nothing : this.#foot(drawn)} ${this.still ? nothing : tooltip(this.pointed?.tip ?? null)}
    </section>`;
  }

  #footFacts(result: Result): FootFacts {
    const {text, format} = this;
    const compared = comparisonOf(result) !== null;
    const rule = compared ? `${text("rule")} ${text("compared.rule")}` : text("rule");
    return {
      result,
      n: compared ? null : this.sampleSize(result),
      rule,
      text,
      format,
      open: this.still && result.query["preset"] !== undefined,
    };
  }

  #body(drawn: boolean): TemplateResult {
    this.#undrawable = null;
    if (this.state === "failed") return failedState(this.error, this.text, () => void this.refresh());
    if (this.state === "empty") return emptyState(this.text(this.result ? "state.empty" : "state.unfed"));
    if (!drawn) return skeleton(this.text);
    return html`${this.view === "table" && !this.#exporting.active ? nothing : this.#chart()}
    ${this.still ? this.#foot(drawn) : nothing} ${this.view === "chart" ? nothing : this.#twin()}`;
  }

  // On paper the foot belongs to the picture, and a table that follows may go on over pages.
  #foot(drawn: boolean): TemplateResult | typeof nothing {
    if (!drawn || !this.result) return emptyFoot();
    const notes = this.#notes(this.result);
    const listed = notes.length ? this.#late.get(noted)?.noteList(notes, (ts) => this.#day(ts), this.text) : nothing;
    const facts = this.#footFacts(this.result);
    return html`${listed ?? nothing}${foot(facts, this.#late.get(counted)?.countedList(facts) ?? null)}`;
  }

  #chart(): TemplateResult {
    const {click, keydown, pointerover, pointerleave, focusin, focusout} = this.#marks.listeners;
    return html`<div
      class="marks ${this.#exporting.active && this.view === "table" ? "aside" : ""}"
      @click=${click}
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
    const notes = this.#notes(this.result!);
    const size = {
      width,
      height: this.expectedHeight(width) + noteRoom(notes),
      notes,
      rtl: isRightToLeft(this),
      compact: this.density === "compact",
    };
    try {
      return comparisonOf(this.result!) ? this.#compared(this.result!, size) : this.draw(this.result!, size);
    } catch (error) {
      console.error(`<${this.localName}> could not draw its result`, error);
      this.#undrawable = error as Error;
      return nothing;
    }
  }

  // Whoever waits for the widget waits for all that it shows.
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    return (await this.#late.arrived()) ? this.getUpdateComplete() : done;
  }

  #compared(result: Result, size: Size): TemplateResult | typeof nothing {
    const shown = this.#late.get(comparing);
    if (!shown) return nothing;
    return shown.comparedView(result, size, {
      root: this.renderRoot,
      text: this.text,
      format: this.format,
      period: this.periodName(result),
      mark: (mark) => this.mark(mark),
      picture: (height, content) => this.picture(size, height, content),
    });
  }

  /** The table that is read and exported: the differences, where two sides are compared. */
  #tableShown(result: Result): string {
    return comparisonOf(result) ? "comparison" : this.tableName(result);
  }

  // Two sides compared stand beside each other, on an axis of their own.
  #notes(result: Result): readonly Note[] {
    return comparisonOf(result) ? [] : notesOn(result, this.timeAxis(result));
  }

  #day(instant: string): string {
    return this.format.day(instant, String(this.result?.query["tz"] ?? "UTC"));
  }

  #twin(): TemplateResult | typeof nothing {
    const parts = this.#late.get(twin);
    if (!parts) return nothing;
    const {text, format} = this;
    const result = this.result!;
    const table = result.tables[this.#tableShown(result)]!;
    const context: ColumnContext = {
      table,
      format,
      text,
      period: this.periodName(result),
      currency: (result.query["currency"] as string | undefined) ?? null,
      tz: String(result.query["tz"] ?? "UTC"),
    };
    this.#table ??= new parts.DataTable(this, () => this.changedByPerson(), this.#order);
    return this.#table.render({
      table,
      columns: comparisonOf(result)
        ? (this.#late.get(comparing)?.comparedColumns(result, context) ?? [])
        : this.tableColumns(context, parts.columnsOf),
      caption: text("table.name", {name: this.heading ?? this.summary}),
      text,
      format,
      stillRows: this.still ? this.maxRows : undefined,
    });
  }
}
