// One question at a time: asks a host, drops answers that were overtaken, knows the state.
import type {Host} from "../../engine/hosts/host.js";
import type {QueryInput} from "../../engine/model/query.js";
import type {Result} from "../../engine/results/result.js";
import type {WidgetState} from "./context.js";

/** Holds the answer shown and the question under way. Calls `changed` whenever `state`, `result` or `error` changed. */
export class Asking {
  state: WidgetState = "loading";
  /** The latest answer; it stays while the next question is under way, so that a picture need not go. */
  result: Result | null = null;
  error: Error | null = null;
  /** In [0, 1] while a question is under way. */
  progress = 0;
  #stop: AbortController | null = null;

  constructor(private readonly changed: () => void) {}

  /** Whether a question is under way. */
  get busy(): boolean {
    return this.#stop !== null;
  }

  /** Asks; an earlier question is aborted, and its answer never shows even if it comes. */
  async ask(host: Host, query: QueryInput): Promise<void> {
    const stop = this.#supersede();
    this.#stop = stop;
    this.#become("loading");
    try {
      const result = await host.ask(query, {signal: stop.signal, onProgress: (done) => (this.progress = done)});
      if (this.#stop === stop) this.show(result);
    } catch (error) {
      if (this.#stop === stop) this.fail(error);
    }
  }

  /** Waits for a source without asking anything. */
  wait(): void {
    this.#supersede();
    this.#become("loading");
  }

  show(result: Result): void {
    this.#supersede();
    this.result = result;
    this.#become("ready");
  }

  fail(error: unknown): void {
    this.#supersede();
    this.error = error instanceof Error ? error : new Error(String(error));
    this.#become("failed");
  }

  /** There is nothing to ask. */
  clear(): void {
    this.#supersede();
    this.result = null;
    this.#become("empty");
  }

  /** Stops the question under way and goes back to the answer before it, if any. True when there was one to stop. */
  abort(stopped: Error): boolean {
    if (!this.#stop) return false;
    if (this.result) this.show(this.result);
    else this.fail(stopped);
    return true;
  }

  #supersede(): AbortController {
    this.#stop?.abort();
    this.#stop = null;
    this.progress = 0;
    return new AbortController();
  }

  #become(state: WidgetState): void {
    this.state = state;
    if (state !== "failed") this.error = null;
    this.changed();
  }
}
