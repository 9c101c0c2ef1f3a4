// A file of a system as its adapter sees it, and its records one after the other: of a table, or as they are.
import type {Recognition, SourceFile} from "./adapter.js";
import {genericTable} from "./generic-table.js";
import type {JsonRecord} from "./json-files.js";
import {keysIn, recordsIn} from "./json-records.js";
import type {OpenContext, OpenedFile} from "./open-file.js";
import {Places} from "./places.js";
import {foldedName} from "./record-table.js";
import {RecordSourceFile, TableSourceFile, type FileFacts} from "./source-file.js";

export interface SourceRecords {
  readonly file: TableSourceFile | RecordSourceFile;
  /** Where the records stand. */
  readonly places: Places;
  /** Shows every record by its number; `pause` is awaited after some thousands. */
  readonly each: (visit: (r: number) => void, pause: () => Promise<void>) => Promise<void>;
}

const RECORDS_A_STEP = 20_000;

export async function openSource(
  opened: OpenedFile,
  recognition: Recognition,
  stated: Pick<SourceFile, "part" | "identity" | "shared">,
  context: OpenContext,
): Promise<SourceRecords> {
  const {book, content} = opened;
  const facts: FileFacts = {
    ...stated,
    path: book.path,
    options: opened.options,
    ...headerOf(opened, recognition.layout),
    document: content.kind === "document" ? content.document : undefined,
    first: content.kind === "lines" ? content.first[0]?.value : undefined,
  };
  const asTheyAre =
    content.kind === "lines" || content.kind === "document" || (content.kind === "columnar" && content.file.nested);
  return asTheyAre ? ofRecords(opened, recognition, facts) : ofTable(opened, recognition, facts, context);
}

function ofRecords(opened: OpenedFile, {records: listed}: Recognition, facts: FileFacts): SourceRecords {
  const places = new Places();
  const file = new RecordSourceFile(firstKeys(opened, listed), facts);
  return {
    file,
    places,
    async each(visit, pause) {
      for await (const batch of batchesOf(opened, listed)) {
        for (const {value, row, line} of batch) {
          const r = places.size;
          places.push(row, line);
          file.moveTo(r, value);
          visit(r);
        }
        await pause();
      }
    },
  };
}

async function ofTable(
  opened: OpenedFile,
  recognition: Recognition,
  facts: FileFacts,
  context: OpenContext,
): Promise<SourceRecords> {
  const {table} = await genericTable(opened, context, {
    layout: recognition.layout ?? {},
    hints: (names) => ({
      times: matching(names, recognition.times),
      texts: matching(names, recognition.texts),
      members: matching(names, recognition.members),
    }),
  });
  opened.book.read = table.read;
  return {
    file: new TableSourceFile(table, facts, recognition),
    places: table.places,
    async each(visit, pause) {
      for (let r = 0; r < table.size; r++) {
        visit(r);
        if (r % RECORDS_A_STEP === 0) await pause();
      }
    },
  };
}

function matching(names: readonly string[], wanted: readonly string[] = []): string[] {
  const known = new Set(wanted.map(foldedName));
  return names.filter((name) => known.has(foldedName(name)));
}

function headerOf({content}: OpenedFile, {header: start = 0, headerRows = 1}: Recognition["layout"] = {}) {
  if (content.kind !== "delimited") return {headerRows: [], preamble: []};
  const {sample} = content.file;
  return {
    headerRows: start < 0 ? [] : sample.slice(start, start + headerRows),
    preamble: sample.slice(0, Math.max(0, start)),
  };
}

function firstKeys({content}: OpenedFile, listed: Recognition["records"]): readonly string[] {
  if (content.kind === "columnar") return content.file.names;
  if (content.kind === "lines") return keysIn(content.first.map(({value}) => value));
  return content.kind === "document" ? keysIn([...recordsOf(content.document, listed)].slice(0, 1000)) : [];
}

const recordsOf = (document: unknown, listed: Recognition["records"]): Iterable<unknown> =>
  listed?.(document) ?? recordsIn(document) ?? [document];

async function* batchesOf(
  {content, book}: OpenedFile,
  listed: Recognition["records"],
): AsyncGenerator<readonly JsonRecord[]> {
  if (content.kind === "lines") {
    yield content.first;
    yield* content.rest;
  } else if (content.kind === "columnar") {
    for await (const batch of content.file.records()) {
      book.read += batch.length;
      yield batch;
    }
  } else if (content.kind === "document") {
    let batch: JsonRecord[] = [];
    for (const value of recordsOf(content.document, listed)) {
      batch.push({value, row: ++book.read, line: 0});
      if (batch.length < RECORDS_A_STEP) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  }
}
