// `inspect`: what each file is, what was kept and rejected and why, and what is in it.
import {inspectDataset, rowsOfDataset} from "../../engine/index.js";
import type {RowKind} from "../../engine/ingest/inspect.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {Row} from "../../engine/model/table.js";
import {ledgerNotes, openData} from "../data/open.js";
import type {DataOptions} from "../data/inputs.js";
import type {Terminal} from "../terminal/console.js";
import {textTable} from "../terminal/text-table.js";

export interface InspectOptions extends DataOptions {
  json?: boolean;
  rows?: RowKind;
}

export async function inspect(files: readonly string[], options: InspectOptions, terminal: Terminal): Promise<void> {
  const dataset = await openData(files, options, terminal);
  const people = !options.rows && !options.json && terminal.interactive;
  if (!people) dataset.ledger.notes.forEach((line) => terminal.note(line));
  if (options.rows) return writeRows(dataset, options.rows, terminal);
  if (!people) return terminal.out(`${JSON.stringify(inspectDataset(dataset))}\n`);
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
  const {files, names, conflictList, ...counts} = inspectDataset(dataset);
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
    ...conflictTable(conflictList, width),
    textTable(["name", "events", "units"], names, {width}),
  ].join("\n\n");
}

const CONFLICTS_SHOWN = 20;

function conflictTable(list: Dataset["identity"]["conflictList"], width: number): string[] {
  if (list.length === 0) return [];
  const rows = list.slice(0, CONFLICTS_SHOWN).map(({kind, key, between, file, row}): Row => ({
    conflict: kind,
    key,
    between: between.join(", "),
    file,
    row,
  }));
  const more = list.length - rows.length;
  return [
    textTable(["conflict", "key", "between", "file", "row"], rows, {width}),
    ...(more > 0 ? [`… and ${more} more conflicts: --rows conflicts lists all`] : []),
  ];
}
