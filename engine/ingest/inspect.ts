// What came in: files, counts and names, and listings of events, people, accounts and rejected rows.
import {valueAt, type Column, type Scalar} from "../model/column.js";
import type {Conflict, Dataset} from "../model/dataset.js";
import type {EventStore} from "../model/event-store.js";
import type {FileReport} from "../model/ledger.js";
import {byCodePoint} from "../model/order.js";
import type {IdentityBook} from "./identity.js";
import type {Keys} from "./keys.js";
import {originsOf, type Origins} from "./origins.js";

/** What `inspect --json` prints. `units` counts users and unlinked visitors with events, `profiles` known people. */
export interface Inspection {
  readonly files: readonly FileReport[];
  readonly events: number;
  readonly profiles: number;
  readonly accounts: number;
  readonly units: number;
  readonly anonymous: number;
  readonly merges: number;
  /** Everybody beyond the first in each entry of `conflictList`. */
  readonly conflicts: number;
  readonly conflictList: readonly Conflict[];
  readonly names: readonly {readonly name: string; readonly events: number; readonly units: number}[];
}

/** Counts of a dataset; names by events, then by code point. */
export function inspectDataset(dataset: Dataset): Inspection {
  const {store, ledger, identity} = dataset;
  return {
    files: ledger.files,
    events: store.size,
    profiles: identity.profiles,
    accounts: identity.accounts,
    units: store.users.length,
    anonymous: identity.anonymous,
    merges: identity.merges,
    conflicts: identity.conflicts,
    conflictList: identity.conflictList,
    names: namesOf(store),
  };
}

function namesOf({name, size, users, offsets}: EventStore): Inspection["names"] {
  const events = new Uint32Array(name.dictionary.length);
  const units = new Uint32Array(name.dictionary.length);
  const last = new Int32Array(name.dictionary.length).fill(-1);
  for (let i = 0; i < size; i++) events[name.codes[i]!]!++;
  for (let u = 0; u < users.length; u++) {
    for (let i = offsets[u]!; i < offsets[u + 1]!; i++) {
      const code = name.codes[i]!;
      if (last[code] !== u) units[code]!++;
      last[code] = u;
    }
  }
  const rows = name.dictionary.map((text, code) => ({name: String(text), events: events[code]!, units: units[code]!}));
  return rows.filter(({events: count}) => count > 0).sort((a, b) => b.events - a.events || byCodePoint(a.name, b.name));
}

export type RowKind = "events" | "profiles" | "accounts" | "ledger" | "conflicts" | "merges";
/** A listing's row: scalars, lists of text, and records of properties without a prototype. */
export type ListingRow = Record<string, unknown>;

/** The rows of `inspect --rows KIND`, in an order that depends on the content alone. */
export function* rowsOfDataset(dataset: Dataset, kind: RowKind): Generator<ListingRow> {
  if (kind === "events") yield* eventRows(dataset);
  else if (kind === "ledger")
    for (const {file, row, line, column, value, reason} of dataset.ledger.entries)
      yield {file, row, line, column, value, reason};
  else if (kind === "conflicts") for (const conflict of dataset.identity.conflictList) yield {...conflict};
  else if (kind === "merges") yield* mergeRows(dataset);
  else if (kind === "profiles") yield* partyRows(dataset, "people");
  else yield* partyRows(dataset, "companies");
}

function* eventRows({store}: Dataset): Generator<ListingRow> {
  const props = [...store.props].sort(([a], [b]) => byCodePoint(a, b));
  const at = (column: Column | null | undefined, i: number) => (column ? valueAt(column, i) : null);
  const amount = store.amount && {values: store.amount};
  for (let u = 0; u <= store.users.length; u++) {
    const user = u < store.users.length && !store.anonymousUsers[u] ? store.users[u]! : null;
    const end = u < store.users.length ? store.offsets[u + 1]! : store.size;
    for (let i = store.offsets[u]!; i < end; i++) {
      const fact = (name: string) => at(store.facts.get(name), i);
      yield {
        id: fact("id"),
        ts: store.ts[i]!,
        user,
        anon: fact("anon"),
        account: at(store.account, i),
        name: at(store.name, i),
        stage: fact("stage"),
        source: fact("source"),
        file: fact("file"),
        row: fact("row"),
        props: record(props, i),
        amount: at(amount, i),
        currency: at(store.currency, i),
      };
    }
  }
}

function record(columns: readonly (readonly [string, Column])[], i: number): Record<string, Scalar> {
  const values = Object.create(null) as Record<string, Scalar>;
  for (const [name, column] of columns) {
    const value = valueAt(column, i);
    if (value !== null) values[name] = value;
  }
  return values;
}

function* partyRows(dataset: Dataset, of: "people" | "companies"): Generator<ListingRow> {
  const origins = originsOf(dataset);
  if (!origins) return;
  const rows = of === "people" ? personRows(dataset.store, origins) : companyRows(origins);
  yield* rows.sort((a, b) => byCodePoint(String(a.id), String(b.id)));
}

