// Loads data once for many: the state of a load under way, overtaken loads dropped, hosts of its own closed.
import type {Host} from "../../engine/hosts/host.js";
import type {DataSource} from "../base/context.js";
import type {LoadRequest} from "./load.js";

/** Where a load stands. `changed` is called with each new source. */
export class LoadState {
  source: DataSource = {state: "loading", host: null, error: null, retry: () => {}};
  #stop: AbortController | null = null;
  #own: Host | null = null;

  constructor(private readonly changed: (source: DataSource) => void) {}

  /** Loads; an earlier load is aborted and its host closed. */
  async load(request: LoadRequest): Promise<void> {
    this.close();
    const stop = (this.#stop = new AbortController());
    this.#become({state: "loading"});
    try {
      const {loadHost} = await import("./load.js");
      const host = await loadHost({...request, signal: stop.signal});
      if (this.#stop !== stop) return host.close();
      this.#own = host;
      this.#become({state: "ready", host});
    } catch (cause) {
      if (this.#stop === stop) this.fail(cause, () => void this.load(request));
    }
  }

  /** Uses a host that belongs to somebody else. */
  use(host: Host): void {
    this.close();
    this.#become({state: "ready", host});
  }

  fail(cause: unknown, retry: () => void): void {
    this.#become({state: "failed", error: cause instanceof Error ? cause : new Error(String(cause)), retry});
  }

  wait(): void {
    this.close();
    this.#become({state: "loading"});
  }

  clear(): void {
    this.close();
    this.#become({state: "empty"});
  }

  /** Stops a load and frees the host that a load made. */
  close(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#own?.close();
    this.#own = null;
  }

  #become(source: Partial<DataSource> & Pick<DataSource, "state">): void {
    this.source = {host: null, error: null, retry: () => {}, ...source};
    this.changed(this.source);
  }
}
