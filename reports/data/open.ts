// Opens the data of a command, with progress on the terminal.
import {openDataset} from "../../engine/index.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {Terminal} from "../terminal/console.js";
import {isRecord} from "../../engine/model/is-record.js";
import {UsageError} from "../terminal/exit.js";
import {readInputsFile} from "./inputs-file.js";
import {inputsFilesIn, inputsOf, type DataOptions, type Input} from "./inputs.js";
import {parsedFile} from "./parsed-file.js";
import {withPreset} from "./preset-files.js";

/** The dataset of the files named. Options of the command line go before those of `--inputs`. Throws DataError when a file cannot be used at all. */
export async function openData(files: readonly string[], options: DataOptions, terminal: Terminal): Promise<Dataset> {
  const {inputs, options: stated} = options.inputs ? readInputsFile(options.inputs) : {inputs: [], options: {}};
  if (!options.inputs)
    for (const file of inputsFilesIn(files))
      terminal.note(`${file}: not read as data; --inputs ${file} reads the files as it says`);
  const tables = {...(stated["tables"] as object | undefined), ...options.table};
  return openInputs(
    inputsOf(files, withPreset({...options}, ".", "--map"), inputs),
    {
      ...stated,
      ...(options.asOf ? {asOf: options.asOf} : {}),
      ...(options.inputTz ? {inputTz: options.inputTz} : {}),
      ...(Object.keys(tables).length > 0 ? {tables} : {}),
      ...(options.stages ? {stages: stagesOf(options.stages)} : {}),
    },
    terminal,
  );
}

// A word is a file that holds the option; pairs are the option itself.
function stagesOf({"": file, ...pairs}: Record<string, string>): unknown {
  if (file === undefined) return pairs;
  const read = parsedFile(file, "--stages");
  if (!isRecord(read)) throw new UsageError(`--stages ${file}: write {"EVENT": "STAGE"}`);
  return {...read, ...pairs};
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
