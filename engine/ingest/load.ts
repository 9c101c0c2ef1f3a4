// Loads data into a dataset: opens every file, finds out who wrote it, reads it, and puts everything together.
import type {Dataset, TableName} from "../model/dataset.js";
import {DataError} from "../model/errors.js";
import {isRecord} from "../model/is-record.js";
import {loaded} from "../model/lazy.js";
import type {Shared, Source} from "./adapter.js";
import {assemble, type Gathered} from "./assemble.js";
import type {EventPart} from "./event-part.js";
import {genericTable} from "./generic-table.js";
import {checkOptions, instantOf, knownTable} from "./check-options.js";
import {Faults} from "./faults.js";
import {filesOf} from "./inputs.js";
import {recordsIn} from "./json-records.js";
import type {FileBook} from "./ledger-book.js";
import {mapGeneric} from "./map-generic.js";
import {openFile, type OpenContext, type OpenedFile} from "./open-file.js";
import {LIMITS, type Input, type Mapping, type OpenOptions} from "./options.js";
import {Pace} from "./pace.js";
import {presetIn, type ChosenPreset} from "./preset-in.js";
import type {RecordTable} from "./record-table.js";
import {farGuess, guessOf, recognise, type Look, type Recognised} from "./recognise.js";
import {hintsOf, mapsOf, positionsIn, type UsualNames} from "./roles.js";
import type {SourceRun} from "./run-source.js";
import {Stores} from "./stores.js";

/** What is known of the world's files: systems, and how generic files call their columns. */
export interface Known {
  readonly sources: readonly Source[];
  readonly usualNames: UsualNames;
}

/** Reads `input` and the tables of `options`; see `openDataset`. */
export async function load(input: Input, options: OpenOptions, known: Known): Promise<Dataset> {
  await loaded(() => checkOptions(options));
  const restaging = options.stages === undefined ? null : await import("./restage.js");
  restaging?.checkStageOption(options.stages, ["generic", ...known.sources.map(({name}) => name)]);
  const pace = new Pace(options.signal, options.onProgress);
  pace.check();
  const loading = new Loading(options, {limits: {...LIMITS, ...options.limits}, pace, faults: new Faults()}, known);
  const files: OpenedFile[] = [];
  for (const file of await loaded(() => filesOf(input, options, "input")))
    files.push(...(await openFile(file, loading.context)));
  await loading.files(files);
  for (const [name, table] of Object.entries({...options.tables, ...(options.rates ? {rates: options.rates} : {})})) {
    if (table !== undefined) await loading.table(name, table);
  }
  loading.context.faults.tell();
  const at = (value: number | string | undefined, path: string) =>
    value === undefined ? {} : {[path]: instantOf(value, options.inputTz ?? "UTC", path)};
  return pace.run(
    assemble(loading.gathered, {
      dedupe: options.dedupe ?? "id",
      types: options.types ?? {},
      ...(restaging ? {restage: (events) => restaging.restaged(events, options.stages ?? {})} : {}),
      ...at(options.asOf, "asOf"),
      ...at(options.historyStart, "historyStart"),
    }),
  );
}

function noteUnusedMap({options, book}: OpenedFile, source: string): void {
  if (options.map === undefined) return;
  book.note(
    `map is not used, because the file is an export of ${source}; state source "generic" to read it by the map`,
  );
}

/** What has been read so far. */
class Loading {
  readonly #parts: EventPart[] = [];
  readonly #books: FileBook[] = [];
  readonly #stores: Stores;
  readonly #paths: Pick<OpenOptions, "readPath">;

  constructor(
    options: OpenOptions,
    readonly context: OpenContext,
    private readonly known: Known,
  ) {
    this.#paths = options.readPath ? {readPath: options.readPath} : {};
    this.#stores = new Stores(options);
  }

