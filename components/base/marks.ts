// Marks: the parts of a picture that stand for a row. One tab stop for all, arrows between them, hover, choice and tooltip.
import {noChange, type ReactiveController, type ReactiveControllerHost} from "lit";
import {directive, Directive, PartType, type ElementPart, type PartInfo} from "lit/directive.js";
import type {Row} from "../../engine/model/table.js";
import {arrowTarget, type Place} from "./arrows.js";
import type {SelectDetail} from "./events.js";

/** What a tooltip says: one bold line, then label–value pairs. */
export interface Tip {
  readonly title: string;
  readonly pairs: readonly (readonly [label: string, value: string])[];
  /** A closing remark, like why a number is in italics. */
  readonly note?: string | undefined;
}

/** One mark: the row it stands for and the words for it. */
export interface Mark {
  /** Unique in its picture and the same when drawn again. */
  readonly key: string;
  readonly table: string;
  readonly row: Row;
  /** What a screen reader says: label, value, interval, status. Texts drawn inside the mark must be in it, in their order. */
  readonly label: string;
  readonly tip: Tip;
  /** Column and row in a picture with two directions; left out, all arrows walk the marks in order. */
  readonly place?: Place | undefined;
  /** False where no list of units is behind the row: choosing it is all there is. */
  readonly drill?: false | undefined;
}

interface MarkOwner extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

interface MarkActions {
  /** A person chose a mark. */
  select(detail: SelectDetail, mark: Mark): void;
  /** A person asked for what is behind a mark. */
  drill(detail: SelectDetail, mark: Mark): void;
  /** The mark under the pointer or with the focus; null for none. */
  point(mark: Mark | null, element: Element | null): void;
  rtl(): boolean;
}

type MarkElement = HTMLElement | SVGElement;

// To write what is there already costs as much as to write something new.
function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/**
 * The behaviour of all marks of an element. Templates say `<g ${this.mark({…})}>`; the element then has class `mark`, a name
 * and its place in the one tab stop.
 */
export class MarksController implements ReactiveController {
  readonly #marks = new WeakMap<Element, Mark>();
  #key: string | null = null;

  constructor(
    private readonly owner: MarkOwner,
    private readonly actions: MarkActions,
  ) {
    owner.addController(this);
  }

  /** Makes `element` the mark `mark`. Called by the directive at each drawing. */
  assign(element: MarkElement, mark: Mark, still: boolean): void {
    this.#marks.set(element, mark);
    element.classList.add("mark");
    if (still) return;
    set(element, "role", "button");
    set(element, "aria-label", mark.label);
  }

  hostUpdated(): void {
    const elements = this.#elements();
    const current = this.#current(elements);
    for (const element of elements) {
      if (element.getAttribute("role") === "button") set(element, "tabindex", element === current ? "0" : "-1");
    }
  }

  /** Listeners for the element around all marks. */
  readonly listeners = {
    click: (event: MouseEvent) => this.#act(event, event.shiftKey ? this.actions.drill : this.actions.select),
    keydown: (event: KeyboardEvent) => this.#onKey(event),
    pointerover: (event: Event) => this.#point(event),
    pointerleave: () => this.actions.point(null, null),
    focusin: (event: Event) => this.#onFocus(event),
    focusout: () => this.actions.point(null, null),
  };

  #elements(): MarkElement[] {
    return Array.from(this.owner.renderRoot.querySelectorAll<MarkElement>(".mark"));
  }

  #current(elements: readonly MarkElement[]): MarkElement | undefined {
    return elements.find((element) => this.#marks.get(element)?.key === this.#key) ?? elements[0];
  }

  #find(event: Event): [MarkElement, Mark] | null {
    const element = (event.target as Element).closest<MarkElement>(".mark");
    const mark = element && this.#marks.get(element);
    return mark ? [element, mark] : null;
  }

  #act(event: Event, action: MarkActions["select"]): void {
    const found = this.#find(event);
    if (found) action({table: found[1].table, row: {...found[1].row}}, found[1]);
  }

  #point(event: Event): void {
    const found = this.#find(event);
    this.actions.point(found?.[1] ?? null, found?.[0] ?? null);
  }

  #onFocus(event: Event): void {
    const found = this.#find(event);
    if (!found) return;
    this.#key = found[1].key;
    this.hostUpdated();
    this.#point(event);
  }

  #onKey(event: KeyboardEvent): void {
    const found = this.#find(event);
    if (!found || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.#onActionKey(event, found[0])) return event.preventDefault();
    const elements = this.#elements();
    const places = elements.map((element) => this.#marks.get(element)?.place);
    const target = elements[arrowTarget(event.key, elements.indexOf(found[0]), places, this.actions.rtl()) ?? -1];
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  #onActionKey(event: KeyboardEvent, element: MarkElement): boolean {
    if (event.key === "Escape") element.blur();
    else if (event.key !== "Enter" && event.key !== " ") return false;
    else if (!event.repeat) this.#act(event, event.shiftKey ? this.actions.drill : this.actions.select);
    return true;
  }
}

class MarkDirective extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("mark() belongs into a tag, like <rect ${this.mark({…})}>");
  }
  override render(..._: [MarksController, Mark, boolean]): unknown {
    return noChange;
  }
  override update(part: ElementPart, [marks, mark, still]: [MarksController, Mark, boolean]): unknown {
    marks.assign(part.element as MarkElement, mark, still);
    return noChange;
  }
}

/** Element directive: makes the tag it stands in a mark. Widgets use `this.mark(…)`. */
export const markDirective = directive(MarkDirective);
