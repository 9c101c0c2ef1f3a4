// The front door of the engine.
export {toArquero} from "./results/to-arquero.js";
export {summarise} from "./results/summarise.js";
export {hasSentences, sentencesFor} from "./results/languages.js";
export {Result, resultFromJson, type Diagnostics, type ResultJson} from "./results/result.js";
export {frozenHost, type FrozenAnswer} from "./hosts/frozen.js";
export type {AskOptions, Host} from "./hosts/host.js";
export {AbortError, DataError, QueryError} from "./model/errors.js";
export {Dataset} from "./model/dataset.js";
export type {QueryInput} from "./model/query.js";
export type {Cell, Row, Table} from "./model/table.js";
export {VERSION} from "./model/version.js";
export {localHost} from "./hosts/local-arquero.js";
export {workerHost, type WorkerOptions} from "./hosts/worker.js";
export {openDataset} from "./sources/open-dataset.js";
export {inspectDataset, rowsOfDataset, type Inspection, type ListingRow, type RowKind} from "./ingest/inspect.js";
export type {
  DataInput,
  DescribedInput,
  FileOptions,
  IdentityOptions,
  Input,
  Limits,
  Mapping,
  OpenOptions,
  Progress,
} from "./ingest/options.js";
