// The beginning of an opened file, for whoever wants to know who wrote it.
import type {Sample} from "./adapter.js";
import {textAt} from "./cells.js";
import {keysIn, recordsIn} from "./json-records.js";
import type {FileContent, OpenedFile} from "./open-file.js";
import {foldedName, type RecordTable} from "./record-table.js";

const SHOWN = 200;

export function sampleOf({book, options, content}: OpenedFile): Sample {
  const rows = rowsIn(content);
  const records = firstRecords(content);
  const header =
    rows[0]?.map((cell) => cell.trim()) ?? (content.kind === "columnar" ? content.file.names : keysIn(records));
  const known = new Set(header.map(foldedName));
  return {
    path: book.path,
    format: content.kind === "delimited" ? content.file.format : (book.format as Sample["format"]),
    options,
    rows,
    header,
    records,
    document: content.kind === "document" ? content.document : undefined,
    has: (...names) => names.every((name) => known.has(foldedName(name))),
    rowWith: (...names) =>
      rows.findIndex((row) => {
        const cells = new Set(row.map(foldedName));
        return names.every((name) => cells.has(foldedName(name)));
      }),
  };
}

function rowsIn(content: FileContent): readonly (readonly string[])[] {
  if (content.kind === "delimited") return content.file.sample;
  return content.kind === "table" ? rowsOf(content.table) : [];
}

function rowsOf({names, cells, size}: RecordTable): string[][] {
  const texts = (r: number) => cells.map((column) => textAt(column, r) ?? "");
  return [[...names], ...Array.from({length: Math.min(size, SHOWN)}, (_, r) => texts(r))];
}

function firstRecords(content: FileContent): readonly unknown[] {
  if (content.kind === "columnar") return content.file.sample;
  if (content.kind === "lines") return content.first.slice(0, SHOWN).map(({value}) => value);
  if (content.kind !== "document") return [];
  return (recordsIn(content.document) ?? [content.document]).slice(0, SHOWN);
}
