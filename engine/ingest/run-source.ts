// Lets an adapter read one file: hands it the columns or the records, and keeps the account.
import {
  SOURCE_KINDS,
  type FinalOut,
  type RecordReader,
  type Shared,
  type SourceFile,
  type SourceReader,
} from "./adapter.js";
import type {EventPart} from "./event-part.js";
import {genericTable} from "./generic-table.js";
import type {JsonRecord} from "./json-files.js";
import {isObject, recordsIn} from "./json-records.js";
import type {OpenContext, OpenedFile} from "./open-file.js";
import {Places} from "./places.js";
import type {Recognised} from "./recognise.js";
import {Sink, type Stores} from "./sink.js";
import {RecordSourceFile, TableSourceFile} from "./source-file.js";

/** The file after the adapter has read it: `finish` may still add events to it. */
export interface SourceRun {
  readonly sink: Sink;
  readonly file: SourceFile;
  part(): EventPart | null;
}

const RECORDS_A_STEP = 20_000;

export async function runSource(
  opened: OpenedFile,
  {source, recognition}: Recognised,
  reader: SourceReader,
  shared: Shared,
  stores: Stores,
  context: OpenContext,
): Promise<SourceRun> {
  const {book, content} = opened;
  book.source = source.name;
  const rank = SOURCE_KINDS.indexOf(source.kind);
  const common = {
    path: book.path,
    part: recognition.part,
    options: opened.options,
    identity: stores.identityOptions,
    shared,
    ...headerOf(opened, recognition.layout),
    document: content.kind === "document" ? content.document : undefined,
    first: content.kind === "lines" ? content.first[0]?.value : undefined,
  };
  if (content.kind === "lines" || content.kind === "document" || (content.kind === "columnar" && content.file.nested)) {
    const places = new Places();
    const sink = new Sink(book, places, stores, rank);
    const file = new RecordSourceFile(keysOf(opened, recognition.records), common);
    const read = reader.read(file, sink);
    for await (const batch of batchesOf(opened, recognition.records)) {
      readRecords(batch, file, places, sink, read);
      await context.pace.step();
    }
    for (const note of file.timeNotes()) book.note(note);
    return {sink, file, part: () => sink.finish()};
  }
  const {table} = await genericTable(opened, context, [], recognition.layout ?? {}, (names) => ({
    times: matching(names, recognition.times),
    texts: matching(names, recognition.texts),
    members: matching(names, recognition.members),
  }));
  book.read = table.read;
  const sink = new Sink(book, table.places, stores, rank);
  const file = new TableSourceFile(table, common, recognition);
  const read = reader.read(file, sink);
  for (let r = 0; r < table.size; r++) {
    sink.begin(r);
    read(r);
    sink.end();
    if (r % RECORDS_A_STEP === 0) await context.pace.step();
  }
  for (const note of file.timeNotes()) book.note(note);
  return {sink, file, part: () => sink.finish()};
}

const tidy = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

function matching(names: readonly string[], wanted: readonly string[] = []): string[] {
  const known = new Set(wanted.map(tidy));
  return names.filter((name) => known.has(tidy(name)));
}

function headerOf({content}: OpenedFile, layout: {readonly header?: number; readonly headerRows?: number} = {}) {
  if (content.kind !== "delimited") return {headerRows: [], preamble: []};
  const start = layout.header ?? 0;
  const {sample} = content.file;
  return {
    headerRows: start < 0 ? [] : sample.slice(start, start + (layout.headerRows ?? 1)),
    preamble: sample.slice(0, Math.max(0, start)),
  };
}

function keysOf({content}: OpenedFile, listed?: (document: unknown) => Iterable<unknown>): readonly string[] {
  if (content.kind === "columnar") return content.file.names;
  const records =
    content.kind === "lines"
      ? content.first.map(({value}) => value)
      : content.kind === "document"
        ? [...(listed?.(content.document) ?? recordsIn(content.document) ?? [content.document])].slice(0, 1000)
        : [];
  return [...new Set(records.flatMap((record) => (isObject(record) ? Object.keys(record) : [])))];
}

async function* batchesOf(
  {content, book}: OpenedFile,
  records?: (document: unknown) => Iterable<unknown>,
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
    const all = records ? records(content.document) : (recordsIn(content.document) ?? [content.document]);
    let batch: JsonRecord[] = [];
    for (const value of all) {
      batch.push({value, row: ++book.read, line: 0});
      if (batch.length < RECORDS_A_STEP) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  }
}

function readRecords(
  batch: readonly JsonRecord[],
  file: RecordSourceFile,
  places: Places,
  sink: Sink,
  read: RecordReader,
): void {
  for (const {value, row, line} of batch) {
    const r = places.size;
    places.push(row, line);
    file.moveTo(r, value);
    sink.begin(r);
    read(r);
    sink.end();
  }
}

/** What `finish` of the system's reader writes to. */
export function finalOut(runs: readonly SourceRun[]): FinalOut {
  const sinks = new Map(runs.map(({file, sink}) => [file, sink]));
  const sinkAt = (file: SourceFile, record: number) => {
    const sink = sinks.get(file)!;
    sink.begin(record);
    return sink;
  };
  const ofNoRecord = () => sinkAt(runs[0]!.file, -1);
  return {
    event: (draft, {file, record}) => sinkAt(file, record).event(draft),
    note: (sentence, file) => sinkAt(file, -1).note(sentence),
    same: (keys, strength, ts) => ofNoRecord().same(keys, strength, ts),
    row: (table, values) => ofNoRecord().row(table, values),
  };
}
