// How attributes become properties and back: JSON, lists, ranges.
import type {ComplexAttributeConverter} from "lit";

/** A JSON attribute. Text that is not JSON is told once on the console and counts as absent. */
export const json: ComplexAttributeConverter<unknown> = {
  fromAttribute: (text) => (text === null || text === "" ? undefined : parse(text)),
};

/** `"visit, signup"` or a JSON array. Written back with commas when all items are plain names. */
export const list: ComplexAttributeConverter<readonly unknown[] | undefined> = {
  fromAttribute(text) {
    if (text === null || text.trim() === "") return undefined;
    const parsed = text.trim().startsWith("[") ? parse(text) : text.split(",").map((item) => item.trim());
    return Array.isArray(parsed) ? (parsed as unknown[]) : undefined;
  },
  toAttribute(items) {
    if (!items) return null;
    return items.every((item) => typeof item === "string" && !item.includes(","))
      ? items.join(",")
      : JSON.stringify(items);
  },
};

/** `"2024-01-01,2024-04-01"` (from, to), `"P26W"` (the last whole periods) or JSON. */
export const range: ComplexAttributeConverter<unknown> = {
  fromAttribute(text) {
    if (text === null || text.trim() === "") return undefined;
    if (/^[[{]/.test(text.trim())) return parse(text);
    return text.startsWith("P") ? {last: text} : text.split(",").map((part) => part.trim() || null);
  },
  toAttribute(value) {
    if (value === undefined || value === null) return null;
    if (Array.isArray(value)) return value.join(",");
    return (value as {last?: string}).last ?? JSON.stringify(value);
  },
};

/** A text whose attribute value `"none"` stands for null, as in `window="none"`. */
export const orNone: ComplexAttributeConverter<string | null | undefined> = {
  fromAttribute: (text) => (text === null ? undefined : text === "none" ? null : text),
  toAttribute: (value) => (value === null ? "none" : (value ?? null)),
};

/** A property whose name is `text`, or JSON of the whole breakdown. */
export const breakdown: ComplexAttributeConverter<unknown> = {
  fromAttribute: (text) => (!text ? undefined : text.trim().startsWith("{") ? parse(text) : {prop: text}),
  toAttribute(value) {
    if (!value) return null;
    const {prop, ...rest} = value as {prop: string};
    return Object.keys(rest).length ? JSON.stringify(value) : prop;
  },
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    console.warn(
      `lifecycle-kit: an attribute holds ${text.slice(0, 80)}, which is not JSON: ${(error as Error).message}`,
    );
    return undefined;
  }
}

/** An event name as it stands, or JSON of a list or an object of the predicate grammar. */
export const orJson: ComplexAttributeConverter<unknown> = {
  fromAttribute: (text) => (text === null || text === "" ? undefined : /^\s*[[{]/.test(text) ? parse(text) : text),
  toAttribute: (value) =>
    value === undefined || value === null ? null : typeof value === "string" ? value : JSON.stringify(value),
};
