// What a caller may say about data: options of the whole dataset, options of one input, and what an input may be.
import type {TableName} from "../model/dataset.js";
import {QueryError} from "../model/errors.js";
import type {LifecycleStage} from "../model/lifecycle.js";
import {didYouMean} from "../model/nearest.js";
import type {Table} from "../model/table.js";
import type {TypeName} from "./cells.js";
import type {DateOrder} from "./parse-time.js";
import type {TimeUnit} from "./times.js";

/** Event fields that a column can be mapped to; `props` names the columns to keep as properties (`*`, the default, = all others). */
export const MAP_KEYS = [
  "id",
  "ts",
  "user",
  "anon",
  "account",
  "session",
  "name",
  "seq",
  "amount",
  "amountMinor",
  "currency",
  "email",
  "props",
] as const;
export type MapKey = (typeof MAP_KEYS)[number];

type MapField = Exclude<MapKey, "props">;

/** How the exports of one tool are read; what a preset file (JSON or YAML) holds. */
export interface MapPreset {
  /** The tool's name in messages; in lower case it is the `source` of the events. Default "preset". */
  readonly title?: string | undefined;
  /** Field → columns or JSON paths, best first: in each record the first one that is not empty counts. One text alone may be a constant (`:order`). */
  readonly fields: {readonly [K in MapField]?: string | readonly string[] | undefined};
  /** What stands in front of the names of properties and is left off: `properties.` makes `properties.plan` to `plan`. */
  readonly opened?: string | undefined;
  /** Field → text that means "none". */
  readonly none?: {readonly [K in MapField]?: string | undefined} | undefined;
  /** What ids of people who are not known yet begin with. Ids that equal the visitor's own id are visitors always. */
  readonly visitorPrefix?: string | undefined;
  /** The column and its text that say that the user of a record is not known yet. */
  readonly visitorFlag?: readonly [column: string, text: string] | undefined;
  /** Column names for files without a header. */
  readonly columns?: readonly string[] | undefined;
}

/**
 * Field → column name, JSON path (`context.traits.email`), position from 1 where a file has no header, or constant (`:order`).
 * `preset` is the tool that wrote the file, by its name (see `MAP_PRESETS`) or as a preset of one's own; fields stated besides go before it.
 */
export type Mapping = {readonly preset?: string | MapPreset | undefined} & {
  readonly [K in MapKey]?: string | readonly string[] | undefined;
} & {
  readonly [column: string]: string | readonly string[] | MapPreset | undefined;
};

/** Options that may differ from file to file. */
export interface FileOptions {
  /** The system that wrote it, in lower case; else detected. */
  readonly source?: string;
  /** What its columns mean; as text: `user=case_id,ts=start`, or a preset: `posthog`. A list makes several events of one row, each with its own map. */
  readonly map?: Mapping | string | readonly Mapping[];
  /** IANA zone of times that state no offset. Default UTC, or what the source says. */
  readonly inputTz?: string;
  /** How `03/04/2024` is to be read. Default: only as the column itself proves. */
  readonly dateOrder?: DateOrder;
  /** Unit of numeric times. Default: the only one that puts the whole column into 1990–2100. */
  readonly timeUnit?: TimeUnit;
  /** Text encoding. Default: a byte order mark, else UTF-8, else windows-1252. */
  readonly encoding?: string;
  /** Types of columns, against what their content says. */
  readonly types?: Readonly<Record<string, TypeName>>;
  /** For surveys: the question that holds the 0–10 score. */
  readonly npsQuestion?: string;
  /** Which field of a survey or export holds the product's own user id. */
  readonly userId?: string;
  /** The day a snapshot without dates was taken. */
  readonly snapshotDate?: string;
  /** For lead extracts (Marketo): `createdAt` tells that a lead is new, where the data has no activity that does. Default false. */
  readonly useCreatedAt?: boolean;
}

export interface IdentityOptions {
  /** Mail hosts that name no account, besides the well-known ones. */
  readonly publicMailDomains?: readonly string[];
  /** Local parts (`info`) or whole addresses that are no person, besides the well-known ones. */
  readonly roleMailboxes?: readonly string[];
  /** An address with more user ids than this is nobody's key. Default 3. */
  readonly maxUsersPerEmail?: number;
  /** True: two user ids with one e-mail are one person. Default false: held back as a conflict. */
  readonly sameEmailIsSamePerson?: boolean;
}

/** A stage of the lifecycle; null or "none" = the event speaks of no stage. */
export type StatedStage = LifecycleStage | "none" | null;
/**
 * Event name → stage, for the events of all sources: `{"Report Exported": "engagement", "ping": null}`. Under the name of a source the
 * names hold for that source alone and go first: `{"salesforce": {"campaign member": "acquisition"}}`.
 */
