// Opens data of any supported form as a dataset.
import {load} from "../ingest/load.js";
import type {Input, OpenOptions} from "../ingest/options.js";
import type {Dataset} from "../model/dataset.js";
import {usualNames} from "./generic.js";
import {listings, sources} from "./index.js";

/**
 * Reads data into a dataset: an Arquero table, rows, columns, bytes or a Blob of a known format, an address or path, a
 * stream, or a list of these, each with its own options (`{path, source?, map?, inputTz?, dateOrder?}`). CSV, TSV, blank-separated text, NDJSON,
 * JSON, Arrow IPC and Parquet, each also gzipped, and ZIP. Bad rows go to `dataset.ledger`, never lost in silence.
 *
 *     const dataset = await openDataset("events.csv", {inputTz: "Europe/Paris", tables: {profiles: "people.csv"}});
 *
 * Throws DataError when a file cannot be used at all (missing, empty, damaged, without a column that is needed), QueryError
 * for a wrong option, AbortError when `signal` fires.
 */
export async function openDataset(input: Input, options: OpenOptions = {}): Promise<Dataset> {
  return load(input, options, {sources: [...sources, listings], usualNames});
}
