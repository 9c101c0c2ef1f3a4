// Language, direction and text size around an element, and word when the page changes them.

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls `listener` when the page's language or direction changes; the returned function ends that. One observer serves all. */
export function onEnvironmentChange(listener: () => void): () => void {
  listeners.add(listener);
  observer ??= new MutationObserver(() => listeners.forEach((call) => call()));
  if (listeners.size === 1)
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["lang", "dir", "style", "class"]});
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) observer?.disconnect();
  };
}

/** The language the element is in, by the nearest `lang` through all shadow roots; English where nobody says. */
export function languageOf(element: Element): string {
  for (let node: Element | null = element; node; node = parentOf(node)) {
    const lang = node.getAttribute("lang");
    if (lang) return canonical(lang);
  }
  return "en";
}

/** A locale as Intl wants it; English for a tag that is none. */
export function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** Root font size over 16 px: a picture grows with the text of the page. */
export function textScale(): number {
  return (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16) / 16;
}

export function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}

function parentOf(element: Element): Element | null {
  const root = element.parentNode ?? null;
  if (element.assignedSlot) return element.assignedSlot;
  return root instanceof ShadowRoot
    ? root.host
    : (root as Element | null) instanceof Element
      ? (root as Element)
      : null;
}
