// Lets an adapter read one file, record by record, and keeps the account.
import {SOURCE_KINDS, type FinalOut, type Shared, type SourceFile, type SourceReader} from "./adapter.js";
import type {OpenContext, OpenedFile} from "./open-file.js";
import type {Recognised} from "./recognise.js";
import {Sink} from "./sink.js";
import {openSource} from "./source-records.js";
import type {Stores} from "./stores.js";

/** A file that an adapter has read: `finish` may still add events to it. */
export interface SourceRun {
  readonly sink: Sink;
  readonly file: SourceFile;
}

export async function runSource(
  opened: OpenedFile,
  {source, recognition}: Recognised,
  reader: SourceReader,
  shared: Shared,
  stores: Stores,
  context: OpenContext,
): Promise<SourceRun> {
  const {book} = opened;
  book.source = source.name;
  const facts = {part: recognition.part, identity: stores.identityOptions, shared};
  const {file, places, each} = await openSource(opened, recognition, facts, context);
  const sink = new Sink(book, places, stores, SOURCE_KINDS.indexOf(source.kind));
  const read = reader.read(file, sink);
  const visit = (r: number) => {
    sink.begin(r);
    read(r);
    sink.end();
  };
  await each(visit, () => context.pace.step());
  for (const note of file.timeNotes()) book.note(note);
  return {sink, file};
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
