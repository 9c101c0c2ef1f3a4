// The ledger: rows read = rows kept + rows rejected, with the place and the reason of every rejected row.

/** One rejected row. `line` counts lines of the file from 1 (0 where a format has no lines), `row` counts data records from 1. */
export interface LedgerEntry {
  readonly file: string;
  readonly row: number;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

/** How many rows were rejected for one reason, and where it happened first. */
export interface LedgerReason {
  readonly reason: string;
  readonly rows: number;
  readonly first: {
    readonly line: number;
    readonly row: number;
    readonly column: string | null;
    readonly value: string | null;
  };
}

/** What became of one file (or one input from code, named `input 1`, `input 2` …). */
export interface FileReport {
  readonly path: string;
  /** `generic` or the system that wrote it, in lower case. */
  readonly source: string;
  /** `csv tsv fixed ndjson json arrow parquet rows columns arquero`. */
  readonly format: string;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly reasons: readonly LedgerReason[];
  /** First and last kept event as ISO instants; null without events. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface Ledger {
  readonly files: readonly FileReport[];
  /** Every rejected row, in order of file and row. */
  readonly entries: readonly LedgerEntry[];
  /** Things worth knowing that cost no row, like a guessed time unit: one plain sentence each. */
  readonly notes: readonly string[];
}
