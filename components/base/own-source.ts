// The data source of an element that was given data of its own. Elements given the same object share one host.
import type {Host} from "../../engine/hosts/host.js";
import type {DataSource} from "./context.js";

const hosts = new WeakMap<object, Promise<Host>>();

/** The source for `data`, loading at first; `changed` gets the next one. null for no data. The engine is loaded when needed. */
export function ownSource(data: unknown, changed: (source: DataSource) => void): DataSource | null {
  if (data === null || data === undefined) return null;
  const load = (): DataSource => {
    hostFor(data).then(
      (host) => changed({state: "ready", host, error: null, retry: () => {}}),
      (error: unknown) => changed({state: "failed", host: null, error: error as Error, retry: () => changed(load())}),
    );
    return {state: "loading", host: null, error: null, retry: () => {}};
  };
  return load();
}

function hostFor(data: unknown): Promise<Host> {
  const shared = typeof data === "object" && data !== null ? data : null;
  const known = shared && hosts.get(shared);
  if (known) return known;
  const host = import("../data/load.js").then(({loadHost}) => loadHost({input: data}));
  if (shared) {
    hosts.set(shared, host);
    host.catch(() => hosts.delete(shared));
  }
  return host;
}
