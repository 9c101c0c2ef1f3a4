// The rows of a table's body: of a long table only those in sight are drawn, and the keyboard goes through all of them.
import {html, noChange, nothing, render, type TemplateResult} from "lit";
import {AsyncDirective} from "lit/async-directive.js";
import {directive, type ElementPart} from "lit/directive.js";
import {repeat} from "lit/directives/repeat.js";
import {inSight, rowTarget, rowWindow, scrolledTo, type RowWindow, type ScrolledBox} from "./row-window.js";

/** Longer tables are drawn in part. */
export const LONG = 100;

export interface RowsView {
  /** How many there are. */
  readonly rows: number;
  /** How many of them go on paper. */
  readonly paperRows: number;
  /** The `<tr>` in a place, from 0. It has `aria-rowindex` place + 2. */
  draw(place: number): TemplateResult;
}

/** A body in a `<table>` in the element that scrolls. Row heads with a button are walked by arrows, Page Up and Down, Home and End. */
class ScrolledRows {
  #view: RowsView | null = null;
  #drawn: RowsView | null = null;
  #window: RowWindow | null = null;
  #height = 30;
  #place = -1;
  #onPaper = false;
  readonly #region: HTMLElement;
  readonly #sizes = new ResizeObserver(() => (this.#update(), this.#measure()));

  constructor(private readonly body: HTMLElement) {
    this.#region = body.closest("table")!.parentElement!;
    this.#region.addEventListener("scroll", () => this.#update());
    this.#region.addEventListener("keydown", (event) => this.#onKey(event));
    body.addEventListener("focusin", (event) => {
      this.#place = placeOf(event.target as Element) ?? this.#place;
      this.#keepOneStop();
    });
    this.enter();
  }

  enter(): void {
    this.#sizes.observe(this.#region);
    window.addEventListener("beforeprint", this.#beforePrint);
    window.addEventListener("afterprint", this.#afterPrint);
  }

  leave(): void {
    this.#sizes.disconnect();
    window.removeEventListener("beforeprint", this.#beforePrint);
    window.removeEventListener("afterprint", this.#afterPrint);
  }

  show(view: RowsView): void {
    this.#view = view;
    this.#update();
  }

  readonly #beforePrint = () => ((this.#onPaper = true), this.#update());
  readonly #afterPrint = () => ((this.#onPaper = false), this.#update());

  get #box(): ScrolledBox {
    const room = this.#region.clientHeight - (this.body.parentElement as HTMLTableElement).tHead!.offsetHeight;
    return {rows: this.#view!.rows, height: this.#height, room: Math.max(room, 0) || 400, top: this.#region.scrollTop};
  }

  #windowNow(): RowWindow {
    const {rows, paperRows} = this.#view!;
    if (this.#onPaper) return {first: 0, end: Math.min(rows, paperRows), before: 0, after: 0};
    return rows > LONG ? rowWindow(this.#box) : {first: 0, end: rows, before: 0, after: 0};
  }

  #update(): void {
    if (!this.#view) return;
    const next = this.#windowNow();
    if (this.#view !== this.#drawn || !same(next, this.#window)) this.#draw(next);
    this.#keepOneStop();
  }

  #draw(next: RowWindow): void {
    const view = (this.#drawn = this.#view!);
    this.#window = next;
    const held = placeOf(focusedIn(this.body));
    const places = Array.from({length: next.end - next.first}, (_, i) => next.first + i);
    const edge = view.rows > LONG ? gap : nothing;
    render(html`${edge}${repeat(places, (place) => place, (place) => view.draw(place))}${edge}`, this.body); // prettier-ignore
    this.body.querySelectorAll<HTMLElement>(".gap > td").forEach((cell, i) => {
      cell.style.setProperty("block-size", `${i === 0 ? next.before : next.after}px`);
    });
    // The row with the focus may have gone; the keys go on from the box.
    if (held !== null && !focusedIn(this.body)) this.#region.focus({preventScroll: true});
    this.#measure();
  }

  // All rows are as high as the reader's text makes one.
  #measure(): void {
    if (!this.#view || this.#view.rows <= LONG || this.#onPaper) return;
    const rows = this.#rows();
    const [first, last] = [rows[0], rows[rows.length - 1]];
    if (!first || !last) return;
    const height = (last.getBoundingClientRect().bottom - first.getBoundingClientRect().top) / rows.length;
    if (height < 8 || Math.abs(height - this.#height) < 0.05) return;
    this.#height = height;
    this.#update();
  }

  #rows(): HTMLElement[] {
    return Array.from(this.body.querySelectorAll<HTMLElement>("tr:not(.gap)"));
  }

  // Of the row heads that are buttons one can be reached by Tab: the last one used, else the first in sight.
  #keepOneStop(): void {
    const {first, last} = this.#view!.rows > LONG ? inSight(this.#box) : {first: 0, last: this.#view!.rows};
    const stop = this.#place >= first && this.#place <= last ? this.#place : first;
    for (const row of this.#rows()) {
      const button = buttonOf(row);
      if (button) button.tabIndex = placeOf(row) === stop ? 0 : -1;
    }
  }

  #onKey(event: KeyboardEvent): void {
    const target = event.target as Element;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!this.#view || (target !== this.#region && !this.body.contains(target))) return;
    if (!buttonOf(this.#rows()[0])) return;
    const sight = inSight(this.#box);
    const from = this.#place >= 0 ? this.#place : sight.first - 1;
    const to = rowTarget(event.key, from, Math.max(1, sight.last - sight.first), this.#view.rows);
    if (to === null) return;
    event.preventDefault();
    this.#focus(to);
  }

  #focus(place: number): void {
    this.#place = place;
    const long = this.#view!.rows > LONG;
    if (long) {
      this.#region.scrollTop = scrolledTo(place, this.#box);
      this.#update();
    }
    buttonOf(this.#rows().find((row) => placeOf(row) === place))?.focus({preventScroll: long});
  }
}

const gap = html`<tr class="gap" aria-hidden="true">
  <td colspan="99"></td>
</tr>`;

const same = (a: RowWindow, b: RowWindow | null): boolean =>
  b !== null && a.first === b.first && a.end === b.end && a.before === b.before && a.after === b.after;

const buttonOf = (row: Element | undefined): HTMLElement | null => row?.querySelector<HTMLElement>("th button") ?? null;

function placeOf(inside: Element | null): number | null {
  const index = inside?.closest("tr")?.getAttribute("aria-rowindex");
  return index ? Number(index) - 2 : null;
}

function focusedIn(body: HTMLElement): Element | null {
  const active = (body.getRootNode() as Document | ShadowRoot).activeElement;
  return active && body.contains(active) ? active : null;
}

class RowsDirective extends AsyncDirective {
  #rows: ScrolledRows | null = null;
  override render(_: RowsView): unknown {
    return noChange;
  }
  override update(part: ElementPart, [view]: [RowsView]): unknown {
    this.#rows ??= new ScrolledRows(part.element as HTMLElement);
    this.#rows.show(view);
    return noChange;
  }
  protected override disconnected(): void {
    this.#rows?.leave();
  }
  protected override reconnected(): void {
    this.#rows?.enter();
  }
}

/** Element directive of an empty `<tbody>`: fills it with the rows of a view. */
export const scrolledRows = directive(RowsDirective);
