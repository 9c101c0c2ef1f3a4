// Stages that depend on what the same person did before: a first purchase acquires and later ones retain; a visit or an opened e-mail of somebody who
// is no customer yet is awareness, that of a customer engagement (sources.md 2).
import {asDict, codesFor, type DictColumn} from "../model/column.js";
import type {EventStore} from "../model/event-store.js";

/** The stage an adapter gives a purchase: acquisition for a person's first one in that source, retention for later ones. */
export const FIRST_THEN_REPEAT = "acquisition, then retention";
/** The stage an adapter gives a sign of interest: awareness until the person is a customer, engagement from then on. */
export const AWARE_THEN_ENGAGED = "awareness, then engagement";

/** What a CRM says when somebody becomes a customer. A purchase and whatever retains say it too. */
const BECAME = "became a customer";

/** The store with such stages settled, once it is known who is who and what came first. */
export function settleRepeatStages(store: EventStore): EventStore {
  const stage = store.facts.get("stage");
  if (!stage || !("codes" in stage)) return store;
  const [purchase, interest] = [FIRST_THEN_REPEAT, AWARE_THEN_ENGAGED].map((name) => stage.dictionary.indexOf(name));
  if (purchase! < 0 && interest! < 0) return store;
  return {...store, facts: new Map([...store.facts, ["stage", settled(store, stage, purchase!, interest!)]])};
}

function settled(store: EventStore, stage: DictColumn, purchase: number, interest: number): DictColumn {
  const kept = stage.dictionary.filter((_, code) => code !== purchase && code !== interest);
  const dictionary = [...new Set([...kept, "acquisition", "retention", "awareness", "engagement"])];
  const codeOf = (name: string | null) => dictionary.indexOf(name);
  const to = stage.dictionary.map((name) => codeOf(name as string | null));
  const [acquisition, retention, awareness, engagement] = ["acquisition", "retention", "awareness", "engagement"].map(
    codeOf,
  );
  const customer = customerRows(store, stage, purchase);
  const sources = asDict(store.facts.get("source") ?? {codes: new Uint8Array(store.size), dictionary: [null]}).codes;
  const codes = codesFor(dictionary.length, store.size);
  for (let u = 0; u <= store.users.length; u++) {
    const end = u < store.users.length ? store.offsets[u + 1]! : store.size;
    const bought = new Set<number>();
    let isCustomer = false;
    for (let i = store.offsets[u] ?? 0; i < end; i++) {
      const code = stage.codes[i]!;
      if (code === purchase) {
        codes[i] = bought.has(sources[i]!) ? retention! : acquisition!;
        bought.add(sources[i]!);
      } else if (code === interest) codes[i] = isCustomer ? engagement! : awareness!;
      else codes[i] = to[code]!;
      // Behind the last user stand events of nobody, who are not one person.
      isCustomer ||= u < store.users.length && customer(i);
    }
  }
  return {codes, dictionary};
}

/** Whether an event says that its person is a customer. */
function customerRows(store: EventStore, stage: DictColumn, purchase: number): (row: number) => boolean {
  const retention = stage.dictionary.indexOf("retention");
  const became = store.name.dictionary.indexOf(BECAME);
  return (row) => {
    const code = stage.codes[row]!;
    return code === purchase || code === retention || store.name.codes[row] === became;
  };
}