  get gathered(): Gathered {
    return {...this.#stores, parts: this.#parts, books: this.#books};
  }

  /** All files, those of known systems in the order the systems ask for; the ledger keeps the order given. */
  async files(opened: readonly OpenedFile[]): Promise<void> {
    this.#books.push(...opened.map(({book}) => book));
    const {faults} = this.context;
    const found: {file: OpenedFile; look: Look}[] = [];
    for (const file of opened)
      await faults.past(async () => void found.push({file, look: recognise(file, this.known.sources)}));
    for (const {file, look} of found) if (!look.known) await faults.past(() => this.#unknown(file, look));
    for (const source of this.known.sources)
      await this.#system(
        source,
        found.flatMap(({file, look: {known}}) => (known?.source === source ? [{file, known}] : [])),
      );
  }

  // Nobody's export: read by its columns; where those do not do and the caller says nothing of the file, a guess may help.
  async #unknown(file: OpenedFile, {sample, nearest}: Look): Promise<void> {
    const silent = !file.options.source && !file.options.map;
    const guess = silent && nearest ? guessOf(nearest) : null;
    try {
      await this.#events(file);
    } catch (error) {
      const hint = guess ?? (silent ? await farGuess(sample, this.known.sources) : null);
      if (!hint || !(error instanceof DataError)) throw error;
      throw new DataError(`${error.message.replace(`${error.file}: `, "")}. ${hint}`, error.file);
    }
    if (guess) file.book.note(`read as a generic file. ${guess}`);
  }

  async #system(source: Source, files: readonly {file: OpenedFile; known: Recognised}[]): Promise<void> {
    if (files.length === 0) return;
    const [{finalOut, runSource}, reader] = await Promise.all([import("./run-source.js"), source.reader.load()]);
    this.#stores.identity.writing(source.name);
    const shared: Shared = new Map([["parts", new Set(files.map(({known}) => known.recognition.part))]]);
    const runs: SourceRun[] = [];
    if (!reader.readsMap) for (const {file} of files) noteUnusedMap(file, source.name);
    const order = ({known}: {known: Recognised}) => known.recognition.order ?? 0;
    for (const {file, known} of [...files].sort((a, b) => order(a) - order(b)))
      await this.context.faults.past(async () =>
        runs.push(await runSource(file, known, reader, shared, this.#stores, this.context)),
      );
    if (runs.length < files.length) return;
    reader.finish?.(shared, finalOut(runs));
    for (const run of runs) {
      const part = run.sink.finish();
      if (part) this.#parts.push(part);
    }
  }

  /** Events of one generic file. */
  async #events(opened: OpenedFile): Promise<void> {
    const {book, options} = opened;
    const chosen = presetIn(options.map);
    if (chosen) return this.#preset(opened, chosen);
    const maps = mapsOf(options.map);
    const {usualNames} = this.known;
    const {table, minorAmounts} = await genericTable(opened, this.context, {
      positions: positionsIn(maps),
      hints: (names) => hintsOf(names, maps, usualNames, book.path),
    });
    await this.#mapped(opened, table, maps, minorAmounts);
  }

  /** Events of one file that another tool wrote. */
  async #preset(opened: OpenedFile, chosen: ChosenPreset): Promise<void> {
    const {applyPreset, presetLayout, presetTimes} = await import("./preset-table.js");
    const {book, content} = opened;
    const layout = content.kind === "delimited" ? presetLayout(chosen.preset, content.file.sample) : undefined;
    const {table, minorAmounts} = await genericTable(asRecords(opened), this.context, {
      layout,
      hints: (names) => ({times: presetTimes(chosen, names)}),
    });
    book.source = chosen.name;
    const applied = applyPreset(table, chosen, book.path);
    await this.#mapped(opened, applied.table, [applied.map], minorAmounts);
  }

  async #mapped(
    {book, options}: OpenedFile,
    table: RecordTable,
    maps: readonly Mapping[],
    minorAmounts: boolean,
  ): Promise<void> {
    const {usualNames} = this.known;
    if (table.names.length === 0 && table.size === 0) return;
    book.read = 0;
    this.#stores.identity.writing(book.source);
    this.#parts.push(
      ...(await this.context.pace.run(
        mapGeneric(table, maps, {book, identity: this.#stores.identity, options, usualNames, minorAmounts}),
      )),
    );
  }

  /** One of the other tables. */
  async table(name: string, input: Input): Promise<void> {
    const known = knownTable(name);
    for (const file of await loaded(() => filesOf(input, this.#paths, known)))
      for (const opened of await openFile(file, this.context)) {
        if (known === "events") await this.files([opened]);
        else await this.context.faults.past(() => this.#besides(known, opened));
      }
  }

  async #besides(name: Exclude<TableName, "events">, opened: OpenedFile): Promise<void> {
    this.#books.push(opened.book);
    const {loadTable} = await import("./load-table.js");
    await loadTable(name, opened, this.#stores, this.context);
  }
}

// A quiet hour's file has one record, which is then the whole document.
function asRecords(opened: OpenedFile): OpenedFile {
  const {content} = opened;
  if (content.kind !== "document" || !isRecord(content.document) || recordsIn(content.document)) return opened;
  return {...opened, content: {...content, document: [content.document]}};
}
