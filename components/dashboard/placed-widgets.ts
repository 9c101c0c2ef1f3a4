// The widgets of a layout as elements: one for each item, registered under the prefix of the dashboard itself.
import {define, type ElementClass} from "../base/register.js";
import type {WidgetElement} from "../base/widget-element.js";
import type {DashboardItem} from "./layout.js";

/** Every element of the kit, by its name without prefix. */
export type Elements = readonly (readonly [name: string, element: ElementClass])[];

/** What a dashboard gives to each of its widgets. */
export type Given = Readonly<Record<"locale" | "theme" | "density" | "still" | "host" | "data", unknown>>;

export class PlacedWidgets {
  readonly #made = new WeakMap<DashboardItem, WidgetElement>();

  /** `tag` is that of the dashboard. */
  constructor(private readonly tag: string) {}

  /** The element of an item, kept as long as the layout is; properties are set anew each time. */
  element(item: DashboardItem, elements: Elements, given: Given): WidgetElement {
    let element = this.#made.get(item);
    if (!element) {
      element = document.createElement(this.#registered(item.widget, elements)) as WidgetElement;
      this.#made.set(item, element);
    }
    return Object.assign(element, given, {heading: item.heading, query: item.query ?? null}, item.props);
  }

  #registered(name: string, elements: Elements): string {
    const prefix = this.tag.slice(0, this.tag.lastIndexOf("-"));
    const tag = `${prefix}-${name}`;
    const found = elements.find(([own]) => own === name);
    if (found && !customElements.get(tag)) define(name, found[1], prefix);
    return tag;
  }
}

/** What a layout may name. */
export function placeable(elements: Elements): string[] {
  return elements.flatMap(([name]) => (["data", "dashboard", "filter-bar"].includes(name) ? [] : [name]));
}
