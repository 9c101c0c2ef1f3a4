// From data in any form to a host. The only place of the components that loads the engine, and only when asked.
import type {Host} from "../../engine/hosts/host.js";
import type {Dataset} from "../../engine/model/dataset.js";

/** What an element was given, all of it optional but `input`. */
export interface LoadRequest {
  /** A table, rows, columns, bytes, a Blob, an address, a Dataset, or a list of these. */
  readonly input: unknown;
  /** The system the data comes from, as `--source` takes it. Default: detected. */
  readonly source?: string | undefined;
  /** Format of an address without a telling name, like "ndjson" or "csv". */
  readonly type?: string | undefined;
  /** Further options of `openDataset`. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** Tables beside the events. */
  readonly tables?: Readonly<Record<string, unknown>> | undefined;
  /** Answer in a worker: true, or the address of the worker's file. */
  readonly worker?: boolean | string | undefined;
  /** Kinds of question that will be asked first. */
  readonly kinds?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Progress in bytes and rows. */
  readonly onProgress?: ((progress: {bytes: number; rows: number; total?: number}) => void) | undefined;
}

/** Opens the data and gives a host over it. Rejects with DataError for data that cannot be used. */
export async function loadHost(request: LoadRequest): Promise<Host> {
  if (request.worker && !isDataset(request.input)) return inWorker(request);
  const {hostHere, hostOver, loadAhead} = await import("../../engine/hosts/here.js");
  request.signal?.throwIfAborted();
  loadAhead(request.kinds ?? []);
  return isDataset(request.input) ? hostOver(request.input) : hostHere(named(request), openOptions(request));
}

// A page whose worker answers need not have the engine itself.
async function inWorker(request: LoadRequest): Promise<Host> {
  const {workerHost} = await import("../../engine/hosts/worker.js");
  request.signal?.throwIfAborted();
  const workerUrl = typeof request.worker === "string" ? {workerUrl: request.worker} : {};
  return workerHost(named(request), {...openOptions(request), ...workerUrl, kinds: request.kinds ?? []});
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

// The engine goes by the content and by the end of the name; a stated format is such an end.
function named({input, type}: LoadRequest): unknown {
  if (!type || typeof input !== "string" || input.toLowerCase().endsWith(`.${type}`)) return input;
  return {path: `${input.replace(/^.*\//, "").replace(/[?#].*$/, "")}.${type}`, data: input};
}

function openOptions({source, options, tables, signal, onProgress}: LoadRequest): Record<string, unknown> {
  const given = {source, tables, signal, onProgress};
  return {...options, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))};
}
