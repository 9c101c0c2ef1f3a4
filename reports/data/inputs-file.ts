// `--inputs FILE`: files with options of their own, and options of the whole dataset, as JSON or YAML.
import {dirname, resolve} from "node:path";
import {checkKeys, DATASET_OPTIONS, FILE_OPTIONS} from "../../engine/ingest/options.js";
import {QueryError} from "../../engine/model/errors.js";
import {didYouMean} from "../../engine/model/nearest.js";
import {isRecord} from "../../engine/model/is-record.js";
import {UsageError} from "../terminal/exit.js";
import {isAddress, type Input} from "./inputs.js";
import {parsedFile} from "./parsed-file.js";
import {withPreset} from "./preset-files.js";

/** What the file says; paths in it are relative to it. */
export interface InputsFile {
  readonly inputs: Input[];
  /** Options of `openDataset`. */
  readonly options: Readonly<Record<string, unknown>>;
}

const KEYS = ["inputs", ...DATASET_OPTIONS, ...FILE_OPTIONS];

/** Reads and checks it. Throws UsageError that names the key or the entry. */
export function readInputsFile(file: string): InputsFile {
  const parsed = parsedFile(file, "--inputs");
  if (!isRecord(parsed) || !Array.isArray(parsed["inputs"]))
    throw new UsageError(`--inputs ${file}: write {"inputs": [{"path": "events.csv"}]}`);
  const unknown = Object.keys(parsed).find((key) => !KEYS.includes(key));
  if (unknown !== undefined)
    throw new UsageError(
      `--inputs ${file}: unknown key "${unknown}"${didYouMean(unknown, KEYS)}; known are ${KEYS.join(", ")}`,
    );
  const {inputs, tables, rates, ...options} = withPreset(parsed, dirname(file), `--inputs ${file}: map`);
  const at = (input: unknown, place: string) => placed(input, file, place);
  return {
    inputs: (inputs as unknown[]).map((input, i) => at(input, `inputs[${i}]`)),
    options: {
      ...options,
      ...(rates === undefined ? {} : {rates: at(rates, "rates")}),
      ...(isRecord(tables)
        ? {
            tables: Object.fromEntries(
              Object.entries(tables).map(([name, input]) => [name, at(input, `tables.${name}`)]),
            ),
          }
        : {}),
    },
  };
}

function placed(input: unknown, file: string, place: string): Input {
  const entry = typeof input === "string" ? {path: input} : input;
  if (!isRecord(entry) || typeof entry["path"] !== "string")
    throw new UsageError(`--inputs ${file}: ${place}.path: missing; name a file`);
  try {
    checkKeys(entry, "input", place);
  } catch (error) {
    throw error instanceof QueryError ? new UsageError(`--inputs ${file}: ${error.message}`) : error;
  }
  const {path} = entry as {path: string};
  const placed = {...entry, path: isAddress(path) ? path : resolve(dirname(file), path)};
  return withPreset(placed, dirname(file), `--inputs ${file}: ${place}.map`);
}
