// What files in columns (Arrow, Parquet) have in common: they can be read as a table, or record by record for adapters.
import type {JsonRecord} from "./json-files.js";
import type {RecordTable} from "./record-table.js";

export interface ColumnarFile {
  readonly names: readonly string[];
  /** True when some columns hold lists or records: adapters then see records as they are. */
  readonly nested: boolean;
  /** The first records as objects. */
  readonly sample: readonly unknown[];
  table(): Promise<RecordTable>;
  records(): AsyncGenerator<readonly JsonRecord[]>;
}

export const SAMPLE_RECORDS = 50;
export const BATCH_RECORDS = 10_000;