export type StageOption = Readonly<Record<string, StatedStage | Readonly<Record<string, StatedStage>>>>;

/** Bounds on what is read; each has a message when it is met. */
export interface Limits {
  /** Bytes of one file. Default 8 GiB. */
  readonly bytes?: number;
  /** Bytes of one file after decompression. Default 16 GiB. */
  readonly expandedBytes?: number;
  /** Records of one file. Default 100,000,000. */
  readonly rows?: number;
  /** Columns of one file. Default 4,000. */
  readonly columns?: number;
  /** Characters of one cell. Default 1,000,000. */
  readonly cellLength?: number;
  /** Depth of nested JSON. Default 64. */
  readonly nesting?: number;
}

export interface Progress {
  readonly bytes: number;
  readonly rows: number;
  /** All bytes, when known. */
  readonly total?: number;
}

/** Options of `openDataset`. Options of a file given here hold for every file that does not state its own. */
export interface OpenOptions extends FileOptions {
  /** What counts as now: epoch ms, an ISO instant, or a date (its start in `inputTz`). Default: last event + 1 ms. */
  readonly asOf?: number | string;
  /** From when the data is complete. Default: the first event. */
  readonly historyStart?: number | string;
  /** The other tables: `{profiles: "people.csv", subscriptions: rows}`. */
  readonly tables?: {readonly [K in TableName]?: Input};
  /** `"content"` also drops rows without id that repeat another one exactly. Default `"id"`. */
  readonly dedupe?: "id" | "content";
  readonly identity?: IdentityOptions;
  /** Which stage events speak of by their name, in place of what their source says. */
  readonly stages?: StageOption;
  /** Exchange rates: rows `{currency, rate, to?, from?}`; see the table `rates`. */
  readonly rates?: Input;
  /** Keep rows that an export marks as deleted, test or internal. Default false. */
  readonly keepLeftOut?: boolean;
  readonly limits?: Limits;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** Opens a path. Default: the file system in Node, `fetch` in a page. */
  readonly readPath?: ReadPath;
}

/** The bytes behind a path, and how many there are if that is known. */
export type ReadPath = (
  path: string,
  signal?: AbortSignal,
) => Promise<{stream: ReadableStream<Uint8Array>; size?: number}>;

/** Columns from code: typed arrays, plain arrays, or dictionary codes (code 0 of a dictionary starting with null is missing). */
export type ColumnInput =
  | readonly unknown[]
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array
  | {readonly codes: ArrayLike<number>; readonly dictionary: readonly unknown[]};

/** Rows as plain objects, columns, bytes of any format, an address or path, a stream, or an Arquero table. */
export type DataInput =
  | string
  | URL
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array>
  | readonly Readonly<Record<string, unknown>>[]
  | Readonly<Record<string, ColumnInput>>
  | Table;

/** One input with its own options; `path` also names `data` in messages. */
export interface DescribedInput extends FileOptions {
  readonly path?: string;
  readonly data?: DataInput;
}

export type Input = DataInput | DescribedInput | readonly (DataInput | DescribedInput)[];

/** Options that each file may have for itself. */
export const FILE_OPTIONS = [
  "source",
  "map",
  "inputTz",
  "dateOrder",
  "timeUnit",
  "encoding",
  "types",
  "npsQuestion",
  "userId",
  "snapshotDate",
  "useCreatedAt",
] as const satisfies readonly (keyof FileOptions)[];

/** Options of the whole dataset that are plain data. */
export const DATASET_OPTIONS = [
  "asOf",
  "historyStart",
  "tables",
  "dedupe",
  "identity",
  "stages",
  "rates",
  "keepLeftOut",
  "limits",
] as const satisfies readonly (keyof OpenOptions)[];

const KNOWN = {
  input: ["path", "data", ...FILE_OPTIONS],
  dataset: [...FILE_OPTIONS, ...DATASET_OPTIONS, "onProgress", "signal", "readPath"],
  identity: ["publicMailDomains", "roleMailboxes", "maxUsersPerEmail", "sameEmailIsSamePerson"],
} as const;

/** Throws QueryError for an option that does not exist, naming the nearest. */
export function checkKeys(options: object, of: keyof typeof KNOWN, path: string): void {
  const known: readonly string[] = KNOWN[of];
  for (const key of Object.keys(options)) {
    if (!known.includes(key))
      throw new QueryError(`unknown option "${key}"${didYouMean(key, known)}; known are ${known.join(", ")}`, path);
  }
}

export const LIMITS: Required<Limits> = {
  bytes: 8 * 2 ** 30,
  expandedBytes: 16 * 2 ** 30,
  rows: 100_000_000,
  columns: 4_000,
  cellLength: 1_000_000,
  nesting: 64,
};
