// Styles that come with a part which is loaded later.
import type {CSSResult} from "lit";

/** Adds a sheet to a shadow root, once. */
export function adopt(root: HTMLElement | DocumentFragment, {styleSheet}: CSSResult): void {
  if (!(root instanceof ShadowRoot) || !styleSheet || root.adoptedStyleSheets.includes(styleSheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
}
