// Opens the data of a command, with progress on the terminal.
import {openDataset} from "../../engine/index.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {Terminal} from "../terminal/console.js";
import {inputsOf, readInputs, type DataOptions, type Input} from "./inputs.js";

/** The dataset of the files named. Throws DataError when one cannot be used at all. */
export async function openData(files: readonly string[], options: DataOptions, terminal: Terminal): Promise<Dataset> {
  const inputs = inputsOf(files, options);
  const identity = options.inputs ? readInputs(options.inputs).identity : undefined;
  return openInputs(
    inputs,
    {
      ...(options.asOf ? {asOf: options.asOf} : {}),
      ...(options.inputTz ? {inputTz: options.inputTz} : {}),
      ...(options.table ? {tables: options.table} : {}),
      ...(identity ? {identity} : {}),
    },
    terminal,
  );
}

/** Opens inputs with dataset options; the bar shows rows read. */
export async function openInputs(
  inputs: readonly Input[],
  options: Record<string, unknown>,
  terminal: Terminal,
): Promise<Dataset> {
  const progress = terminal.progress("reading");
  try {
    const dataset = await openDataset(inputs, {
      ...options,
      onProgress: ({bytes, rows, total}: {bytes: number; rows: number; total?: number}) =>
        progress.tell(total ? bytes / total : 0, `${rows.toLocaleString("en")} rows`),
    });
    return dataset;
  } finally {
    progress.end();
  }
}

/** One line a file with rows that could not be used: how many, why, and where it happened first. */
export function ledgerNotes(dataset: Dataset): string[] {
  return dataset.ledger.files.flatMap(({path, read, rejected, reasons}) => {
    if (rejected === 0) return [];
    const shown = reasons.slice(0, 5).map(({reason, rows, first}) => {
      const place = [
        first.line ? `line ${first.line}` : `row ${first.row}`,
        first.column ? `column ${first.column}` : "",
        first.value === null ? "" : JSON.stringify(first.value),
      ];
      return `  ${rows} × ${reason} (first: ${place.filter(Boolean).join(", ")})`;
    });
    const more =
      reasons.length > 5 ? [`  and ${reasons.length - 5} more reasons; \`lifecycle-kit inspect\` lists them all`] : [];
    return [`${path}: ${rejected} of ${read} rows rejected`, ...shown, ...more];
  });
}
