// Opens the inputs of a report: files beside its config, and https addresses on the hosts that it allows, redirects included.
import {resolve} from "node:path";
import {DataError} from "../../engine/model/errors.js";
import {readPath} from "../../engine/ingest/read-path.js";
import type {ReadPath} from "../../engine/ingest/options.js";
import {addressFault} from "../config/check.js";
import {UsageError} from "../terminal/exit.js";

const MOST_REDIRECTS = 5;

/** Opens paths relative to `folder`. Messages and the ledger name a path as the config does, wherever the config lies. */
export function reportReadPath(folder: string, allowHosts: readonly string[], fetcher: typeof fetch = fetch): ReadPath {
  return async (path, signal) => {
    const fault = addressFault(path, allowHosts);
    if (fault) throw new UsageError(fault);
    if (path.includes("://")) return fromAddress(path, allowHosts, fetcher, signal);
    try {
      return await readPath(resolve(folder, path), signal);
    } catch (error) {
      throw error instanceof DataError ? new DataError(error.message.replace(`${error.file}: `, ""), path) : error;
    }
  };
}

type Opened = Awaited<ReturnType<ReadPath>>;

// Redirects are followed by hand, because each one may lead to another host.
async function fromAddress(
  path: string,
  allowHosts: readonly string[],
  fetcher: typeof fetch,
  signal?: AbortSignal,
): Promise<Opened> {
  let address = path;
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    const response = await answered(address, path, fetcher, signal);
    const target = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (target === null) return opened(response, path);
    await response.body?.cancel();
    address = new URL(target, address).href;
    const fault = addressFault(address, allowHosts);
    if (fault) throw new DataError(`redirects to ${address}: ${fault}`, path);
  }
  throw new DataError(`redirects more than ${MOST_REDIRECTS} times`, path);
}

async function answered(address: string, path: string, fetcher: typeof fetch, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetcher(address, {redirect: "manual", ...(signal ? {signal} : {})});
  } catch (error) {
    if (signal?.aborted) throw error;
    const cause = (error as {cause?: Error}).cause;
    throw new DataError(`cannot be fetched: ${(error as Error).message}${cause ? ` (${cause.message})` : ""}`, path);
  }
}

function opened(response: Response, path: string): Opened {
  if (!response.ok) throw new DataError(`cannot be fetched: the server answered ${response.status}`, path);
  if (!response.body) throw new DataError("the server sent no content", path);
  const length = response.headers.get("content-encoding") ? NaN : Number(response.headers.get("content-length") ?? NaN);
  return {stream: response.body, ...(Number.isFinite(length) ? {size: length} : {})};
}
