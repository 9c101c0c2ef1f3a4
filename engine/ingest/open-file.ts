// Opens one input: unpacks it, finds its format, and looks at its first records.
import {DataError} from "../model/errors.js";
import {collect, peek} from "./byte-source.js";
import type {ColumnarFile} from "./columnar.js";
import {DelimitedFile} from "./delimited.js";
import {toUtf8} from "./encoding.js";
import {binaryFormatOf, containerOf, latin1, textFormatOf, type Format} from "./format.js";
import type {InputFile} from "./inputs.js";
import type {JsonRecord} from "./json-files.js";
import type {Faults} from "./faults.js";
import {FileBook} from "./ledger-book.js";
import type {FileOptions, Limits} from "./options.js";
import type {Pace} from "./pace.js";
import type {RecordTable} from "./record-table.js";

/** What a file turned out to be, before anyone has said what its records mean. */
export type FileContent =
  | {readonly kind: "delimited"; readonly file: DelimitedFile}
  | {readonly kind: "lines"; readonly first: readonly JsonRecord[]; readonly rest: AsyncGenerator<JsonRecord[]>}
  | {readonly kind: "document"; readonly document: unknown}
  | {readonly kind: "columnar"; readonly file: ColumnarFile}
  | {readonly kind: "table"; readonly table: RecordTable; readonly minorAmounts: boolean};

export interface OpenedFile {
  readonly book: FileBook;
  readonly options: FileOptions;
  readonly content: FileContent;
}

export interface OpenContext {
  readonly limits: Required<Limits>;
  readonly pace: Pace;
  readonly faults: Faults;
}

/** Opens an input; a ZIP gives each of its members. What cannot be used at all goes to the faults. */
export async function openFile(input: InputFile, context: OpenContext): Promise<OpenedFile[]> {
  return (await context.faults.past(() => opened(input, context))) ?? [];
}

async function opened(input: InputFile, context: OpenContext): Promise<OpenedFile[]> {
  const {content, path, options} = input;
  if ("memory" in content) {
    const book = new FileBook(path, "generic", "rows");
    if (Array.isArray(content.memory)) return [{book, options, content: {kind: "document", document: content.memory}}];
    const {memoryTable} = await import("./memory-table.js");
    const {table, minorAmounts} = memoryTable(content.memory, book, context.limits);
    book.format = table.format;
    return [{book, options, content: {kind: "table", table, minorAmounts}}];
  }
  const {bytes} = content;
  const chunks = counted(await bytes.open(context.pace.signal), context, path);
  if (bytes.size === null || context.pace.total === null) context.pace.total = null;
  else context.pace.total += bytes.size;
  return openBytes(chunks, path, options, context, 0, bytes.size);
}

async function openBytes(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  options: FileOptions,
  context: OpenContext,
  depth: number,
  size: number | null,
): Promise<OpenedFile[]> {
  const {head, all} = await peek(chunks, 512);
  if (head.length === 0) throw new DataError("is empty (no bytes)", path);
  const container = containerOf(head);
  if (container && depth > 2) throw new DataError("is packed more than twice; unpack it", path);
  const limit = context.limits.expandedBytes;
  if (container === "gzip") {
    const {inflate} = await import("./inflate.js");
    return openBytes(inflate(all, "gzip", limit, path), path, options, context, depth + 1, null);
  }
  if (container === "zip") {
    const {zipMembers} = await import("./zip.js");
    const members = zipMembers(await collect(all, limit, path), limit, path);
    const opened = [];
    for (const {name, size, chunks} of members)
      opened.push(
        ...((await context.faults.past(() =>
          openBytes(chunks(), `${path}/${name}`, options, context, depth + 1, size),
        )) ?? []),
      );
    return opened;
  }
  const binary = binaryFormatOf(head, path);
  if (binary) return [await openBinary(binary, all, path, options, context)];
  return [await openText(all, path, options, context, size)];
}

async function openBinary(
  format: "arrow" | "parquet",
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  options: FileOptions,
  context: OpenContext,
): Promise<OpenedFile> {
  const book = new FileBook(path, "generic", format);
  const bytes = await collect(chunks, context.limits.expandedBytes, path);
  await context.pace.step();
  const open = format === "arrow" ? (await import("./arrow.js")).arrowFile : (await import("./parquet.js")).parquetFile;
  return {book, options, content: {kind: "columnar", file: await open(bytes, book, context)}};
}

const HEAD = 1 << 16;

async function openText(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  options: FileOptions,
  context: OpenContext,
  size: number | null,
): Promise<OpenedFile> {
  const decoded = await toUtf8(chunks, options.encoding, path);
  const {head, all} = await peek(decoded.chunks, HEAD);
  const kind = textFormatOf(latin1(head.subarray(0, HEAD)), path);
  if (kind === "delimited") {
    const file = await DelimitedFile.open(
      all,
      path,
      /\.tsv(\.gz)?$/i.test(path) && head.subarray(0, HEAD).includes(9) ? "\t" : undefined,
      size,
    );
    return {book: new FileBook(path, "generic", file.format), options, content: {kind: "delimited", file}};
  }
  const book = new FileBook(path, "generic", kind satisfies Format);
  const {jsonDocument, ndjsonRecords} = await import("./json-files.js");
  if (kind === "json" && !isList(head))
    return {
      book,
      options,
      content: {kind: "document", document: await jsonDocument(all, book, context.limits, context.pace)},
    };
  const records = kind === "json" ? (await import("./json-list.js")).listRecords : ndjsonRecords;
  const rest = records(all, book, context.limits, context.pace);
  const first = await rest.next();
  return {book, options, content: {kind: "lines", first: first.done ? [] : first.value, rest}};
}

const isList = (head: Uint8Array): boolean => latin1(head.subarray(0, HEAD)).trimStart().startsWith("[");

// Progress counts the bytes as they come in, packed or not.
async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  {limits, pace}: OpenContext,
  path: string,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    pace.check();
    size += chunk.length;
    pace.bytes += chunk.length;
    if (size > limits.bytes)
      throw new DataError(`is larger than ${limits.bytes} bytes; raise limits.bytes to read it`, path);
    yield chunk;
  }
}
