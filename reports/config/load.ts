// Reads a config file (JSON, YAML or TypeScript) and checks it: all faults at once, each with its place in the file.
import {existsSync, readFileSync} from "node:fs";
import {extname, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {isNode, LineCounter, parseDocument, type Document} from "yaml";
import type * as z from "zod";
import {normalise} from "../../engine/hosts/question.js";
import {QueryError} from "../../engine/model/errors.js";
import {issuesOf} from "../../engine/model/schema-issues.js";
import {UsageError} from "../terminal/exit.js";
import {reportSchema, type ReportConfig} from "./schema.js";

/** A checked config and the file it stands in; its paths are relative to that file's folder. */
export interface LoadedConfig {
  readonly file: string;
  readonly config: ReportConfig;
}

type Place = (path: readonly PropertyKey[]) => string;

/** Loads and checks a config. Throws UsageError with one line a fault: file, line, path, what was got and what is wanted. */
export async function loadConfig(named: string): Promise<LoadedConfig> {
  const file = resolve(named);
  if (!existsSync(file)) throw new UsageError(`${named}: no such config; \`lifecycle-kit init\` writes an example`);
  const {value, place} = /\.[cm]?[tj]s$/.test(file) ? await fromModule(file, named) : fromText(file, named);
  const parsed = reportSchema.safeParse(value);
  const faults = parsed.success
    ? queryFaults(parsed.data).map(({path, message}) => `${place(path)}${message}`)
    : faultsOf(parsed.error, value).map(({path, message}) => `${place(path)}${message}`);
  if (faults.length) throw new UsageError(faults.join("\n"));
  return {file, config: parsed.data!};
}

async function fromModule(file: string, named: string): Promise<{value: unknown; place: Place}> {
  const {createJiti} = await import("jiti");
  const reports = new URL(import.meta.url.endsWith(".ts") ? "../index.ts" : "./index.js", import.meta.url).href;
  const jiti = createJiti(pathToFileURL(file).href, {alias: {"lifecycle-kit/reports": reports}, moduleCache: false, fsCache: false});
  try {
    return {value: await jiti.import(file, {default: true}), place: () => `${named}: `};
  } catch (error) {
    throw new UsageError(`${named}: ${(error as Error).message}`);
  }
}

function fromText(file: string, named: string): {value: unknown; place: Place} {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), {lineCounter: lines, prettyErrors: false, maxAliasCount: 100} as never);
  if (document.errors.length) {
    const faults = document.errors.map((error) => `${named}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
    throw new UsageError(faults.join("\n"));
  }
  if (![".json", ".yaml", ".yml"].includes(extname(file))) throw new UsageError(`${named}: a config ends in .json, .yaml, .yml or .ts`);
  return {value: document.toJS({maxAliasCount: 100}), place: (path) => `${named}:${lineOf(document, lines, path)}: `};
}

// The line of the deepest part of the path that the file has.
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth ? document.getIn(path.slice(0, depth) as (string | number)[], true) : document.contents;
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function faultsOf(error: z.ZodError, value: unknown): Fault[] {
  return error.issues.flatMap((issue) =>
    issuesOf({issues: [issue as never]}, value, keysAt).map((message) => ({path: issue.path, message})),
  );
}

function keysAt(path: string): string[] {
  return path === "" ? Object.keys(reportSchema.shape) : KNOWN_BELOW.filter(([prefix]) => path.startsWith(prefix)).flatMap(([, keys]) => keys);
}
const KNOWN_BELOW: readonly (readonly [string, string[]])[] = [
  ["sections", ["heading", "query", "widget", "props", "note", "pageBreak", "onError"]],
  ["outputs", ["format", "file", "interactive", "paper"]],
  ["inputs", ["path", "source", "map", "table", "inputTz", "dateOrder", "timeUnit", "types", "encoding"]],
  ["schedule", ["cron", "tz", "catchUp"]],
  ["each", ["prop", "values", "file", "as"]],
];

const NO_DATA = {asOf: 0, firstTs: NaN, lastTs: NaN, historyStart: NaN};

/** Faults of the queries that can be seen without data: unknown kinds and keys, missing options, impossible values. */
function queryFaults(config: ReportConfig): Fault[] {
  return config.sections.flatMap((section, s) => {
    if (!("query" in section)) return [];
    try {
      normalise(queryOf(section.query, config), NO_DATA);
      return [];
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return error.message.split("\n").map((message) => ({path: ["sections", s, "query"], message: `sections[${s}].query.${message}`}));
    }
  });
}

/** A section's query with what the whole report says: zone, week start, range, filter, asOf. The section's own words win. */
export function queryOf(query: Record<string, unknown>, config: ReportConfig): {kind: string} & Record<string, unknown> {
  const where = [config.where, query.where as object | undefined].filter((part) => part !== undefined);
  return {
    tz: config.tz,
    weekStart: config.weekStart,
    ...(config.range ? {range: config.range} : {}),
    ...query,
    ...(where.length ? {where: where.length === 1 ? where[0] : {all: where}} : {}),
  } as unknown as {kind: string} & Record<string, unknown>;
}
