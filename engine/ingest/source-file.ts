// One file in the hands of an adapter: a table, or records that come one after the other.
import {DataError} from "../model/errors.js";
import type {Field, Key, Members, Recognition, Shared, SourceFile, TimeField, ZoneHints} from "./adapter.js";
import {textAt} from "./cells.js";
import {withoutWord} from "./empty-word.js";
import {ColumnField, mappedField, missingField, PathField, timeField, type Counts} from "./fields.js";
import type {FileOptions, IdentityOptions} from "./options.js";
import {membersOf, type RecordOf} from "./members.js";
import {foldedName, type RecordTable} from "./record-table.js";
import {timeNotes} from "./time-notes.js";
import {typedValues, type IsMeasure} from "./typed-values.js";
import type {Scalar} from "../model/column.js";

/** What is known of a file before it is read. */
export type FileFacts = Pick<
  SourceFile,
  "path" | "part" | "options" | "identity" | "shared" | "headerRows" | "preamble" | "document" | "first"
>;

abstract class AnyFile implements SourceFile {
  readonly path: string;
  readonly part: string;
  readonly options: FileOptions;
  readonly identity: IdentityOptions;
  readonly shared: Shared;
  readonly headerRows: readonly (readonly string[])[];
  readonly preamble: readonly (readonly string[])[];
  readonly document: unknown;
  readonly first: unknown;
  abstract readonly names: readonly string[];
  readonly #times = new Map<
    string,
    {readonly zone: string; readonly counts: Counts; readonly unstated: string | undefined}
  >();

  constructor(facts: FileFacts) {
    ({path: this.path, part: this.part, options: this.options, identity: this.identity, shared: this.shared} = facts);
    ({headerRows: this.headerRows, preamble: this.preamble, document: this.document, first: this.first} = facts);
  }

  abstract field(...names: readonly string[]): Field;
  abstract record(r: number): unknown;

  time(field: Field, zone: ZoneHints = {}): TimeField {
    const tz = zone.named || this.options.inputTz || zone.fallback || "UTC";
    const counts: Counts = {local: 0, inGap: 0, inFold: 0};
    if (field.present)
      this.#times.set(field.name, {zone: tz, counts, unstated: this.options.inputTz ? undefined : zone.unstated});
    return timeField(
      field,
      {
        zone: tz,
        dateOrder: this.options.dateOrder ?? null,
        unit: this.options.timeUnit ?? null,
        file: this.path,
        column: field.name,
      },
      counts,
    );
  }
  /** What is worth knowing about the times that were read. */
  timeNotes(): string[] {
    const times = [...this.#times];
    const unstated = times.flatMap(([, {counts, unstated: note}]) => (note && counts.local > 0 ? [note] : []));
    return [...new Set(unstated), ...times.flatMap(([column, {zone, counts}]) => timeNotes(counts, column, zone))];
  }
  values(names: readonly string[], isMeasure?: IsMeasure): (r: number) => Record<string, Scalar> {
    return typedValues(
      names.map((name) => this.field(name)),
      isMeasure,
    );
  }
  members(field: Field, recordOf: RecordOf): Members {
    return membersOf(field, recordOf);
  }
  mapped<T>(field: Field, compute: (text: string) => T): (r: number) => T | null {
    return mappedField<T, null>(field, compute, null);
  }
  keys(field: Field, keyOf: (text: string) => Key): (r: number) => Key {
    return mappedField(field, keyOf, 0);
  }
}

/** A table of any format. */
export class TableSourceFile extends AnyFile {
  readonly names: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  readonly #cells: RecordTable["cells"];

  /** `empty` is a word that stands for an empty cell. */
  constructor(
    private readonly table: RecordTable,
    facts: FileFacts,
    {empty, texts = []}: Pick<Recognition, "empty" | "texts"> = {},
  ) {
    super(facts);
    this.names = table.names;
    const ids = new Set(texts.map(foldedName));
    this.#cells =
      empty === undefined
        ? table.cells
        : table.cells.map((cells, c) => withoutWord(cells, empty, ids.has(foldedName(table.names[c]!))));
    this.#places = new Map(table.names.map((name, c) => [foldedName(name), c] as const).reverse());
  }
  field(...names: readonly string[]): Field {
    for (const name of names) {
      const exact = this.names.indexOf(name);
      const c = exact >= 0 ? exact : this.#places.get(foldedName(name));
      if (c !== undefined) return new ColumnField(this.names[c]!, this.#cells[c]!);
    }
    return missingField(names[0] ?? "");
  }
  record(r: number): unknown {
    const record = Object.create(null) as Record<string, string | null>;
    this.table.names.forEach((name, c) => (record[name] = textAt(this.#cells[c]!, r)));
    return record;
  }
}

/** Records that are read one after the other; only the current one can be looked at. */
export class RecordSourceFile extends AnyFile {
  #current: unknown;
  #at = -1;

  constructor(
    /** Keys of the first records. */
    readonly names: readonly string[],
    facts: FileFacts,
  ) {
    super(facts);
  }
  /** Makes record r the current one. */
  moveTo(r: number, record: unknown): void {
    this.#at = r;
    this.#current = record;
  }
  record(r: number): unknown {
    if (r !== this.#at)
      throw new DataError(`record ${r + 1} was asked for while record ${this.#at + 1} is read`, this.path);
    return this.#current;
  }
  // A field that no sampled record has may still come later, so every path can be read.
  field(...names: readonly string[]): Field {
    const known =
      names.find((name) => this.names.includes(name)) ?? names.find((name) => this.names.includes(name.split(".")[0]!));
    return new PathField(known ?? names[0] ?? "", known !== undefined, (r) => this.record(r), names);
  }
}
