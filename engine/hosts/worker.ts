// The worker host: data is parsed, indexed and asked off the page's thread, by one worker or by several.
import type {OpenOptions} from "../ingest/options.js";
import {AbortError} from "../model/errors.js";
import type {QueryInput} from "../model/query.js";
import type {Result} from "../results/result.js";
import {answerCache} from "./answer-cache.js";
import type {AskOptions, Host} from "./host.js";
import {receivedResult, type SentResult} from "./result-wire.js";
import {outgoing} from "./worker-input.js";
import type {Opened} from "./worker-server.js";
import {startWorker, type StartedWorker} from "./worker-start.js";

/** Options of `workerHost`: those of `openDataset`, and how the work is spread. */
export interface WorkerOptions extends OpenOptions {
  /** Address of the worker's file. Default: lifecycle-kit.worker.js beside the kit's own file. */
  readonly workerUrl?: string | URL;
  /** Threads that count. Default: one, and from a million events on as many as the machine has, at most 4. */
  readonly workers?: number;
  /** Kinds of question that will be asked first, like `["funnel"]`: what answers them loads beside the data. */
  readonly kinds?: readonly string[];
  /** Hands typed arrays over instead of copying them: faster, but they are empty afterwards and cannot be loaded again. Default false. */
  readonly transfer?: boolean;
}

/** From this many events on several threads are faster than one. */
const WORTH_SHARING = 1_000_000;
const MOST_WORKERS = 4;

/**
 * A host that answers like `localHost(await openDataset(input, options))`, byte for byte, without holding the page's thread. Rejects
 * with DataError or QueryError as `openDataset` does. Where no worker can run it answers on this thread and says so in one console
 * line. If a worker dies, what was asked rejects; the next question starts a new one, unless the input was used up (a stream, or
 * `transfer`).
 */
export async function workerHost(input: unknown, options: WorkerOptions = {}): Promise<Host> {
  let first: StartedWorker;
  if (options.readPath)
    return onThisThread(input, options, new Error("readPath is a function, which a worker cannot have"));
  try {
    first = await startWorker(options.workerUrl, options.signal);
  } catch (error) {
    if (error instanceof AbortError) throw error;
    return onThisThread(input, options, error as Error);
  }
  const {signal: _, ...again} = options;
  const session = await openSession(first, input, options);
  return new RestartingHost(session, async () => openSession(await startWorker(options.workerUrl), input, again));
}

let told = false;

async function onThisThread(
  input: unknown,
  {workerUrl: _, workers: __, transfer: ___, kinds: ____, ...options}: WorkerOptions,
  reason: Error,
): Promise<Host> {
  if (!told) console.warn(`lifecycle-kit answers on the page's own thread: ${reason.message}`);
  told = true;
  const {hostHere} = await import("./here.js");
  return hostHere(input, options);
}

/** Workers that hold the data. */
interface Session {
  readonly host: Host;
  /** False when opening used the input up. */
  readonly again: boolean;
  /** True once a worker has ended by itself. */
  failed: boolean;
}

async function openSession(first: StartedWorker, input: unknown, options: WorkerOptions): Promise<Session> {
  const {workerUrl, workers, transfer = false, kinds = [], signal, onProgress, readPath: _, ...rest} = options;
  const started = [first];
  const stopAll = (error: Error) => {
    for (const worker of started) {
      worker.wire.fail(error);
      worker.stop();
    }
  };
  const cancel = () => stopAll(new AbortError("loading was cancelled"));
  signal?.addEventListener("abort", cancel);
  let session: Session | null = null;
  const onFailure = (error: Error) => {
    if (session) session.failed = true;
    stopAll(error);
  };
  first.onFailure = onFailure;
  try {
    void first.wire.call("ahead", kinds).catch(() => {});
    const sent = await outgoing({input, options: rest, base: new Request("").url}, transfer, signal);
    const {events} = await first.wire.call<Opened>("open", sent.value, {transfer: sent.transfer, onProgress});
    const threads =
      workers ?? (events >= WORTH_SHARING ? Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS) : 1);
    if (threads > 1) await spread(started, threads - 1, workerUrl, onFailure);
    const host = answerCache(asking(first), () => stopAll(new Error(CLOSED)));
    return (session = {host, again: sent.again, failed: false});
  } catch (error) {
    stopAll(error as Error);
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** Starts helpers and ties each to the first worker. */
async function spread(
  started: StartedWorker[],
  count: number,
  url: string | URL | undefined,
  onFailure: (error: Error) => void,
): Promise<void> {
  const first = started[0]!;
  const ports: MessagePort[] = [];
  const helpers = await Promise.all(Array.from({length: count}, () => startWorker(url)));
  for (const helper of helpers) {
    started.push(helper);
    helper.onFailure = onFailure;
    const {port1, port2} = new MessageChannel();
    await helper.wire.call("help", port1, {transfer: [port1]});
    ports.push(port2);
  }
  await first.wire.call("share", ports, {transfer: ports});
}

function asking({wire}: StartedWorker) {
  return async (query: QueryInput, options: AskOptions): Promise<Result> =>
    receivedResult(await wire.call<SentResult>("ask", query, options));
}

const CLOSED = "the host is closed";

/** Asks a session; when that has failed, the next question opens a new one, once for all who ask meanwhile. */
class RestartingHost implements Host {
  #session: Session;
  #opening: Promise<Session> | null = null;
  #closed = false;

  constructor(
    session: Session,
    private readonly open: () => Promise<Session>,
  ) {
    this.#session = session;
  }

  async ask(query: QueryInput, options?: AskOptions): Promise<Result> {
    if (this.#closed) throw new Error(CLOSED);
    const {failed, again} = this.#session;
    const session = failed && again ? await (this.#opening ??= this.#reopen()) : this.#session;
    return session.host.ask(query, options);
  }

  close(): void {
    this.#closed = true;
    this.#session.host.close();
  }

  async #reopen(): Promise<Session> {
    try {
      this.#session = await this.open();
      if (this.#closed) this.#session.host.close();
      return this.#session;
    } finally {
      this.#opening = null;
    }
  }
}
