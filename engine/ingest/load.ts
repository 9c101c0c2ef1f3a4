// Loads data into a dataset: opens every file, finds out who wrote it, reads it, and puts everything together.
import type {Dataset} from "../model/dataset.js";
import {DataError} from "../model/errors.js";
import {loaded} from "../model/lazy.js";
import type {Shared, Source} from "./adapter.js";
import {assemble, type Gathered} from "./assemble.js";
import type {EventPart} from "./event-part.js";
import {genericTable} from "./generic-table.js";
import {checkOptions, instantOf, knownTable} from "./check-options.js";
import {Faults} from "./faults.js";
import {IdentityBook} from "./identity.js";
import {filesOf} from "./inputs.js";
import {isObject, recordsIn} from "./json-records.js";
import type {FileBook} from "./ledger-book.js";
import {mapGeneric} from "./map-generic.js";
import {openFile, type OpenContext, type OpenedFile} from "./open-file.js";
import {LIMITS, type Input, type Mapping, type OpenOptions} from "./options.js";
import {Pace} from "./pace.js";
import {presetIn, type ChosenPreset} from "./preset-in.js";
import type {RecordTable} from "./record-table.js";
import {farGuess, nearestGuess, recognise, type Recognised} from "./recognise.js";
import {hintsOf, mapsOf, type UsualNames} from "./roles.js";
import type {SourceRun} from "./run-source.js";
import type {Stores} from "./sink.js";
import type {SideRow, SideTable} from "./side-tables.js";
import {TraitBook} from "./traits.js";

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

/** What has been read so far. */
class Loading {
  readonly #parts: EventPart[] = [];
  readonly #books: FileBook[] = [];
  readonly #identity: IdentityBook;
  readonly #traits = new TraitBook();
  readonly #accountTraits = new TraitBook();
  readonly #sideRows = new Map<SideTable, SideRow[]>();
  readonly #stores: Stores;
  readonly #paths: Pick<OpenOptions, "readPath">;