/** One row for each key that turned out to be somebody already known by another one. */
function* mergeRows(dataset: Dataset): Generator<ListingRow> {
  const origins = originsOf(dataset);
  if (!origins) return;
  const {identities, book} = origins;
  const rows = Array.from({length: identities.people.size}, (_, p) => {
    const id = identities.people.id(p);
    return Array.from(identities.people.keys(p), (key) => ({
      id,
      key: book.people.text(key),
      sources: sourcesOf(book, book.people, [key]),
    })).filter(({key}) => key !== id);
  });
  yield* rows.flat().sort((a, b) => byCodePoint(a.id, b.id) || byCodePoint(a.key, b.key));
}

function personRows(store: EventStore, origins: Origins): ListingRow[] {
  const {identities, book} = origins;
  const {people} = identities;
  const traits = origins.traits.latest((key) => (key < 0 ? -1 : people.placeOf[key]!));
  const {ofPerson, unknown} = visitorsOf(store, origins);
  const accountOf = accountsByPerson(store, origins);
  const known = Array.from({length: people.size}, (_, p): ListingRow => {
    const keys = Array.from(people.keys(p));
    return {
      id: people.id(p),
      keys: [...keys.map((key) => book.people.text(key)), ...ofPerson[p]!].sort(byCodePoint),
      anonymous: false,
      account: accountOf.get(p) ?? null,
      sources: sourcesOf(book, book.people, keys),
      traits: traits.get(p) ?? Object.create(null),
    };
  });
  return [...known, ...visitorRows(unknown, origins)];
}

/** Ids of the visitors that each person was, and keys of those with events whom nobody knows. */
function visitorsOf(store: EventStore, {identities, book}: Origins): {ofPerson: string[][]; unknown: number[]} {
  const ofPerson: string[][] = Array.from({length: identities.people.size}, () => []);
  const unknown: number[] = [];
  const seen = new Set(store.users);
  for (let key = 1; key < book.anons.size; key++) {
    const people = identities.attribution.people(key);
    for (const person of people) ofPerson[person]!.push(book.anons.text(key));
    if (people.length === 0 && seen.has(book.anons.text(key))) unknown.push(key);
  }
  return {ofPerson, unknown};
}

function visitorRows(visitors: readonly number[], {traits, book}: Origins): ListingRow[] {
  const found = traits.latest((key) => (key < 0 ? -key : -1));
  return visitors.map((key): ListingRow => ({
    id: book.anons.text(key),
    keys: [book.anons.text(key)],
    anonymous: true,
    account: null,
    sources: sourcesOf(book, book.anons, [key]),
    traits: found.get(key) ?? Object.create(null),
  }));
}

function companyRows(origins: Origins): ListingRow[] {
  const {identities, book} = origins;
  const traits = origins.accountTraits.latest((key) => identities.companies.placeOf[key]!);
  const {companies} = identities;
  return Array.from({length: companies.size}, (_, c): ListingRow => {
    const keys = Array.from(companies.keys(c));
    return {
      id: companies.id(c),
      keys: keys.map((key) => book.accounts.text(key)).sort(byCodePoint),
      sources: sourcesOf(book, book.accounts, keys),
      traits: traits.get(c) ?? Object.create(null),
    };
  });
}

/** The sources that named any of the keys. */
const sourcesOf = (book: IdentityBook, registry: Keys, keys: readonly number[]) =>
  book.sourcesOf(keys.reduce((bits, key) => bits | registry.writers(key), 0));

/** The account somebody belongs to at last: by the newest membership, else the only one among their events. */
function accountsByPerson(store: EventStore, {identities, book}: Origins): Map<number, string> {
  const place = new Map(Array.from({length: identities.people.size}, (_, p) => [identities.people.id(p), p]));
  const accounts = new Map<number, string | null>();
  for (let u = 0; store.account && u < store.users.length; u++) {
    const person = place.get(store.users[u]!);
    if (person === undefined) continue;
    for (let i = store.offsets[u]!; i < store.offsets[u + 1]!; i++) {
      const id = valueAt(store.account, i) as string | null;
      if (id !== null) accounts.set(person, accounts.has(person) && accounts.get(person) !== id ? null : id);
    }
  }
  const since = new Map<number, number>();
  for (const {person, account, ts} of book.memberships) {
    const [p, id] = [identities.people.placeOf[person]!, identities.companies.idOfKey(account)];
    const known = since.get(p);
    if (known !== undefined && (known > ts || (known === ts && byCodePoint(accounts.get(p)!, id) <= 0))) continue;
    since.set(p, ts);
    accounts.set(p, id);
  }
  return new Map([...accounts].flatMap(([person, id]) => (id === null ? [] : [[person, id] as const])));
}
