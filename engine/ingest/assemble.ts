// Puts everything that was read together: drops repeats, settles who is who, orders the events, builds the dataset.
import {storeInSteps} from "../model/build-store.js";
import type {Accounts} from "../model/accounts.js";
import {Dataset} from "../model/dataset.js";
import type {EventStore} from "../model/event-store.js";
import {byCodePoint} from "../model/order.js";
import type {Profiles} from "../model/profiles.js";
import type {TypeName} from "./cells.js";
import {countOf} from "./conflicts.js";
import {contentHashOf} from "./content-hash.js";
import {dropRepeats} from "./drop-repeats.js";
import type {EventPart} from "./event-part.js";
import type {Identities} from "./identity.js";
import {ledgerOf, type FileBook} from "./ledger-book.js";
import {rememberOrigins} from "./origins.js";
import {settleRepeatStages} from "./repeat-stage.js";
import {resolve} from "./resolve.js";
import type {Restaged} from "./restage.js";
import {tablesOf} from "./resolve-tables.js";
import type {Stores} from "./stores.js";
import {concatParts, countPeriods, type Whole} from "./whole.js";

/** All that reading the files gave. */
export interface Gathered extends Pick<Stores, "identity" | "traits" | "accountTraits" | "sideRows"> {
  readonly parts: readonly EventPart[];
  readonly books: readonly FileBook[];
}

export interface AssembleOptions {
  readonly asOf?: number;
  readonly historyStart?: number;
  readonly dedupe: "id" | "content";
  readonly types: Readonly<Record<string, TypeName>>;
  /** Gives events other stages than their sources do. */
  readonly restage?: (events: Whole) => Restaged;
}

/** Builds the dataset; yields between its steps. */
export function* assemble(gathered: Gathered, options: AssembleOptions): Generator<void, Dataset> {
  const {parts, identity, traits, accountTraits, sideRows} = gathered;
  const read = concatParts(parts, options.types);
  yield;
  const {stage, notes} = options.restage?.(read) ?? {stage: read.stage, notes: []};
  const whole = {...read, stage};
  const events = dropRepeats(whole, parts, options.dedupe, identity);
  yield;
  const identities = identity.settle([events]);
  yield;
  const {raw, anonymous} = resolve(events, identities, identity);
  yield;
  const store = settleRepeatStages(yield* storeInSteps(raw));
  countPeriods(events, parts);
  yield;
  const profiles = profilesOf(store, gathered, identities);
  const accounts = accountsOf(gathered, identities);
  const tables = tablesOf(sideRows, identity, identities);
  yield;
  const hash = contentHashOf(store, traits, accountTraits, identity, sideRows);
  yield;
  const dataset = new Dataset({
    store,
    profiles,
    accounts,
    tables,
    hash,
    ledger: ledgerOf(gathered.books, notes),
    identity: {
      profiles: identities.people.size,
      accounts: identities.companies.size,
      anonymous,
      merges: identities.merges,
      conflicts: countOf(identities.conflicts),
      conflictList: identities.conflicts,
    },
    ...(options.asOf === undefined ? {} : {asOf: options.asOf}),
    ...(options.historyStart === undefined ? {} : {historyStart: options.historyStart}),
  });
  rememberOrigins(dataset, {identities, book: identity, traits, accountTraits});
  return dataset;
}

function profilesOf({users}: EventStore, {traits, identity}: Gathered, {people, attribution}: Identities): Profiles {
  if (traits.isEmpty) return new Map();
  const place = new Map(users.map((user, u) => [user, u]));
  const ofPerson = Int32Array.from({length: people.size}, (_, person) => place.get(people.id(person)) ?? -1);
  const ofVisitor = (key: number) =>
    attribution.anyPerson(key) < 0 ? (place.get(identity.anons.text(key)) ?? -1) : -1;
  return traits.profiles(users.length, (key) => (key < 0 ? ofVisitor(-key) : ofPerson[people.placeOf[key]!]!));
}

function accountsOf({accountTraits}: Gathered, {companies}: Identities): Accounts {
  const ids = Array.from({length: companies.size}, (_, place) => companies.id(place)).sort(byCodePoint);
  const place = new Map(ids.map((id, a) => [id, a]));
  return {ids, profiles: accountTraits.profiles(ids.length, (key) => place.get(companies.idOfKey(key)) ?? -1)};
}