  constructor(
    options: OpenOptions,
    readonly context: OpenContext,
    private readonly known: Known,
  ) {
    const identityOptions = options.identity ?? {};
    this.#paths = options.readPath ? {readPath: options.readPath} : {};
    this.#identity = new IdentityBook(identityOptions);
    this.#stores = {
      identity: this.#identity,
      traits: this.#traits,
      accountTraits: this.#accountTraits,
      sideRows: this.#sideRows,
      identityOptions,
      keepLeftOut: options.keepLeftOut ?? false,
    };
  }

  get gathered(): Gathered {
    return {
      parts: this.#parts,
      books: this.#books,
      identity: this.#identity,
      traits: this.#traits,
      accountTraits: this.#accountTraits,
      sideRows: this.#sideRows,
    };
  }

  /** All files, those of known systems in the order the systems ask for; the ledger keeps the order given. */
  async files(opened: readonly OpenedFile[]): Promise<void> {
    this.#books.push(...opened.map(({book}) => book));
    const {faults} = this.context;
    const found: {file: OpenedFile; known: Recognised | null}[] = [];
    for (const file of opened)
      await faults.past(async () => void found.push({file, known: recognise(file, this.known.sources)}));
    for (const {file, known} of found) if (!known) await faults.past(() => this.#unknown(file));
    for (const source of this.known.sources)
      await this.#system(
        source,
        found.flatMap(({file, known}) => (known?.source === source ? [{file, known}] : [])),
      );
  }

  // Nobody's export: read by its columns; where those do not do, the nearest guess may help.
  async #unknown(file: OpenedFile): Promise<void> {
    const guess = file.options.source || file.options.map ? null : nearestGuess(file, this.known.sources);
    try {
      await this.events(file);
    } catch (error) {
      const hint = guess ?? (file.options.source || file.options.map ? null : await farGuess(file, this.known.sources));
      if (!hint || !(error instanceof DataError)) throw error;
      throw new DataError(`${error.message.replace(`${error.file}: `, "")}. ${hint}`, error.file);
    }
    if (guess) file.book.note(`read as a generic file. ${guess}`);
  }

  async #system(source: Source, files: readonly {file: OpenedFile; known: Recognised}[]): Promise<void> {
    if (files.length === 0) return;
    const [{finalOut, runSource}, reader] = await Promise.all([import("./run-source.js"), source.reader.load()]);
    this.#identity.writing(source.name);
    const shared: Shared = new Map([["parts", new Set(files.map(({known}) => known.recognition.part))]]);
    const runs: SourceRun[] = [];
    const order = ({known}: {known: Recognised}) => known.recognition.order ?? 0;
    for (const {file, known} of [...files].sort((a, b) => order(a) - order(b)))
      await this.context.faults.past(async () =>
        runs.push(await runSource(file, known, reader, shared, this.#stores, this.context)),
      );
    if (runs.length < files.length) return;
    reader.finish?.(shared, finalOut(runs));
    for (const run of runs) {
      const part = run.part();
      if (part) this.#parts.push(part);
    }
  }

  /** Events of one generic file. */
  async events(opened: OpenedFile): Promise<void> {
    const {book, options} = opened;
    const chosen = presetIn(options.map);
    if (chosen) return this.#preset(opened, chosen);
    const maps = mapsOf(options.map);
    const {usualNames} = this.known;
    const {table, minorAmounts} = await genericTable(opened, this.context, positionsIn(maps), undefined, (names) =>
      hintsOf(names, maps, usualNames, book.path),
    );
    await this.#mapped(opened, table, maps, minorAmounts);
  }

  /** Events of one file that another tool wrote. */
  async #preset(opened: OpenedFile, chosen: ChosenPreset): Promise<void> {
    const {applyPreset, presetLayout, presetTimes} = await import("./preset-table.js");
    const {book, content} = opened;
    const layout = content.kind === "delimited" ? presetLayout(chosen.preset, content.file.sample) : undefined;
    const {table, minorAmounts} = await genericTable(asRecords(opened), this.context, [], layout, (names) => ({
      times: presetTimes(chosen, names),
    }));
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
    this.#identity.writing(book.source);
    this.#parts.push(
      ...(await this.context.pace.run(
        mapGeneric(table, maps, {book, identity: this.#identity, options, usualNames, minorAmounts}),
      )),
    );
  }

  /** One of the other tables. */
  async table(name: string, input: Input): Promise<void> {
    const known = knownTable(name);
    for (const file of await loaded(() => filesOf(input, this.#paths, known)))
      for (const opened of await openFile(file, this.context)) {
        if (known === "events") await this.files([opened]);
        else await this.context.faults.past(() => this.#side(known, opened));
      }
  }

  async #side(name: Exclude<SideTable, never> | "profiles" | "accounts", opened: OpenedFile): Promise<void> {
    const {book, options} = opened;
    this.#books.push(book);
    const {table, minorAmounts} = await genericTable(opened, this.context, positionsIn(mapsOf(options.map)));
    book.read = 0;
    this.#identity.writing(book.source);
    if (name === "profiles" || name === "accounts") {
      const {readTraits} = await import("./profile-tables.js");
      const traits = name === "profiles" ? this.#traits : this.#accountTraits;
      return readTraits(name, table, book, options, this.#identity, traits);
    }
    const {readSideTable} = await import("./side-tables.js");
    const link = (row: SideRow, record: number) => this.#link(row, book.path, record);
    const rows = readSideTable(name, table, book, options, minorAmounts, name === "links" ? link : undefined);
    this.#sideRows.set(name, [...(this.#sideRows.get(name) ?? []), ...rows]);
    if (name === "memberships") for (const row of rows) this.#member(row);
  }

  #link(row: SideRow, file: string, record: number): void {
    const {people, anons} = this.#identity;
    const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
    const ts = typeof row.ts === "number" ? row.ts : -Infinity;
    const [anon, user] = [text(row.anon), text(row.user)];
    if (anon !== "" && user !== "")
      this.#identity.sight(anons.code("anon", anon.replace(/^anon:/, "")), people.code("", user), ts, file, record);
    const [a, b] = [text(row.userA), text(row.userB) || user];
    if (a !== "" && b !== "") this.#identity.join(people.code("", a), people.code("", b), "hard", 0, ts, file, record);
  }

  #member(row: SideRow): void {
    const {people, accounts} = this.#identity;
    this.#identity.member(
      people.code("", String(row.user)),
      accounts.code("", String(row.account)),
      typeof row.ts === "number" ? row.ts : -Infinity,
    );
  }
}

// A quiet hour's file has one record, which is then the whole document.
function asRecords(opened: OpenedFile): OpenedFile {
  const {content} = opened;
  if (content.kind !== "document" || !isObject(content.document) || recordsIn(content.document)) return opened;
  return {...opened, content: {...content, document: [content.document]}};
}

// Mapped columns named by number: what files without a header have.
function positionsIn(maps: readonly Mapping[]): string[] {
  return maps.flatMap((map) =>
    Object.values(map).filter((value): value is string => typeof value === "string" && /^[1-9]\d*$/.test(value)),
  );
}
