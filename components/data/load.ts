// From data in any form to a host. The only place of the components that loads the engine, and only when asked.
import type {AskOptions, Host} from "../../engine/hosts/host.js";
import type {Dataset} from "../../engine/model/dataset.js";

/** What an element was given, all of it optional but `input`. */
export interface LoadRequest {
  /** A table, rows, columns, bytes, a Blob, an address, a Dataset, or a list of these. */
  readonly input: unknown;
  /** The system the data comes from, as `--source` takes it. Default: detected. */
  readonly source?: string | undefined;
  /** Format of bytes or of an address without a telling name: csv, tsv, ndjson, json, arrow, parquet. */
  readonly type?: string | undefined;
  /** Further options of `openDataset`. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** Tables beside the events. */
  readonly tables?: Readonly<Record<string, unknown>> | undefined;
  /** Answer in a worker: true, or the address of the worker's file. */
  readonly worker?: boolean | string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: AskOptions["onProgress"];
}

/** What this file needs of the engine's front door. */
interface Engine {
  openDataset(input: unknown, options: object): Promise<Dataset>;
  localHost(dataset: Dataset): Host;
  workerHost?(input: unknown, options: object): Promise<Host>;
}

/** Opens the data and gives a host over it. Rejects with DataError for data that cannot be used. */
export async function loadHost(request: LoadRequest): Promise<Host> {
  const engine = (await import("../../engine/index.js")) as unknown as Engine;
  request.signal?.throwIfAborted();
  if (isDataset(request.input)) return engine.localHost(request.input);
  const options = openOptions(request);
  if (!request.worker || !engine.workerHost) return engine.localHost(await engine.openDataset(request.input, options));
  return engine.workerHost(request.input, {
    ...options,
    ...(typeof request.worker === "string" ? {url: request.worker} : {}),
  });
}

// By its shape, because it may come from another copy of the engine.
function isDataset(input: unknown): input is Dataset {
  return (
    typeof input === "object" &&
    input !== null &&
    "store" in input &&
    typeof (input as Partial<Dataset>).index === "function"
  );
}

function openOptions({source, type, options, tables, signal, onProgress}: LoadRequest): Record<string, unknown> {
  const given = {source, format: type, tables, signal, onProgress};
  return {...options, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))};
}
