// Reads a config file (JSON, YAML or TypeScript) and checks it: all faults at once, each with its place in the file.
import {existsSync, readFileSync} from "node:fs";
import {extname, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {isNode, LineCounter, parseDocument, type Document} from "yaml";
import type * as z from "zod";
import {loaded} from "../../engine/model/lazy.js";
import {issuesOf} from "../../engine/model/schema-issues.js";
import {UsageError} from "../terminal/exit.js";
import {faultsBeyondSchema} from "./check.js";
import {isRecord} from "../../engine/model/is-record.js";
import {keysAt, reportSchema, type ReportConfig} from "./schema.js";

/** A checked config and the file it stands in; its paths are relative to that file's folder. */
export interface LoadedConfig {
  readonly file: string;
  readonly config: ReportConfig;
}

/** Where something stands: its line, and the words to begin a message with, like `report.yaml:7: `. */
type Place = (path: readonly (string | number)[]) => {readonly line: number; readonly text: string};

/** Loads and checks a config. Throws UsageError with one line a fault: file, line, path, what was got and what is wanted. */
export async function loadConfig(named: string): Promise<LoadedConfig> {
  const file = resolve(named);
  if (!existsSync(file)) throw new UsageError(`${named}: no such config; \`lifecycle-kit init\` writes an example`);
  const {value, place} = /\.[cm]?[tj]s$/.test(file) ? await fromModule(file, named) : fromText(file, named);
  const checked = await loaded(() => check(value));
  if (checked.config) return {file, config: checked.config};
  const placed = checked.faults.map((fault) => ({fault, ...place(pathOf(fault))})).sort((a, b) => a.line - b.line);
  throw new UsageError(placed.map(({text, fault}) => `${text}${fault}`).join("\n"));
}

/**
 * A config made in code; `file` is where its paths are relative to. Throws UsageError with one line a fault, NotLoaded while the kinds of
 * its queries are to be loaded.
 */
export function checkedConfig(value: unknown, file: string): LoadedConfig {
  const {config, faults} = check(value);
  if (!config) throw new UsageError(faults.join("\n"));
  return {file: resolve(file), config};
}

function check(value: unknown): {config: ReportConfig | null; faults: readonly string[]} {
  const parsed = reportSchema.safeParse(value);
  const faults = parsed.success ? faultsBeyondSchema(parsed.data) : schemaFaults(parsed.error, value);
  return {config: faults.length === 0 && parsed.success ? parsed.data : null, faults: [...new Set(faults)]};
}

async function fromModule(file: string, named: string): Promise<{value: unknown; place: Place}> {
  const {createJiti} = await import("jiti");
  const reports = new URL(import.meta.url.endsWith(".ts") ? "../index.ts" : "../index.js", import.meta.url).href;
  const jiti = createJiti(pathToFileURL(file).href, {
    alias: {"lifecycle-kit/reports": reports},
    moduleCache: false,
    fsCache: false,
  });
  try {
    return {value: await jiti.import(file, {default: true}), place: () => ({line: 0, text: `${named}: `})};
  } catch (error) {
    throw new UsageError(`${named}: ${(error as Error).message}`);
  }
}

/** Aliases of YAML may not multiply a small file into a huge one. */
const MOST_ALIASES = 100;

function fromText(file: string, named: string): {value: unknown; place: Place} {
  if (![".json", ".yaml", ".yml"].includes(extname(file))) {
    throw new UsageError(`${named}: a config ends in .json, .yaml, .yml, .ts or .js`);
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), {lineCounter: lines, prettyErrors: false});
  if (document.errors.length) {
    const faults = document.errors.map((error) => `${named}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
    throw new UsageError(faults.join("\n"));
  }
  try {
    const value: unknown = document.toJS({maxAliasCount: MOST_ALIASES});
    return {value, place: (path) => placeOf(lineOf(document, lines, path), named)};
  } catch (error) {
    throw new UsageError(`${named}: ${(error as Error).message}`);
  }
}

function placeOf(line: number, named: string): ReturnType<Place> {
  return {line, text: `${named}:${line}: `};
}

// The line of the deepest part of the path that the file has.
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth ? document.getIn(path.slice(0, depth), true) : document.contents;
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

// A fault begins with its path, like `sections[1].query.steps: …`.
function pathOf(fault: string): (string | number)[] {
  const path = /^[^\s:]+/.exec(fault)?.[0] ?? "";
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) => (index === undefined ? key : Number(index)));
}

// What the schema refuses hides nothing else: the rest of the config is checked as far as it goes.
function schemaFaults(error: z.ZodError, value: unknown): string[] {
  const faults = error.issues.flatMap((issue) => issuesOf({issues: [issue as never]}, value, keysAt));
  if (!isRecord(value)) return faults;
  const broken = new Set(error.issues.map(({path}) => path[0]));
  const kept = Object.entries(value).filter(([key]) => !broken.has(key));
  const sections =
    broken.has("sections") && Array.isArray(value["sections"]) ? [["sections", value["sections"]] as const] : [];
  return [...faults, ...faultsBeyondSchema(Object.fromEntries([...kept, ...sections]))];
}
