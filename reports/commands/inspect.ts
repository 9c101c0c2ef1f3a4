// `inspect`: what each file is, what was kept and rejected and why, and what is in it.
import {inspectDataset, rowsOfDataset} from "../../engine/index.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {Row} from "../../engine/model/table.js";
import {ledgerNotes, openData} from "../data/open.js";
import type {DataOptions} from "../data/inputs.js";
import type {Terminal} from "../terminal/console.js";
import {textTable} from "../terminal/text-table.js";

export interface InspectOptions extends DataOptions {
  json?: boolean;
  rows?: "events" | "profiles" | "accounts" | "ledger";
}

export async function inspect(files: readonly string[], options: InspectOptions, terminal: Terminal): Promise<void> {
  const dataset = await openData(files, options, terminal);
  if (options.rows) return writeRows(dataset, options.rows, terminal);
  const report = inspectDataset(dataset);
  if (options.json || !terminal.interactive) return terminal.out(`${JSON.stringify(report)}\n`);
  await terminal.out(`${describe(dataset, terminal.columns)}\n`);
}

const BATCH = 2000;

async function writeRows(
  dataset: Dataset,
  kind: NonNullable<InspectOptions["rows"]>,
  terminal: Terminal,
): Promise<void> {
  let batch: string[] = [];
  for (const row of rowsOfDataset(dataset, kind)) {
    batch.push(JSON.stringify(row));
    if (batch.length < BATCH) continue;
    await terminal.out(`${batch.join("\n")}\n`);
    batch = [];
  }
  if (batch.length) await terminal.out(`${batch.join("\n")}\n`);
}

function describe(dataset: Dataset, width: number): string {
  const {files, names, ...counts} = inspectDataset(dataset);
  const fileRows = files.map(({path, source, format, read, kept, rejected, from, to}): Row => ({
    file: path,
    source,
    format,
    read,
    kept,
    rejected,
    from,
    to,
  }));
  const totals = Object.entries(counts)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(" · ");
  return [
    textTable(["file", "source", "format", "read", "kept", "rejected", "from", "to"], fileRows, {width}),
    ...ledgerNotes(dataset),
    ...dataset.ledger.notes,
    totals,
    textTable(["name", "events", "units"], names, {width}),
  ].join("\n\n");
}
