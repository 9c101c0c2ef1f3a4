// The inputs of a command: files with their options, each path once.
import {existsSync, readdirSync, readFileSync, realpathSync, statSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {Readable} from "node:stream";
import {parse as parseYaml} from "yaml";
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
  inputs?: string;
}

/** One input as the engine takes it. */
export interface Input {
  path: string;
  data?: ReadableStream<Uint8Array>;
  [option: string]: unknown;
}

/** The inputs in the order given; a path named twice (also by another spelling) counts once; `-` is standard input. */
export function inputsOf(files: readonly string[], options: DataOptions): Input[] {
  const common = {
    ...(options.source ? {source: options.source} : {}),
    ...(options.map ? {map: options.map} : {}),
    ...(options.inputTz ? {inputTz: options.inputTz} : {}),
    ...(options.timeUnit ? {timeUnit: options.timeUnit} : {}),
  };
  const listed = options.inputs ? readInputs(options.inputs).inputs : [];
  const all = [...files.map((path): Input => ({path, ...common})), ...listed.map((input) => ({...common, ...input}))];
  if (all.length === 0) throw new UsageError("name at least one file, or - for standard input");
  return unique(all.flatMap(filesIn)).map(opened);
}

/** A folder stands for the files in it and below it, by name; hidden ones, pictures and pages are no data. */
function filesIn(input: Input): Input[] {
  if (input.path === "-" || isAddress(input.path) || !existsSync(input.path) || !statSync(input.path).isDirectory())
    return [input];
  const found = readdirSync(input.path, {withFileTypes: true})
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || !NO_DATA.test(entry.name)))
    .map(({name}) => name)
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) => filesIn({...input, path: join(input.path, name)}));
  if (found.length === 0) throw new DataError("is a folder without a file of data", input.path);
  return found;
}

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
  if (!isAddress(input.path) && !existsSync(input.path)) throw new DataError("no such file", input.path);
  return input;
}

export function isAddress(path: string): boolean {
  return /^https?:\/\//.test(path);
}

/** `--inputs FILE`: JSON or YAML with `inputs` and `identity`; its paths are relative to it. */
export function readInputs(file: string): {inputs: Input[]; identity?: Record<string, unknown>} {
  if (!existsSync(file)) throw new UsageError(`--inputs ${file}: no such file`);
  let parsed: {inputs?: unknown; identity?: Record<string, unknown>};
  try {
    parsed = (parseYaml(readFileSync(file, "utf8")) ?? {}) as typeof parsed;
  } catch (error) {
    throw new UsageError(`--inputs ${file}: ${(error as Error).message}`);
  }
  if (!Array.isArray(parsed.inputs))
    throw new UsageError(`--inputs ${file}: write {"inputs": [{"path": "events.csv"}]}`);
  const inputs = parsed.inputs.map((input: unknown, i): Input => {
    const entry = (typeof input === "string" ? {path: input} : input) as Input | null;
    if (typeof entry?.path !== "string")
      throw new UsageError(`--inputs ${file}: inputs[${i}].path: missing; name a file`);
    return {...entry, path: isAddress(entry.path) ? entry.path : resolve(dirname(file), entry.path)};
  });
  return {inputs, ...(parsed.identity ? {identity: parsed.identity} : {})};
}
