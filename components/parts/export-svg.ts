// A picture as a file of its own: computed styles written into it, nothing that needs a page around it.

/** What a shape or text needs to look the same elsewhere. */
const PROPERTIES = [
  "fill", "stop-color", "stop-opacity", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity", "visibility", "display",
  "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric", "text-anchor", "dominant-baseline", "direction", "letter-spacing", "paint-order", "unicode-bidi",
]; // prettier-ignore

const INITIAL: Readonly<Record<string, string>> = {
  "fill-opacity": "1", "stroke": "none", "stroke-width": "1px", "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-opacity": "1",
  "opacity": "1", "visibility": "visible", "display": "inline", "font-style": "normal", "font-variant-numeric": "normal", "text-anchor": "start", "dominant-baseline": "auto",
  "direction": "ltr", "letter-spacing": "normal", "paint-order": "normal", "unicode-bidi": "normal",
}; // prettier-ignore

const KEPT = new Set([
  "id", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "d", "cx", "cy", "r", "rx", "ry", "dx", "dy", "points", "transform", "viewBox", "clip-path",
  "patternUnits", "patternTransform", "gradientUnits", "offset", "href", "preserveAspectRatio", "lang",
]); // prettier-ignore

export interface SvgText {
  readonly title: string;
  readonly description: string;
  /** The surface behind the picture; any CSS colour without var(). */
  readonly background: string;
}

/** The markup of `drawing` as it looks now, with title and description. It must be in the document. */
export function svgMarkup(drawing: SVGSVGElement, {title, description, background}: SvgText): string {
  const copy = plainCopy(drawing) as SVGSVGElement;
  const {width, height} = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("role", "img");
  copy.prepend(
    element("title", {}, title),
    element("desc", {}, description),
    element("rect", {width: "100%", height: "100%", fill: background}),
  );
  return new XMLSerializer().serializeToString(copy);
}

function plainCopy(source: Element): Element {
  const copy = element(source.localName, {});
  for (const {name, value} of Array.from(source.attributes)) if (KEPT.has(name)) copy.setAttribute(name, value);
  writeStyles(source, copy);
  for (const child of Array.from(source.childNodes)) {
    if (child instanceof Element) copy.append(plainCopy(child));
    else if (child.nodeType === Node.TEXT_NODE && isText(source)) copy.append(child.textContent ?? "");
  }
  return copy;
}

function isText({localName}: Element): boolean {
  return localName === "text" || localName === "tspan";
}

// Inherited values are written on each element again; that costs bytes and saves a second set of rules about inheritance.
function writeStyles(source: Element, copy: Element): void {
  if (["defs", "title", "desc"].includes(source.localName)) return;
  const style = getComputedStyle(source);
  for (const name of PROPERTIES) {
    if (!isText(source) && /^(font|text|dominant|letter|direction|unicode)/.test(name)) continue;
    if (name.startsWith("stop") && source.localName !== "stop") continue;
    const value = style
      .getPropertyValue(name)
      .replaceAll('"', "'")
      .replace(/url\('#([^']+)'\)/, "url(#$1)");
    if (value && value !== INITIAL[name]) copy.setAttribute(name, value);
  }
}

function element(name: string, attributes: Readonly<Record<string, string>>, text?: string): Element {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
