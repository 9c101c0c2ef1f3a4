// The inputs of a command: files with their options, each path once.
import {existsSync, readdirSync, realpathSync, statSync} from "node:fs";
import {join} from "node:path";
import {Readable} from "node:stream";
import {DataError} from "../../engine/model/errors.js";
import {UsageError} from "../terminal/exit.js";

/** What the command line says about the data. */
export interface DataOptions {
  source?: string;
  map?: Record<string, string>;
  inputTz?: string;
  timeUnit?: string;
  asOf?: string;
  table?: Record<string, string>;
  stages?: Record<string, string>;
  inputs?: string;
}

/** One input as the engine takes it. */
export interface Input {
  path: string;
  data?: ReadableStream<Uint8Array>;
  [option: string]: unknown;
}

/** The inputs in the order given; a path named twice (also by another spelling) counts once; `-` is standard input. */
export function inputsOf(files: readonly string[], options: DataOptions, listed: readonly Input[] = []): Input[] {
  const common = {
    ...(options.source ? {source: options.source} : {}),
    ...(options.map ? {map: options.map} : {}),
    ...(options.inputTz ? {inputTz: options.inputTz} : {}),
    ...(options.timeUnit ? {timeUnit: options.timeUnit} : {}),
  };
  const all = [...files.map((path): Input => ({path, ...common})), ...listed.map((input) => ({...common, ...input}))];
  if (all.length === 0) throw new UsageError("name at least one file, or - for standard input");
  const found = unique(all.flatMap(filesIn));
  expectFiles(found.flatMap(({path}) => (path === "-" ? [] : [path])));
  return found.map(opened);
}

/** Throws one DataError for all files that are not there, each as it is written. */
export function expectFiles(paths: readonly string[], place: (path: string) => string = (path) => path): void {
  const missing = paths.filter((path) => !isAddress(path) && !existsSync(place(path)));
  if (missing.length === 1) throw new DataError("no such file", missing[0]);
  if (missing.length > 1) throw new DataError(missing.map((path) => `${path}: no such file`).join("\n"));
}

/** Files in the folders named that say how the others are read. They are no data, and are obeyed only when `--inputs` names them. */
export function inputsFilesIn(files: readonly string[]): string[] {
  const folders = files.filter((path) => path !== "-" && existsSync(path) && statSync(path).isDirectory());
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => INPUTS_FILE.test(name))
      .map((name) => join(folder, name)),
  );
}

/** A folder stands for the files in it and below it, by name; hidden ones, pictures, pages and `inputs.json` are no data. */
function filesIn(input: Input): Input[] {
  if (input.path === "-" || isAddress(input.path) || !existsSync(input.path) || !statSync(input.path).isDirectory())
    return [input];
  const found = readdirSync(input.path, {withFileTypes: true})
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || isData(entry.name)))
    .map(({name}) => name)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => filesIn({...input, path: join(input.path, name)}));
  if (found.length === 0) throw new DataError("is a folder without a file of data", input.path);
  return found;
}

const isData = (name: string) => !NO_DATA.test(name) && !INPUTS_FILE.test(name);
const INPUTS_FILE = /^inputs\.(json|ya?ml)$/i;
const NO_DATA = /\.(pdf|png|jpe?g|gif|svg|html?|md)$|^thumbs\.db$/i;

function unique(inputs: readonly Input[]): Input[] {
  const seen = new Set<string>();
  return inputs.filter(({path}) => {
    const key = path === "-" || isAddress(path) || !existsSync(path) ? path : realpathSync(path);
    return !seen.has(key) && seen.add(key);
  });
}

function opened(input: Input): Input {
  if (input.path === "-") return {...input, data: Readable.toWeb(process.stdin) as ReadableStream<Uint8Array>};
  return input;
}

export function isAddress(path: string): boolean {
  return /^https?:\/\//.test(path);
}
