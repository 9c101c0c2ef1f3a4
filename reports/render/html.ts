// Markup as a tagged template that escapes what it is given. The only place of reports that makes HTML from text.

/** Markup that is already safe. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

/** What may stand in a gap: text and numbers are escaped; markup stays; lists are joined; null, undefined and false are nothing. */
export type Gap = string | number | bigint | true | Markup | null | undefined | false | readonly Gap[];

/**
 * Markup with its gaps escaped. Gaps may stand between tags and inside quoted attribute values; anywhere else the template
 * itself is wrong, and throws.
 */
export function markup(parts: TemplateStringsArray, ...gaps: readonly Gap[]): Markup {
  const places = placesOf(parts);
  return new Markup(
    parts.reduce(
      (text, part, i) => (i === 0 ? part : text + filled(gaps[i - 1], places[i - 1] === "value") + part),
      "",
    ),
  );
}

/** An element whose name or attributes are not known beforehand; attributes that are null are left out, true ones stand alone. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | true | null>>,
  content: Gap = null,
): Markup {
  for (const word of [name, ...Object.keys(attributes)]) {
    if (!/^[a-z][a-z0-9-]*$/.test(word)) throw new TypeError(`"${word}" is no name of an element or attribute`);
  }
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : [value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`],
  );
  return new Markup(`<${name}${written.join("")}>${filled(content, false)}</${name}>`);
}

/** Data for a `<script type="application/json">`: nothing in it can end the script or be taken for a line end. */
export function json(value: unknown): Markup {
  const text = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return new Markup(text);
}

/** The content of a `<style>` or `<script>` of ours. Throws if it could end its element or open a comment in it. */
export function own(text: string): Markup {
  if (/<\/(style|script)|<!--/i.test(text))
    throw new Error("text for a style or script must not hold </style, </script or <!--");
  return new Markup(text);
}

const ESCAPES: Readonly<Record<string, string>> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};

// Control characters have no place in markup; a reader sees that something was there.
function escaped(text: string): string {
  return (
    text
      .replace(/[&<>"']/g, (c) => ESCAPES[c]!)
      // eslint-disable-next-line no-control-regex -- control characters are what it looks for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd")
  );
}

function filled(gap: Gap, inValue: boolean): string {
  if (gap === null || gap === undefined || gap === false) return "";
  if (Array.isArray(gap)) return (gap as readonly Gap[]).map((item) => filled(item, inValue)).join("");
  if (!(gap instanceof Markup)) return escaped(String(gap));
  if (inValue) throw new TypeError("markup cannot stand in an attribute value; write text");
  return gap.text;
}

type Place = "text" | "value";

const placesSeen = new WeakMap<TemplateStringsArray, readonly Place[]>();

function placesOf(parts: TemplateStringsArray): readonly Place[] {
  let places = placesSeen.get(parts);
  if (!places) placesSeen.set(parts, (places = findPlaces(parts)));
  return places;
}

// Where each gap stands, by walking the literal parts: in text, in a double-quoted value, or where no gap may stand.
function findPlaces(parts: TemplateStringsArray): Place[] {
  let inTag = false;
  let quoted = false;
  return parts.slice(0, -1).map((part) => {
    for (const c of part) {
      if (quoted) quoted = c !== '"';
      else if (inTag) [inTag, quoted] = [c !== ">", c === '"'];
      else inTag = c === "<";
    }
    if (inTag && !quoted)
      throw new SyntaxError(
        `a gap stands inside a tag without double quotes, after ${JSON.stringify(part.slice(-40))}`,
      );
    return quoted ? "value" : "text";
  });
}
