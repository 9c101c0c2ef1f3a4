// The one open font that reports ship (Noto Sans, OFL), cut by script: a page carries the parts that its text needs.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";

/** One part of the font: a script in a weight and a style. */
export interface FontPart {
  readonly script: string;
  readonly weight: 400 | 600;
  readonly style: "normal" | "italic";
  /** As CSS writes it: `U+0000-00FF,U+0131`. */
  readonly unicodeRange: string;
  /** File name, and the path under which the rendering page asks for it. */
  readonly file: string;
}

export const FONT_FAMILY = "Noto Sans";
const FACES = [
  {weight: 400, style: "normal"},
  {weight: 400, style: "italic"},
  {weight: 600, style: "normal"},
] as const;

let parts: readonly FontPart[] | undefined;

/** All parts there are. */
export function fontParts(): readonly FontPart[] {
  parts ??= Object.entries(
    JSON.parse(readFileSync(join(folder(), "unicode.json"), "utf8")) as Record<string, string>,
  ).flatMap(([script, unicodeRange]) =>
    FACES.map(({weight, style}): FontPart => ({
      script,
      weight,
      style,
      unicodeRange,
      file: `noto-sans-${script}-${weight}-${style}.woff2`,
    })),
  );
  return parts;
}

export function fontFile(file: string): Buffer {
  return readFileSync(join(folder(), "files", file));
}

/** `@font-face` rules that ask for the parts under `/fonts/`. */
export function fontsByAddress(): string {
  return fontParts()
    .map((part) => face(part, `/fonts/${part.file}`))
    .join("\n");
}

/** `@font-face` rules with the named parts inside them. */
export function fontsInside(files: Iterable<string>): string {
  const wanted = new Set(files);
  return fontParts()
    .filter(({file}) => wanted.has(file))
    .map((part) => face(part, `data:font/woff2;base64,${fontFile(part.file).toString("base64")}`))
    .join("\n");
}

function face({weight, style, unicodeRange}: FontPart, address: string): string {
  return (
    `@font-face{font-family:"${FONT_FAMILY}";font-style:${style};font-weight:${weight};` +
    `src:url(${address}) format("woff2");unicode-range:${unicodeRange}}`
  );
}

function folder(): string {
  return dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans/package.json"));
}
