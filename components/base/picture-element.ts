// The drawing half of a widget: its room, its picture, its marks by pointer and keyboard, and the tooltip beside them.
import {html, nothing, type PropertyValues, type SVGTemplateResult, type TemplateResult} from "lit";
import {state} from "lit/decorators.js";
import type {DirectiveResult} from "lit/directive.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Result} from "../../engine/results/result.js";
import type {Plane} from "../parts/axis.js";
import {hatchFill} from "../parts/hatch.js";
import {noteRoom, notesOn, type Note, type NoteAxis, type NotePlace} from "../parts/notes.js";
import {placeTooltip, tooltip} from "../parts/tooltip.js";
import {comparisonOf} from "./comparison.js";
import {isRightToLeft, textScale} from "./environment.js";
import {emit, type SelectDetail} from "./events.js";
import {LateParts} from "./late.js";
import {comparing, noted} from "./late-parts.js";
import {markDirective, MarksController, type Mark} from "./marks.js";
import {pictureOf} from "./picture.js";
import {ReaderElement} from "./reader-element.js";
import {WidthController, type Size} from "./size.js";

let instances = 0;

/** An element that draws its answer, as wide as there is room. Its inside has a `.body` around the picture. */
export abstract class PictureElement extends ReaderElement {
  static {
    // A picture is drawn again once its room is measured, which can only be after an update.
    this.disableWarning?.("change-in-update");
  }

  /** Begins the ids of this element's definitions; no other element has it. */
  protected readonly instance = `lk-${++instances}`;
  /** The parts that load when they are shown. */
  protected readonly late = new LateParts(this, (error) => this.fail(error));
  @state() private pointed: Mark | null = null;
  #pointedElement: Element | null = null;
  #drawnHeight = 0;
  #scale = 0;
  #undrawable: Error | null = null;
  readonly #width = new WidthController(this);
  readonly #marks = new MarksController(this, {
    select: (detail, mark) => this.#choose(detail, mark),
    drill: (detail, mark) => this.#open(detail, mark),
    point: (mark, element) => this.#point(mark, element),
    rtl: () => isRightToLeft(this),
  });
  /** The picture of an answer: `this.picture(…)`, with a legend where it needs one. Pure but for `this.mark`. */
  protected abstract draw(result: Result, size: Size): TemplateResult;

  /** Height in px that the picture will probably take at a width, so that nothing jumps when it comes. */
  protected expectedHeight(_width: number): number {
    return this.panelHeight(280);
  }

  /** The height that the page wishes for the largest panel of a picture, by `--lk-height`; `usual` where it says nothing. */
  protected panelHeight(usual: number): number {
    return Number.parseFloat(getComputedStyle(this).getPropertyValue("--lk-height")) || usual;
  }

  /** Where a dated note of the data belongs on the picture's time axis; null for a picture without one. */
  protected timeAxis(_result: Result): NotePlace | null {
    return null;
  }

  /** Whether an answer stands there without its picture. */
  protected get withoutPicture(): boolean {
    return false;
  }

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
    return hatchFill(this.instance, ink);
  }

  /** The dated notes of `size` through all `planes`, their flags under the labels of the plane `under`. */
  protected notes(
    {notes}: Size,
    axis: NoteAxis,
    planes: readonly Plane[],
    under = planes[planes.length - 1]!,
  ): SVGTemplateResult | typeof nothing {
    if (!notes?.length) return nothing;
    const say = ({n, ts, text}: Note) => `${n} · ${this.day(ts)} ${text}`;
    return this.late.get(noted)?.notesView(notes, axis, planes, under, say) ?? nothing;
  }

  /** An id for definitions inside the picture (gradients, clips), no other element has it. */
  protected ownId(name: string): string {
    return `${this.instance}-${name}`;
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
    return pictureOf({width: size.width, height, name, still: this.still, id: this.instance, hatched}, content);
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
      if (this.isConnected) openList(widget, query, title);
    });
  }

  // ---- for the element around the picture ----

  /** The picture with all that a person can do in it; `aside` keeps it where only an export sees it. */
  protected chart(aside: boolean): TemplateResult {
    const {click, keydown, pointerover, pointerleave, focusin, focusout} = this.#marks.listeners;
    return html`<div
      class="marks ${aside ? "aside" : ""}"
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
    this.#scale = textScale();
    const width = this.#width.width / this.#scale;
    if (width < 40) return nothing;
    const notes = this.notesOf(this.result!);
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

  /** The tooltip of the mark under the pointer or with the focus. */
  protected tooltip(): TemplateResult {
    return tooltip(this.pointed?.tip ?? null);
  }

  /** The notes of the data on the picture's axis; two sides compared stand beside each other, on an axis of their own. */
  protected notesOf(result: Result): readonly Note[] {
    return comparisonOf(result) ? [] : notesOn(result, () => this.timeAxis(result));
  }

  /** An instant as a day in the zone of the question. */
  protected day(instant: string): string {
    return this.format.day(instant, String(this.result?.query["tz"] ?? "UTC"));
  }

  // ---- life ----

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pointed = this.#pointedElement = null;
  }

  // What could not be drawn before may be drawn now.
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#undrawable = null;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.onlyAsks) this.#fit();
    super.updated(changed);
    if (this.#undrawable) this.fail(this.#undrawable);
  }

  #fit(): void {
    const body = this.renderRoot.querySelector<HTMLElement>(".body")!;
    this.#width.watch(body);
    const height = this.#drawnHeight || this.expectedHeight(this.#width.width);
    body.style.setProperty("min-block-size", this.withoutPicture ? "0" : `${height * (this.#scale || textScale())}px`);
    const tip = this.renderRoot.querySelector<HTMLElement>(".tip");
    if (tip) placeTooltip(tip, this.pointed && this.#pointedElement?.isConnected ? this.#pointedElement : null);
  }

  // Whoever waits for the widget waits for all that it shows.
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    return (await this.late.arrived()) ? this.getUpdateComplete() : done;
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

  #compared(result: Result, size: Size): TemplateResult | typeof nothing {
    const shown = this.late.get(comparing);
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
}
