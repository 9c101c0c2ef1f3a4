// The contract between the loader and the adapters of systems; engine/sources/source.ts explains it with an example.
import type {Lazy} from "../model/lazy.js";
import type {Scalar} from "../model/column.js";
import type {Layout} from "./delimited.js";
import type {Format} from "./format.js";
import type {Strength} from "./joins.js";
import type {FileOptions, IdentityOptions} from "./options.js";
import type {SideTable} from "./table-shapes.js";

/**
 * What kind of system a source is. Of two values for one trait at one time the kind that comes first here wins, and its joins
 * are made first (sources.md 4).
 */
export const SOURCE_KINDS = [
  "crm",
  "success",
  "cdp",
  "marketing",
  "abm",
  "email",
  "survey",
  "analytics",
  "generic",
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** One system whose exports are understood: how its files are known, and what reads them once there is one. */
export interface Source {
  /** In lower case, one word: `salesforce`. */
  readonly name: string;
  readonly kind: SourceKind;
  /** Is this one of the system's files, and which? Looks at the beginning of the file only. Null = no. */
  recognise(sample: Sample): Recognition | null;
  /** The rest of the adapter, in a file that loads when it is needed. */
  readonly reader: Lazy<SourceReader>;
}

/** What the records of a system mean. Pure: no state but what `shared` holds during one load. */
export interface SourceReader {
  /** True where the reader goes by the user's `map`; with any other, a map that is stated is left aside and a note says so. */
  readonly readsMap?: true;
  /** Prepares for one file: resolves columns once, and returns what is called for every record, in the file's order. */
  read(file: SourceFile, out: Out): RecordReader;
  /** Called once after the last file of the system, for what only all of them tell. */
  finish?(shared: Shared, out: FinalOut): void;
}

export type RecordReader = (r: number) => void;
/** What files of one system tell each other during one load: lookups, ids already seen; `parts` is the set of all files' parts. */
export type Shared = Map<string, unknown>;

/** The beginning of a file. */
export interface Sample {
  readonly path: string;
  readonly format: Format;
  readonly options: FileOptions;
  /** Tables of text: the first rows as they are, header included (up to 200). Else empty. */
  readonly rows: readonly (readonly string[])[];
  /** The first row trimmed, or the keys of the first records. */
  readonly header: readonly string[];
  /** JSON, Parquet, Arrow, rows from code: the first records. Else empty. */
  readonly records: readonly unknown[];
  /** A JSON file that is one document: all of it. Else undefined. */
  readonly document: unknown;
  /** True when the header has all these names, without regard to case and surrounding space. */
  has(...names: readonly string[]): boolean;
  /** The first of the rows that has all these names: where the header is after a preamble. −1 = none. */
  rowWith(...names: readonly string[]): number;
}

export interface Recognition {
  /** 0–1; the highest of all sources wins, and from 0.5 on it is believed without being told. */
  readonly score: number;
  /** Why, for the person who asks: `header has marketoGUID`. */
  readonly why: string;
  /** Which of the system's kinds of file: given back as `file.part`. */
  readonly part: string;
  /** Files with a lower number are read first: lookups −1. Default 0. */
  readonly order?: number;
  /** Tables of text: where header and footer are. Default: the first row is the header, no footer. */
  readonly layout?: Layout;
  /** JSON documents: where the records are. Default: the document if it is a list, else the first list in it. */
  readonly records?: (document: unknown) => Iterable<unknown>;
  /** Text columns that hold instants; naming them makes reading faster. Their `text` is then spelled as ISO 8601. */
  readonly times?: readonly string[];
  /** Text columns that are ids and never numbers, however they look; naming them makes reading faster. */
  readonly texts?: readonly string[];
  /** Text columns of JSON objects, for `file.members`; naming them makes reading faster. */
  readonly members?: readonly string[];
  /** Tables of text: a word that stands for an empty cell (`null`). */
  readonly empty?: string;
}

/** One file of the source, with its columns (or paths into its records). */
export interface SourceFile {
  readonly path: string;
  readonly part: string;
  readonly options: FileOptions;
  readonly identity: IdentityOptions;
  /** Column names, made unique (`name`, `name_2`); of records: the keys of the first ones. */
  readonly names: readonly string[];
  /** The rows of a text file that make up its header. */
  readonly headerRows: readonly (readonly string[])[];
  /** Rows before the header. */
  readonly preamble: readonly (readonly string[])[];
  readonly document: unknown;
  /** JSON lines: the first record. Else undefined. */
  readonly first: unknown;
  readonly shared: Shared;
  /**
   * The first of these columns that the file has, without regard to case and surrounding space; of records the first key or path
   * (`context.traits.email`) that has a value. A column that is not there can be read all the same: every cell is null.
   */
  field(...names: readonly string[]): Field;
  /** The field as instants. */
  time(field: Field, zone?: ZoneHints): TimeField;
  /** Anything that depends on the field's text alone, computed once for each different text; null where the cell is empty. */
  mapped<T>(field: Field, compute: (text: string) => T): (r: number) => T | null;
  /** The field as keys of people, visitors or accounts, computed once for each different text; 0 where the cell is empty. */
  keys(field: Field, keyOf: (text: string) => Key): (r: number) => Key;
  /** The field as records of JSON, which `recordOf` makes of its values (null when it cannot). An empty cell is an empty record. */
  members(field: Field, recordOf: (value: unknown) => Readonly<Record<string, unknown>> | null): Members;
  /**
   * A function that gives these columns of a record under their names, typed as semantics 2.1 says (a column of text is numeric
   * only if every cell is; ids and zip codes never); missing ones are left out. Columns that `isMeasure` names may also be
   * written `1,204`, `$2,500,000` or `88.5%`.
   */
  values(names: readonly string[], isMeasure?: (name: string) => boolean): (r: number) => Record<string, Scalar>;
  /** The whole record: an object of a JSON file as it is, of other files a record of texts. */
  record(r: number): unknown;
}

/** The zone of times: the value's own offset, else `named` (the file says so), else the option `inputTz`, else `fallback`, else UTC. */
export interface ZoneHints {
  readonly named?: string | null;
  readonly fallback?: string;
  /** A note for files with times that state no offset while the option `inputTz` is not stated. */
  readonly unstated?: string;
}

export interface Field {
  readonly name: string;
  readonly present: boolean;
  /** The cell as text, trimmed; null when empty. Numbers of JSON are spelled out, lists and objects are JSON. */
  text(r: number): string | null;
  /** The cell as it is: the text, or the value of JSON (whole numbers above 2^53 are text). Undefined when missing. */
  raw(r: number): unknown;
  /** A measure: also `1,204`, `$2,500,000` and `88.5%` (= 88.5). Null when it is none. */
  number(r: number): number | null;
  /** true/false, 1/0, yes/no in any case; else null. */
  flag(r: number): boolean | null;
  /** A cell of JSON text, or a value of JSON itself; undefined when empty or broken. */
  json(r: number): unknown;
}

/** The members of records of JSON in one field. */
export interface Members {
  /** One member's value; lists and objects are JSON text. Null when missing. */
  get(r: number, name: string): Scalar | null;
  /** The cell holds something that is no record. */
  broken(r: number): boolean;
}

export interface TimeField {
  readonly name: string;
  readonly present: boolean;
  /** Epoch ms; NaN when the cell is empty or no time. */
  at(r: number): number;
  /** Null when there is a time; else `no time`, `not a time`, `impossible date`, `ambiguous date` … */
  problem(r: number): string | null;
  /** The cell is a date without a time of day. */
  dayOnly(r: number): boolean;
  text(r: number): string | null;
}

/** A person (above 0), a visitor (below 0), or nobody (0). */
export type Key = number;
/** An account; 0 = none. */
export type AccountKey = number;

export interface EventDraft {
  /** Epoch ms. NaN rejects the record with "no time". */
  readonly ts: number;
  readonly name: string;
  /** Natural id within the source: the same id twice, also over several files, counts once. None = that of `ids`, if any. */
  readonly id?: string | null;
  readonly person?: Key;
  readonly visitor?: Key;
  readonly account?: AccountKey;
  readonly session?: string | null;
  readonly seq?: number | null;
  /** `awareness acquisition onboarding engagement retention reactivation referral advocacy`; null = no stage. */
  readonly stage?: string | null;
  /** Major units, as text or number; scaled by the currency. Use `amountMinor` for minor units. */
  readonly amount?: string | number | null;
  readonly amountMinor?: number | null;
  readonly currency?: string | null;
  /** Besides the carried columns. Null, undefined and empty text are missing; lists and objects become JSON text. */
  readonly props?: Readonly<Record<string, unknown>> | null;
  /** False: this event does not get the carried columns. */
  readonly carry?: boolean;
  /** The time is a date only: adds the property `timestamp_precision: "day"`. */
  readonly dayOnly?: boolean;
}

/** The record that something comes from. */
export interface Origin {
  readonly file: SourceFile;
  readonly record: number;
}

/** Where an adapter puts what a record means. Everything refers to the record being read. */
export interface Out {
  /** A person's key in a space (`user`, `sfcontact`, `hubspot` …); 0 for an empty id. */
  person(space: string, id: string | number | null | undefined): Key;
  /** `email:` key of an address; 0 when it is none or a role mailbox. */
  email(text: string | null | undefined): Key;
  /** An anonymous visitor's key in a space (`segment`, `ga4`, `pardotvisitor`). */
  visitor(space: string, id: string | number | null | undefined): Key;
  /** An account's key in a space (`sfacc ext hscompany domain name`). */
  account(space: string, id: string | number | null | undefined): AccountKey;
  /** `domain:` key of a website, host or e-mail address; 0 for public mail providers and for no host. */
  domain(text: string | null | undefined): AccountKey;
  /**
   * Keys and events named from now on were first told by this source, not by the one whose file is read; keys named under null by none. A file
   * does so for all its events or for none.
   */
  writing(source: string | null): void;
  /** The text of a key. */
  textOf(key: Key): string;

  /** An event. Without time, name or anybody the record is rejected with the reason. */
  event(draft: EventDraft): void;
  /** Traits of a person or visitor, from `since` on (epoch ms; NaN or left out = always). Newer values win. */
  traits(who: Key, traits: Readonly<Record<string, unknown>>, since?: number): void;
  /** Traits of an account. */
  accountTraits(account: AccountKey, traits: Readonly<Record<string, unknown>>, since?: number): void;
  /** All these keys are one person, because one record says so (`strong`) or the system merged them (`hard`). Returns the first that is none of 0. */
  same(keys: readonly Key[], strength?: Strength, ts?: number): Key;
  sameAccount(keys: readonly AccountKey[], strength?: Strength, ts?: number): AccountKey;
  /** The visitor was seen with the person: gives the visitor's events to the person, never joins two people. */
  seen(visitor: Key, person: Key, ts: number): void;
  /** The person belongs to the account, from `ts` on (left out = always). */
  member(person: Key, account: AccountKey, ts?: number): void;
  /** A row of one of the other tables, under wire names; `unit`, `user`, `from`, `to` of people are keys, `account` an account's key, money major units. */
  row(table: SideTable, values: Readonly<Record<string, Scalar | null | undefined>>): void;
  /** The record is used though it says nothing (an empty list). */
  keep(): void;

  /**
   * Leaves the record out on purpose: `deleted`, `test response`, `internal traffic`. Returns true, so that the adapter stops
   * here; false when the user asked to keep such records: then go on, its events get the property `left_out` with the reason.
   */
  leaveOut(reason: string, field?: Pick<Field, "name" | "text">): boolean;
  /** The record cannot be used. Becomes a warning when it gave something all the same. */
  reject(reason: string, field?: Pick<Field, "name" | "text">): void;
  /** Something odd that costs no record: counted, told once with its first place. */
  warn(what: string, field?: Pick<Field, "name" | "text">): void;
  /** A sentence about the whole file, whose path is put before it. */
  note(sentence: string): void;
  /** The natural id of every event of this file that states none: the text of this field. Call it in `read`. */
  ids(field: Field): void;
  /** The columns that the ids of events are composed of, for the ledger. Call it in `read`. */
  idColumns(fields: readonly Pick<Field, "name">[]): void;
  /** Every event of this file gets all members of its record as properties; its own properties go before. Call it in `read`. */
  spread(members: Members): void;
  /** Columns that every event of this file gets as properties, under their own names or those given. Call it in `read`. */
  carry(fields: readonly (Field | {readonly field: Field; readonly as: string})[]): void;
}

/** Where an adapter puts what only all files of its system together tell. Joins and rows of tables belong to none of them. */
export interface FinalOut extends Pick<Out, "same" | "row"> {
  /** An event that comes from this record. */
  event(draft: EventDraft, origin: Origin): void;
  /** A sentence about this file. */
  note(sentence: string, file: SourceFile): void;
}
