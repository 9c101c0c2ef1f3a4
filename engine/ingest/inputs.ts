// Makes a list of files of whatever the caller handed over: one input or many, each with its own options.
import {DataError, QueryError} from "../model/errors.js";
import {ofBlob, ofBytes, ofPath, ofStream, type ByteSource} from "./byte-source.js";
import {checkFileOptions, together} from "./check-options.js";
import {
  checkKeys,
  FILE_OPTIONS,
  type DataInput,
  type DescribedInput,
  type FileOptions,
  type Input,
  type OpenOptions,
  type ReadPath,
} from "./options.js";
import {readPath as defaultReadPath} from "./read-path.js";

/** One input: bytes, or data that is in memory already, under a name. */
export interface InputFile {
  readonly path: string;
  readonly options: FileOptions;
  readonly content: {readonly bytes: ByteSource} | {readonly memory: object};
}

/** The files of an input. A path given twice counts once. `name` is how unnamed data is called: `input 1`, `profiles`. */
export function filesOf(input: Input, options: OpenOptions, name: string): InputFile[] {
  const list = isList(input) ? input : [input];
  const common = pick(options);
  const seen = new Set<string>();
  const files: InputFile[] = [];
  const add = (entry: DataInput | DescribedInput, i: number) => {
    const file = fileOf(
      entry,
      common,
      options.readPath ?? defaultReadPath,
      list.length > 1 || name === "input" ? `${name} ${i + 1}` : name,
    );
    if (typeof entry === "string" || (isDescribed(entry) && entry.data === undefined)) {
      if (seen.has(plainPath(file.path))) return;
      seen.add(plainPath(file.path));
    }
    files.push(file);
  };
  together(list.map((entry, i) => () => add(entry, i)));
  return files;
}

const plainPath = (path: string) => path.replace(/^(\.\/)+/, "").replace(/\/\.?(?=\/)/g, "");

// A list of rows is one input; a list of inputs is several.
function isList(input: Input): input is readonly (DataInput | DescribedInput)[] {
  return Array.isArray(input) && input.length > 0 && input.every(isInput);
}

function isInput(entry: unknown): boolean {
  if (typeof entry === "string" || entry instanceof URL || isBinary(entry) || isTable(entry) || Array.isArray(entry))
    return true;
  return typeof entry === "object" && entry !== null && isDescribed(entry);
}

function isBinary(entry: unknown): entry is Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> {
  return (
    entry instanceof Uint8Array ||
    entry instanceof ArrayBuffer ||
    (typeof Blob === "function" && entry instanceof Blob) ||
    entry instanceof ReadableStream
  );
}

/** An Arquero table, or anything with its methods. */
export function isTable(
  entry: unknown,
): entry is {numRows(): number; columnNames(): string[]; array(name: string): ArrayLike<unknown>} {
  const table = entry as {numRows?: unknown; columnNames?: unknown; array?: unknown} | null;
  return (
    typeof table === "object" &&
    table !== null &&
    typeof table.numRows === "function" &&
    typeof table.columnNames === "function" &&
    typeof table.array === "function"
  );
}

// An object with a path as text, or with data that no row could hold.
function isDescribed(entry: DataInput | DescribedInput): entry is DescribedInput {
  if (typeof entry !== "object" || entry === null || isBinary(entry) || isTable(entry) || Array.isArray(entry))
    return false;
  const {path, data} = entry as {path?: unknown; data?: unknown};
  if (data !== undefined)
    return (
      typeof data === "string" ||
      (typeof data === "object" && (path === undefined || typeof path === "string") && !isColumn(data))
    );
  return (
    typeof path === "string" &&
    Object.keys(entry).every((key) => key === "path" || (FILE_OPTIONS as readonly string[]).includes(key))
  );
}

const isColumn = (value: unknown) =>
  typeof value === "object" && value !== null && "codes" in value && "dictionary" in value;

function fileOf(entry: DataInput | DescribedInput, common: FileOptions, readPath: ReadPath, name: string): InputFile {
  if (!isDescribed(entry)) return {...contentOf(entry, readPath, undefined, name), options: common};
  together([
    () => checkKeys(entry, "input", entry.path ?? name),
    () => checkFileOptions(entry, `${entry.path ?? name}: `),
  ]);
  const data = entry.data ?? entry.path;
  if (data === undefined) throw new QueryError("needs a path, or data", name);
  return {...contentOf(data, readPath, entry.path, name), options: {...common, ...pick(entry)}};
}

function contentOf(
  data: DataInput,
  readPath: ReadPath,
  path: string | undefined,
  name: string,
): Pick<InputFile, "path" | "content"> {
  if (typeof data === "string" || data instanceof URL) {
    const bytes = ofPath(String(data), readPath);
    return {path: path ?? bytes.path, content: {bytes}};
  }
  const label =
    path ?? (isBinary(data) && "name" in data && typeof data.name === "string" && data.name !== "" ? data.name : name);
  if (data instanceof Uint8Array) return {path: label, content: {bytes: ofBytes(label, data)}};
  if (data instanceof ArrayBuffer) return {path: label, content: {bytes: ofBytes(label, new Uint8Array(data))}};
  if (typeof Blob === "function" && data instanceof Blob) return {path: label, content: {bytes: ofBlob(label, data)}};
  if (data instanceof ReadableStream) return {path: label, content: {bytes: ofStream(label, data)}};
  if (typeof data === "object" && data !== null) return {path: path ?? name, content: {memory: data}};
  throw new DataError(
    `is no data: ${typeof data}; hand over rows, columns, bytes, a Blob, a stream, an address or a path`,
    label,
  );
}

function pick(options: FileOptions): FileOptions {
  const entries = FILE_OPTIONS.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]] as const]));
  return Object.fromEntries(entries);
}
