// Events whose stage depends on whether the same person had one before: a first purchase acquires, later ones retain.
import {dictColumn, valueAt} from "../model/column.js";
import type {EventStore} from "../model/event-store.js";

/** The stage an adapter gives a purchase: acquisition for a person's first one in that source, retention for later ones. */
export const FIRST_THEN_REPEAT = "acquisition, then retention";

/** The store with such stages settled, once it is known who is who and what came first. */
export function settleRepeatStages(store: EventStore): EventStore {
  const stage = store.facts.get("stage");
  if (!stage || !("codes" in stage)) return store;
  const code = stage.dictionary.indexOf(FIRST_THEN_REPEAT);
  if (code < 0) return store;
  const source = store.facts.get("source");
  const settled = Array.from(stage.codes, (c) => stage.dictionary[c] ?? null);
  for (let u = 0; u <= store.users.length; u++) {
    const seen = new Set<unknown>();
    const end = u < store.users.length ? store.offsets[u + 1]! : store.size;
    for (let i = store.offsets[u] ?? 0; i < end; i++) {
      if (stage.codes[i] !== code) continue;
      const from = source ? valueAt(source, i) : null;
      settled[i] = seen.has(from) ? "retention" : "acquisition";
      seen.add(from);
    }
  }
  return {...store, facts: new Map([...store.facts, ["stage", dictColumn(settled)]])};
}
