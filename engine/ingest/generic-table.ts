// Any opened file as one table of records, for files that no system's adapter reads.
import {DataError} from "../model/errors.js";
import type {Layout} from "./delimited.js";
import {columnsIn, recordsIn} from "./json-records.js";
import {ObjectTable} from "./object-table.js";
import type {OpenContext, OpenedFile} from "./open-file.js";
import type {ColumnHints} from "./table-builder.js";
import type {RecordTable} from "./record-table.js";

export interface GenericTable {
  readonly table: RecordTable;
  readonly minorAmounts: boolean;
}

/** Reads the file to its end. `positions` are mapped columns named by number, as files without a header have them. */
export async function genericTable(
  {book, content}: OpenedFile,
  context: OpenContext,
  positions: readonly string[],
  layout?: Layout,
  hints?: (names: readonly string[]) => ColumnHints,
): Promise<GenericTable> {
  const done = (table: RecordTable) => ({table, minorAmounts: content.kind === "table" && content.minorAmounts});
  if (content.kind === "table") return done(content.table);
  if (content.kind === "columnar") {
    const table = await content.file.table();
    context.pace.rows += table.size;
    return done(table);
  }
  if (content.kind === "document") {
    const table = await documentTable(content.document, {book, content} as OpenedFile, context);
    context.pace.rows += table.size;
    return done(table);
  }
  if (content.kind === "delimited")
    return done(
      await content.file.read(
        layout ?? layoutOf(content.file.sample, content.file.format, positions),
        book,
        context.limits,
        context.pace,
        hints,
      ),
    );
  const table = new ObjectTable(book.path, context.limits);
  const add = (records: typeof content.first) => {
    for (const {value, row, line} of records) {
      if (typeof value === "object" && value !== null && !Array.isArray(value)) table.add(value, row, line);
      else book.reject(row, line, "not an object", null, JSON.stringify(value));
    }
  };
  add(content.first);
  for await (const records of content.rest) add(records);
  return done(table.finish("ndjson", book.read));
}

async function documentTable(document: unknown, {book}: OpenedFile, context: OpenContext): Promise<RecordTable> {
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
