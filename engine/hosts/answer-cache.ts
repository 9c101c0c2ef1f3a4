// Equal questions are answered once: answers under way and the latest answers are shared.
import {AbortError} from "../model/errors.js";
import {canonicalJson} from "../model/hash.js";
import type {QueryInput} from "../model/query.js";
import type {Result} from "../results/result.js";
import type {AskOptions, Host} from "./host.js";

const KEPT_ANSWERS = 64;

interface Entry {
  readonly answer: Promise<Result>;
  readonly stop: AbortController;
  readonly listeners: Set<(done: number) => void>;
  waiting: number;
  settled: boolean;
}

/** A host around `ask`. The work stops when nobody waits for its answer any more; failures are not kept. */
export function answerCache(
  ask: (query: QueryInput, options: AskOptions) => Promise<Result>,
  onClose: () => void = () => {},
): Host {
  const entries = new Map<string, Entry>();
  let closed = false;

  const start = (key: string, query: QueryInput): Entry => {
    const stop = new AbortController();
    const listeners = new Set<(done: number) => void>();
    const onProgress = (done: number) => listeners.forEach((listener) => listener(done));
    const answer = ask(query, {signal: stop.signal, onProgress});
    const entry: Entry = {answer, stop, listeners, waiting: 0, settled: false};
    const forget = () => entries.get(key) === entry && entries.delete(key);
    answer.then(() => (entry.settled = true), forget);
    stop.signal.addEventListener("abort", forget);
    entries.set(key, entry);
    if (entries.size > KEPT_ANSWERS) entries.delete(entries.keys().next().value!);
    return entry;
  };

  return {
    ask(query, options = {}) {
      if (closed) return Promise.reject(new Error("the host is closed"));
      if (options.signal?.aborted) return Promise.reject(new AbortError());
      const key = canonicalJson(query);
      return wait(entries.get(key) ?? start(key, query), options);
    },
    close() {
      closed = true;
      for (const entry of entries.values()) if (!entry.settled) entry.stop.abort();
      entries.clear();
      onClose();
    },
  };
}

function wait(entry: Entry, {signal, onProgress}: AskOptions): Promise<Result> {
  entry.waiting++;
  if (onProgress) entry.listeners.add(onProgress);
  return new Promise((resolve, reject) => {
    const leave = () => {
      signal?.removeEventListener("abort", cancel);
      if (onProgress) entry.listeners.delete(onProgress);
      if (--entry.waiting === 0 && !entry.settled) entry.stop.abort();
    };
    const cancel = () => {
      leave();
      reject(new AbortError());
    };
    signal?.addEventListener("abort", cancel);
    entry.answer.then(resolve, reject).finally(() => !signal?.aborted && leave());
  });
}
