// A dataset cut down to its first user: every name that the data has, and next to no events.
import {isDict, type Column} from "./column.js";
import {Dataset} from "./dataset.js";
import type {EventStore} from "./event-store.js";
import {profileProp, type Profiles} from "./profiles.js";

/** What a query asks for by name is there or not as in `dataset`; its numbers are of no use. */
export function sampleOf(dataset: Dataset): Dataset {
  const {store, tables, ledger, identity, hash, firstTs, lastTs, asOf, historyStart} = dataset;
  return new Dataset({
    store: firstUser(store),
    profiles: namesOf(dataset.profilesOf(dataset.index("user"))),
    accounts: {ids: [], profiles: namesOf(dataset.accounts.profiles)},
    tables,
    ledger,
    identity,
    hash,
    firstTs,
    lastTs,
    asOf,
    historyStart,
  });
}

function firstUser(store: EventStore): EventStore {
  const users = store.users.slice(0, 1);
  const offsets = store.offsets.slice(0, users.length + 1);
  const size = offsets[users.length] ?? 0;
  const rows = <C extends Column>(column: C): C => rowsOf(column, size);
  const all = (columns: ReadonlyMap<string, Column>) =>
    new Map([...columns].map(([name, column]) => [name, rows(column)]));
  return {
    ...store,
    size,
    users,
    anonymousUsers: store.anonymousUsers.subarray(0, users.length),
    offsets,
    ts: store.ts.subarray(0, size),
    name: rows(store.name),
    account: store.account && rows(store.account),
    session: store.session && rows(store.session),
    amount: store.amount && store.amount.subarray(0, size),
    currency: store.currency && rows(store.currency),
    facts: all(store.facts),
    props: all(store.props),
  };
}

function rowsOf<C extends Column>(column: C, size: number): C {
  const part: Column = isDict(column)
    ? {codes: column.codes.subarray(0, size), dictionary: column.dictionary}
    : {values: column.values.subarray(0, size)};
  return part as C;
}

// Properties that nobody has a value of, whatever the units are.
function namesOf(profiles: Profiles): Profiles {
  return new Map([...profiles.keys()].map((name) => [name, profileProp(ROOM, [])]));
}

/** More units than one user can be: sessions have their user's profile, accounts are few. */
const ROOM = 4096;
