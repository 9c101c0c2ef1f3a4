// Reads small exports under their names, and gives what came of them in short rows.
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import type {FileOptions, OpenOptions} from "../../../engine/ingest/options.js";
import type {Dataset} from "../../../engine/model/dataset.js";

export const file = (path: string, text: string, options: FileOptions = {}) => ({
  path,
  data: new TextEncoder().encode(text),
  ...options,
});

export const open = (files: readonly ReturnType<typeof file>[], options: OpenOptions = {}): Promise<Dataset> =>
  openDataset(files, options);

/** Events in order of time: `[instant, name, user or visitor, account, stage]`. */
export const events = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "events")]
    .sort((a, b) => Number(a.ts) - Number(b.ts) || String(a.name).localeCompare(String(b.name)))
    .map(({ts, name, user, anon, account, stage}) => [
      new Date(Number(ts)).toISOString().replace(/:00\.000Z$|T00:00:00\.000Z$/, ""),
      name,
      user ?? anon,
      account,
      stage,
    ]);

export const props = (dataset: Dataset, name: string) =>
  [...rowsOfDataset(dataset, "events")]
    .filter((row) => row.name === name)
    .map((row): Record<string, unknown> => ({...(row.props as object)}));

export const profiles = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "profiles")].map(({id, keys, account}) => [id, (keys as string[]).join(" "), account]);

export const accounts = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "accounts")].map(({id, keys}) => [id, (keys as string[]).join(" ")]);

/** `[file, row, column, value, reason]`. */
export const ledger = (dataset: Dataset) =>
  [...rowsOfDataset(dataset, "ledger")].map(({file: path, row, column, value, reason}) => [
    path,
    row,
    column,
    value,
    reason,
  ]);

export const counts = (dataset: Dataset) =>
  dataset.ledger.files.map(({path, source, read, kept, rejected}) => [path, source, read, kept, rejected]);
