// Any opened file as one table of records, for files that no system's adapter reads.
import {DataError} from "../model/errors.js";
import {isRecord} from "../model/is-record.js";
import type {Layout} from "./delimited.js";
import {columnsIn, recordsIn} from "./json-records.js";
import type {FileBook} from "./ledger-book.js";
import {ObjectTable} from "./object-table.js";
import type {FileContent, OpenContext, OpenedFile} from "./open-file.js";
import type {Limits} from "./options.js";
import type {ColumnHints} from "./table-builder.js";
import type {RecordTable} from "./record-table.js";

export interface GenericTable {
  readonly table: RecordTable;
  readonly minorAmounts: boolean;
}

/** What is known of the columns of a text file. */
export interface TextTable {
  /** Where header and footer are; else found out. */
  readonly layout?: Layout | undefined;
  /** Mapped columns named by number, as files without a header have them. */
  readonly positions?: readonly string[];
  readonly hints?: (names: readonly string[]) => ColumnHints;
}

/** Reads the file to its end. */
export async function genericTable(
  {book, content}: OpenedFile,
  context: OpenContext,
  known: TextTable = {},
): Promise<GenericTable> {
  if (content.kind === "table") return content;
  return {table: await tableIn(content, book, context, known), minorAmounts: false};
}

async function tableIn(
  content: Exclude<FileContent, {kind: "table"}>,
  book: FileBook,
  context: OpenContext,
  {layout, positions = [], hints}: TextTable,
): Promise<RecordTable> {
  const {limits, pace} = context;
  if (content.kind === "lines") return linesTable(content, book, limits);
  if (content.kind === "delimited") {
    const {file} = content;
    return file.read(layout ?? layoutOf(file.sample, file.format, positions), book, limits, pace, hints);
  }
  const table =
    content.kind === "columnar" ? await content.file.table() : await documentTable(content.document, book, context);
  pace.rows += table.size;
  return table;
}

async function linesTable(
  {first, rest}: Extract<FileContent, {kind: "lines"}>,
  book: FileBook,
  limits: Required<Limits>,
): Promise<RecordTable> {
  const table = new ObjectTable(book.path, limits);
  const add = (records: typeof first) => {
    for (const {value, row, line} of records) {
      if (isRecord(value)) table.add(value, row, line);
      else book.reject(row, line, "not an object", null, JSON.stringify(value));
    }
  };
  add(first);
  for await (const records of rest) add(records);
  return table.finish(book.format as RecordTable["format"], book.read);
}

async function documentTable(document: unknown, book: FileBook, context: OpenContext): Promise<RecordTable> {
  const {columnsTable, rowsTable} = await import("./memory-table.js");
  const records = recordsIn(document);
  if (records) return {...rowsTable(records, book, context.limits), format: book.format as RecordTable["format"]};
  const columns = columnsIn(document);
  if (columns) return columnsTable(columns, null, "json", book);
  throw new DataError(
    "is JSON without a list of records; looked at the top and under data, results, records, result, events, items",
    book.path,
  );
}

/**
 * Blank-separated files without a header are told by a first row with numbers in it; other text has a header unless its
 * columns are mapped by position. Columns are then called 1, 2, 3 …
 */
function layoutOf(sample: readonly (readonly string[])[], format: string, positions: readonly string[]): Layout {
  const first = sample[0] ?? [];
  const numeric = (cell: string) => /^[+-]?\d+([.,]\d+)?$/.test(cell.trim()) || /^\d{4}-\d\d-\d\d/.test(cell.trim());
  const byPosition = positions.length > 0 && !positions.some((name) => first.map((cell) => cell.trim()).includes(name));
  const headerless = byPosition || (format === "fixed" && first.some(numeric));
  return {header: headerless ? -1 : 0};
}
