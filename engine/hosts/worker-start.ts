// Starts a worker under any content policy that allows one: Trusted Types, another origin, a file at a given address.
import {VERSION} from "../model/version.js";
import {Wire} from "./wire.js";

/** A worker that has loaded its file and answers. */
export interface StartedWorker {
  readonly wire: Wire;
  /** Called when the worker has failed on its own; at most once. */
  onFailure: (error: Error) => void;
  post(what: string, port: MessagePort): Promise<void>;
  stop(): void;
}

/** Where the worker's file is: beside this one, wherever a build has put both. */
const beside = (): URL => new URL("./worker-entry.js", import.meta.url);

const WHOLE = "lifecycle-kit.worker.whole.js";

/**
 * A bundler copies the one file it is told of, under a name of its own, so what it is told of is the worker as one file. Where that still
 * has its name nobody copied it, and beside it is the worker whose rarer parts load when they are needed.
 */
export function ownAddresses(own: URL): URL[] {
  return own.pathname.endsWith(`/${WHOLE}`)
    ? [new URL(own.href.replace(WHOLE, "lifecycle-kit.worker.js")), own]
    : [own];
}

/**
 * Resolves once the worker has loaded, from `address` or else from the kit's own file. Rejects, with the reason as a sentence, where no
 * worker can run.
 */
export async function startWorker(address?: string | URL, signal?: AbortSignal): Promise<StartedWorker> {
  const [first, ...others] = address === undefined ? ownAddresses(beside()) : [new URL(address, location.href)];
  let started = startAt(first!, signal);
  for (const other of others)
    started = started.catch((error: unknown) => {
      if (signal?.aborted) throw error;
      return startAt(other, signal);
    });
  return started;
}

async function startAt(address: URL, signal?: AbortSignal): Promise<StartedWorker> {
  const worker = createWorker(address);
  const wire = new Wire(worker);
  const started: StartedWorker = {
    wire,
    onFailure: () => {},
    post: (what, port) => wire.call(what, port, {transfer: [port]}),
    stop: () => worker.terminate(),
  };
  const failed = (error: Error) => {
    worker.terminate();
    wire.fail(error);
    started.onFailure(error);
  };
  worker.onerror = (event) =>
    failed(new Error(`the worker stopped: ${event.message || "its file could not be loaded"}`));
  worker.onmessageerror = () => failed(new Error("the worker stopped: a message could not be read"));
  try {
    const version = await wire.call<string>("hello", null, {signal});
    if (version !== VERSION) throw new Error(`the worker's file is version ${version}, the page has ${VERSION}`);
    return started;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** A module worker of a file, under Trusted Types too. A file of another origin cannot be one, but a small file of this origin may import it. */
export function createWorker(url: URL): Worker {
  const direct = url.origin === location.origin || url.protocol === "blob:" || url.protocol === "data:";
  if (direct) return new Worker(trusted(url.href), {type: "module", name: "lifecycle-kit"});
  const source = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], {type: "text/javascript"}));
  return new Worker(trusted(source), {type: "module", name: "lifecycle-kit"});
}

interface Policy {
  createScriptURL(url: string): string;
}
let policy: Policy | null = null;

/** The address as the page's Trusted Types want it. A second copy of the kit may be refused its policy; it then does without a worker. */
function trusted(url: string): string {
  const {trustedTypes} = globalThis as {trustedTypes?: {createPolicy(name: string, rules: Policy): Policy}};
  if (!trustedTypes) return url;
  policy ??= trustedTypes.createPolicy("lifecycle-kit", {createScriptURL: (address) => address});
  return policy.createScriptURL(url);
}
