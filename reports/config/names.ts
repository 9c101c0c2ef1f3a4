// Names of what a report writes: templates filled in, cleaned to one plain name, kept inside the output folder.
import {lstatSync, realpathSync} from "node:fs";
import {basename, join, sep} from "node:path";
import filenamify from "filenamify";
import {UsageError} from "../terminal/exit.js";

/** What a template may name. */
export interface TemplateValues {
  readonly title: string;
  /** Local date of asOf. */
  readonly date: string;
  /** Label of the range, like 2026-01-01_2026-06-30. */
  readonly period: string;
  /** The value of the report being written, with `each`. */
  readonly each: string;
}

/** Text with `{title} {date} {period} {each}` filled in; other braces stay. */
export function fillIn(template: string, values: TemplateValues): string {
  return template.replace(/\{(title|date|period|each)\}/g, (_all, key: keyof TemplateValues) => values[key]);
}

/** A title as a file name: letters and digits of any script, the rest as single hyphens, in lower case. */
export function slug(text: string): string {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "report"
  );
}

/** Most file systems take 255 bytes; an extension and a section's number come after. */
const MOST_BYTES = 200;

/** A plain file name from a filled-in template. Throws when nothing usable is left. */
export function plainName(text: string): string {
  const plain = filenamify(text.normalize("NFC"), {replacement: "-", maxLength: MOST_BYTES});
  const name = shortened(basename(plain).replace(/^[.\s-]+|[.\s]+$/g, ""));
  if (!name) throw new UsageError(`"${text}" gives no usable file name`);
  return name;
}

function shortened(name: string): string {
  const characters = Array.from(name);
  while (Buffer.byteLength(characters.join("")) > MOST_BYTES) characters.pop();
  return characters.join("");
}

/** The path of `name` inside `folder`; refuses a link that leads out of it. */
export function insideFolder(folder: string, name: string): string {
  const path = join(folder, name);
  const root = realpathSync(folder);
  if (!path.startsWith(folder + sep)) throw new UsageError(`${name} lies outside the output folder ${folder}`);
  const stat = lstatSync(path, {throwIfNoEntry: false});
  if (stat?.isSymbolicLink() || (stat && !realpathSync(path).startsWith(root + sep))) {
    throw new UsageError(`${path} is a link; remove it or choose another name`);
  }
  return path;
}

/** Refuses two outputs under one name, also where the disk ignores case. */
export function distinctNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.normalize("NFC").toLowerCase();
    if (seen.has(key))
      throw new UsageError(
        `two outputs would be written to ${name}; give each its own "file", for example with {each}`,
      );
    seen.set(key, name);
  }
}
