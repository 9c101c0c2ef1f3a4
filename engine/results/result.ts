// A result: the answer to a query, with its tables, one plain sentence and what there is to know about how it was counted.
import {ColumnTable, rowsOf, type Row, type Table} from "../model/table.js";

/** A dated note of the data (a release, a campaign) that lies within the range of a question. */
export interface Annotation {
  /** ISO instant. */
  readonly ts: string;
  readonly text: string;
  /** Label of the period it falls into, as the tables write it; null where the question has no periods. */
  readonly period: string | null;
}

export interface Diagnostics {
  /** Rows of all files and what became of them; `afterAsOf` are kept rows that the query does not see. */
  readonly rows: {readonly read: number; readonly kept: number; readonly rejected: number; readonly afterAsOf: number};
  readonly files: readonly unknown[];
  readonly merges: number;
  readonly conflicts: number;
  readonly unknownNames: readonly string[];
  readonly tz: string;
  readonly asOf: string | null;
  readonly engine: string;
  readonly dataset: string;
  readonly query: string;
  /** Plain sentences: what the loader assumed, what a reader should know. */
  readonly notes: readonly string[];
  /** Dated notes within the range, in order of time; left out when the data has no table `annotations`. */
  readonly annotations?: readonly Annotation[];
  readonly [own: string]: unknown;
}

/** The wire form: what `query --json` prints and a report carries. */
export interface ResultJson {
  readonly kind: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  readonly summary: string;
  readonly diagnostics: Diagnostics;
}

export class Result {
  constructor(
    readonly kind: string,
    /** The normalised query: every default filled in. */
    readonly query: Readonly<Record<string, unknown>>,
    readonly tables: Readonly<Record<string, Table>>,
    readonly summary: string,
    readonly diagnostics: Diagnostics,
  ) {}

  toJSON(): ResultJson {
    const tables = Object.fromEntries(Object.entries(this.tables).map(([name, table]) => [name, rowsOf(table)]));
    return {kind: this.kind, query: this.query, tables, summary: this.summary, diagnostics: this.diagnostics};
  }

  /** The name of the table that is drawn and exported by default. */
  get firstTable(): string {
    return Object.keys(this.tables)[0] ?? "";
  }
}

/** A result from its wire form. An empty table has lost its column names on the wire; nothing else is lost. */
export function resultFromJson(json: ResultJson): Result {
  const tables = Object.fromEntries(Object.entries(json.tables).map(([name, rows]) => [name, fromRows(rows)]));
  return new Result(json.kind, json.query, tables, json.summary, json.diagnostics);
}

function fromRows(rows: readonly Row[]): ColumnTable {
  return new ColumnTable(
    Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] ?? null)] as const),
  );
}
