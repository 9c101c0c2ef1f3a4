// For tests of elements: puts them on the page, waits for states, gives results typed by hand.
import type {Host} from "../../engine/hosts/host.js";
import type {QueryInput} from "../../engine/model/query.js";
import {resultFromJson, type Diagnostics, type Result, type ResultJson} from "../../engine/results/result.js";
import type {Row} from "../../engine/model/table.js";
import type {WidgetElement} from "../../components/base/widget-element.js";

const diagnostics: Diagnostics = {
  rows: {read: 1010, kept: 1000, rejected: 10, afterAsOf: 0},
  files: [],
  merges: 0,
  conflicts: 0,
  unknownNames: [],
  tz: "UTC",
  asOf: "2026-03-01T00:00:00.000Z",
  engine: "0.0.0",
  dataset: "d",
  query: "q",
  notes: [],
};

/** A result in wire form, typed by hand. */
export function resultOf(
  kind: string,
  tables: Record<string, readonly Row[]>,
  query: Record<string, unknown> = {},
  summary = "A sentence.",
): ResultJson {
  const common = {
    kind,
    range: ["2026-01-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    asOf: "2026-03-01T00:00:00.000Z",
    tz: "UTC",
  };
  return {kind, query: {...common, ...query}, tables, summary, diagnostics};
}

/** A host whose answers the test gives by hand, in any order. */
export class HandHost implements Host {
  readonly asked: {
    query: QueryInput;
    signal: AbortSignal | undefined;
    answer(result: ResultJson): void;
    fail(error: Error): void;
  }[] = [];
  closed = false;
  ask(query: QueryInput, {signal}: {signal?: AbortSignal | undefined} = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.asked.push({query, signal, answer: (json) => resolve(resultFromJson(json)), fail: reject});
      signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    });
  }
  close(): void {
    this.closed = true;
  }
}

/** A host that answers every question with the same result. */
export function hostOf(json: ResultJson): Host & {asked: number} {
  return {
    asked: 0,
    ask() {
      this.asked++;
      return Promise.resolve(resultFromJson(json));
    },
    close() {},
  };
}

const placed: Element[] = [];

/** Puts a new element on the page, with properties set before it is connected, and waits for it. `clear` removes all. */
export async function place<T extends HTMLElement>(
  tag: string,
  properties: Partial<T> | Record<string, unknown> = {},
  width = 800,
): Promise<T> {
  const element = document.createElement(tag) as T;
  Object.assign(element, properties);
  const room = document.createElement("div");
  room.style.width = `${width}px`;
  room.append(element);
  document.body.append(room);
  placed.push(room);
  await settled(element);
  return element;
}

export function clear(): void {
  for (const element of placed.splice(0)) element.remove();
}

/** Waits for drawing and for one more turn, in which answers of a ready host arrive. */
export async function settled(element: Element): Promise<void> {
  const {updateComplete} = element as WidgetElement;
  await updateComplete;
  await new Promise((resolve) => setTimeout(resolve));
  await (element as WidgetElement).updateComplete;
}

export const all = <T extends Element = HTMLElement>(element: Element, selector: string): T[] =>
  Array.from(element.shadowRoot!.querySelectorAll<T>(selector));
export const one = <T extends Element = HTMLElement>(element: Element, selector: string): T => {
  const found = element.shadowRoot!.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} in <${element.localName}>`);
  return found;
};

/** Notes the events of one type that reach the document. */
export function listen(type: string): {readonly details: unknown[]; stop(): void} {
  const details: unknown[] = [];
  const note = (event: Event) => details.push((event as CustomEvent).detail);
  document.addEventListener(type, note);
  return {details, stop: () => document.removeEventListener(type, note)};
}

export function press(element: Element, key: string, more: KeyboardEventInit = {}): void {
  element.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, composed: true, cancelable: true, ...more}));
}

/** The mark that has the focus. */
export const focused = (element: Element): Element | null => element.shadowRoot!.activeElement;

/** All words a reader sees in an element, except what is inside `<style>`. */
export function visibleTexts(element: Element): string[] {
  const walker = document.createTreeWalker(element.shadowRoot!, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim();
    if (text && walker.currentNode.parentElement?.localName !== "style") texts.push(text);
  }
  return texts;
}

/** Waits until something is there. */
export async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not come: ${String(find)}`);
}
