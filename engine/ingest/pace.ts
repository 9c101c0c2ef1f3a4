// Lets the thread breathe while data is read, tells progress, and stops soon after a signal.
import {AbortError} from "../model/errors.js";
import type {Progress} from "./options.js";

/** Counts what was read over all files. `step` is called after every few milliseconds of work. */
export class Pace {
  bytes = 0;
  rows = 0;
  total: number | null = 0;

  constructor(
    readonly signal: AbortSignal | undefined,
    private readonly onProgress: ((progress: Progress) => void) | undefined,
  ) {}

  /** Throws AbortError when the signal has fired. */
  check(): void {
    if (this.signal?.aborted) throw new AbortError("loading was cancelled");
  }

  /** Tells progress and lets what waits go first. */
  async step(): Promise<void> {
    this.check();
    this.onProgress?.({bytes: this.bytes, rows: this.rows, ...(this.total ? {total: this.total} : {})});
    await breath();
    this.check();
  }

  /** Runs work that yields every few milliseconds. */
  async run<T>(work: Generator<void, T>): Promise<T> {
    for (let step = work.next(); ; step = work.next()) {
      if (step.done) return step.value;
      await this.step();
    }
  }
}

/** A turn of the event loop; unlike a timer it is not clamped to 4 ms. */
function breath(): Promise<void> {
  const {setImmediate} = globalThis as {setImmediate?: (resume: () => void) => void};
  return new Promise((resolve) => {
    if (setImmediate) return setImmediate(resolve);
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
