// The base of all widgets: anatomy, states, table twin and exports. A widget adds its options and its picture.
import {html, noChange, nothing, type CSSResultGroup, type TemplateResult} from "lit";
import {property} from "lit/decorators.js";
import type {Result} from "../../engine/results/result.js";
import type {ColumnContext, ColumnsOf, ColumnSpec} from "../format/columns.js";
import {said} from "../format/said.js";
import type {DataTable, TableOrder} from "../parts/data-table.js";
import {emptyFoot, foot, type FootFacts} from "../parts/foot.js";
import {menu, type DownloadFormat} from "../parts/menu.js";
import {emptyState, failedState, skeleton} from "../parts/states.js";
import {baseStyles} from "./base.styles.js";
import {comparisonOf} from "./comparison.js";
import {emit, type StateDetail} from "./events.js";
import {Exporting} from "./exporting.js";
import {headingOf} from "./heading.js";
import {comparing, counted, noted, twin} from "./late-parts.js";
import {PictureElement} from "./picture-element.js";
import {readState} from "./state.js";

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
 * @csspart units - The dialog with the list behind a mark.
 * @cssproperty --lk-font - Font family. Default: the system's.
 * @cssproperty --lk-accent - Colour of a single series, of selection and links. All tokens are in components/theme/tokens.ts.
 * @cssproperty [--lk-height] - Height of a picture with two axes, or of its largest panel. Default: as suits the widget, mostly 280px.
 */
export abstract class WidgetElement extends PictureElement {
  static override styles: CSSResultGroup = [PictureElement.styles, baseStyles];

  /** Level of the title in the page's outline, 2 to 6. */
  @property({attribute: "heading-level", type: Number, reflect: true}) headingLevel = 3;
  /** Picture, table, or both. */
  @property({reflect: true}) view: "chart" | "table" | "both" = "chart";
  /** How many rows a table on paper shows at most. */
  @property({attribute: "max-rows", type: Number, reflect: true}) maxRows = 1000;

  readonly #order: TableOrder = {sort: null};
  readonly #tables = new Map<string, DataTable>();
  /** The answer that stands there, drawn. */
  #standing: Result | null = null;
  readonly #exporting = new Exporting({
    localName: this.localName,
    root: () => this.renderRoot,
    answer: () => this.#answer(),
    tableName: (result) => this.#tableShown(result),
    words: () => ({title: this.heading ?? this.summary, description: this.summary}),
    hold: () => (this.requestUpdate(), this.updateComplete),
  });

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

  /** Titles of the tables to read, by name and in order, where a picture draws several. Default: the one that is drawn, under the widget's name. */
  protected tableTitles(_result: Result): Readonly<Record<string, string>> | null {
    return null;
  }

  /** Further plain JSON of `getState()`. */
  protected ownState(): StateDetail {
    return {};
  }

  /** Takes what `ownState()` gave. */
  protected setOwnState(_state: StateDetail): void {}

  protected override get withoutPicture(): boolean {
    return this.view === "table" && this.result !== null;
  }

  /** Tells the page that a person changed the state. */
  protected changedByPerson(): void {
    emit(this, "lk-state-change", this.getState());
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
    const {view, sort} = readState(state);
    if (view) this.view = view;
    if (sort !== undefined) this.#order.sort = sort;
    this.setOwnState(state);
    this.requestUpdate();
  }

  #answer(): Result {
    if (this.result) return this.result;
    throw new Error(`<${this.localName}> has no answer to export; its state is "${this.state}"`);
  }

  #toggleTable(): void {
    this.view = this.view === "chart" ? "table" : "chart";
    this.changedByPerson();
  }

  // ---- drawing ----

  override render(): TemplateResult | typeof noChange {
    const stands = this.#standing !== null && this.#standing === this.result && this.#exporting.active === 0;
    this.onlyAsks &&= stands;
    if (this.onlyAsks) return noChange;
    this.#standing = this.state === "ready" ? this.result : null;
    return this.#whole();
  }

  #whole(): TemplateResult {
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
        ${this.still || !drawn ? nothing : menu(this.view === "table", this.instance, text, actions)}
      </header>
      <div class="body" part="body">${this.#body(drawn)}</div>
      ${this.still && drawn ? nothing : this.#foot(drawn)} ${this.still ? nothing : this.tooltip()}
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
    if (this.state === "failed") {
      const reason = said(this.language, this.error?.message ?? "");
      return failedState(reason, this.text, () => void this.refresh());
    }
    if (this.state === "empty") return emptyState(this.text(this.result ? "state.empty" : "state.unfed"));
    if (!drawn) return skeleton(this.text);
    return html`${this.view === "table" && !this.#exporting.active ? nothing : this.chart(this.#exporting.active > 0 && this.view === "table")}
    ${this.still ? this.#foot(drawn) : nothing} ${this.view === "chart" ? nothing : this.#twin()}`;
  }

  // On paper the foot belongs to the picture, and a table that follows may go on over pages.
  #foot(drawn: boolean): TemplateResult | typeof nothing {
    if (!drawn || !this.result) return emptyFoot();
    const notes = this.notesOf(this.result);
    const listed = notes.length ? this.late.get(noted)?.noteList(notes, (ts) => this.day(ts), this.text) : nothing;
    const facts = this.#footFacts(this.result);
    return html`${listed ?? nothing}${foot(facts, this.late.get(counted)?.countedList(facts) ?? null)}`;
  }

  /** The table that is read and exported: the differences, where two sides are compared. */
  #tableShown(result: Result): string {
    return comparisonOf(result) ? "comparison" : this.tableName(result);
  }

  #twin(): TemplateResult | typeof nothing {
    const result = this.result!;
    const shown = this.#tableShown(result);
    const titles = shown === "comparison" ? null : this.tableTitles(result);
    if (!titles) return this.#readable(shown, this.text("table.name", {name: this.heading ?? this.summary}));
    return html`${Object.entries(titles).map(([name, title]) => this.#readable(name, title, true))}`;
  }

  #readable(name: string, caption: string, titled = false): TemplateResult | typeof nothing {
    const parts = this.late.get(twin);
    if (!parts) return nothing;
    const {text, format} = this;
    const result = this.result!;
    const table = result.tables[name]!;
    const context: ColumnContext = {
      table,
      format,
      text,
      period: this.periodName(result),
      currency: null,
      tz: String(result.query["tz"] ?? "UTC"),
    };
    // The order that a page can set is that of whichever table comes first.
    const first = name === this.#tableShown(result);
    const key = first ? "" : name;
    const drawn =
      this.#tables.get(key) ??
      new parts.DataTable(this, () => first && this.changedByPerson(), first ? this.#order : undefined);
    this.#tables.set(key, drawn);
    return drawn.render({
      table,
      columns: comparisonOf(result)
        ? (this.late.get(comparing)?.comparedColumns(result, context) ?? [])
        : this.tableColumns(context, parts.columnsOf),
      caption,
      titled,
      text,
      format,
      stillRows: this.still ? this.maxRows : undefined,
    });
  }
}
