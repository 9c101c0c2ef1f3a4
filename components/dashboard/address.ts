// A dashboard's state in the page's address, under one parameter, and only when a page asks for it.

/** The state under `name` in the address; null for none, or for one that cannot be read. */
export function stateInAddress(name: string): Record<string, unknown> | null {
  const text = new URL(location.href).searchParams.get(name);
  if (!text) return null;
  try {
    const state: unknown = JSON.parse(text);
    return typeof state === "object" && state !== null && !Array.isArray(state)
      ? (state as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Writes the state into the address, without a new entry in the history. An empty state takes the parameter away. */
export function writeAddress(name: string, state: Record<string, unknown>): void {
  const address = new URL(location.href);
  const text = JSON.stringify(state);
  if (text === "{}") address.searchParams.delete(name);
  else address.searchParams.set(name, text);
  history.replaceState(history.state, "", address);
}
