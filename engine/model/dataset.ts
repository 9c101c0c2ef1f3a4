// A dataset: events and the other tables, ready to be asked, with the ledger of what came in.
import type {Accounts} from "./accounts.js";
import {EventIndex, type UnitKind} from "./event-index.js";
import type {EventStore} from "./event-store.js";
import {accountIndex, sessionIndex} from "./unit-index.js";
import type {Ledger} from "./ledger.js";
import {remapProfile, type Profiles} from "./profiles.js";
import {swapProfiles, swapStore, type Swap} from "./swap.js";
import type {Table} from "./table.js";

/** Tables beside the events, by the names of design.md section 7. */
export type TableName =
  | "events"
  | "profiles"
  | "accounts"
  | "links"
  | "memberships"
  | "subscriptions"
  | "surveys"
  | "surveyInvites"
  | "invites"
  | "touches"
  | "rates"
  | "annotations"
  | "stageOverrides";

/**
 * `person`, `account`: a record that would make two of them one and was not followed; `mailbox`: an address of more users than one person has;
 * `visitor`: an anonymous id of several people.
 */
export type ConflictKind = "person" | "account" | "mailbox" | "visitor";

/** Something that identity resolution left open. */
export interface Conflict {
  readonly kind: ConflictKind;
  /** The key that points to several, as `inspect --rows profiles` spells keys. */
  readonly key: string;
  /** Canonical ids of those it points to, by code point. */
  readonly between: readonly string[];
  /** File and data record (from 1) that show it; of several the first by file name and row. "" and 0 where that is not known. */
  readonly file: string;
  readonly row: number;
}

/** What identity resolution found (semantics 2.3). */
interface IdentityReport {
  /** Known people after resolution. */
  readonly profiles: number;
  readonly accounts: number;
  /** Unlinked anonymous visitors. */
  readonly anonymous: number;
  readonly merges: number;
  /** Everybody beyond the first in each entry of `conflictList`. */
  readonly conflicts: number;
  /** By kind and key. */
  readonly conflictList: readonly Conflict[];
}

export interface DatasetParts {
  readonly store: EventStore;
  readonly profiles: Profiles;
  readonly accounts: Accounts;
  readonly tables: Readonly<Partial<Record<TableName, Table>>>;
  readonly ledger: Ledger;
  readonly identity: IdentityReport;
  /** Epoch ms; what counts as now unless a query says otherwise. Default: last event + 1 ms. */
  readonly asOf?: number;
  /** From when the data is complete. Default: first event. */
  readonly historyStart?: number;
  /** Hash of the content, the same for the same rows in any order. */
  readonly hash: string;
  /** First and last event, where they are not those of `store`: a slice has those of the whole. */
  readonly firstTs?: number;
  readonly lastTs?: number;
  /** Changes alone a session's boundary (ms). */
  readonly sessionGap?: number;
}

/** Immutable after loading; indexes are built on first use and kept. */
export class Dataset {
  readonly store: EventStore;
  readonly tables: DatasetParts["tables"];
  /** Those without events too. */
  readonly accounts: Accounts;
  readonly ledger: Ledger;
  readonly identity: IdentityReport;
  readonly hash: string;
  /** Epoch ms of the first and last event; NaN without events. */
  readonly firstTs: number;
  readonly lastTs: number;
  readonly asOf: number;
  readonly historyStart: number;
  readonly #parts: DatasetParts;
  readonly #indexes = new Map<string, EventIndex>();
  readonly #profiles = new WeakMap<EventIndex, Profiles>();

  constructor(parts: DatasetParts) {
    this.#parts = parts;
    ({store: this.store, tables: this.tables, accounts: this.accounts} = parts);
    ({ledger: this.ledger, identity: this.identity, hash: this.hash} = parts);
    const [first, last] = parts.lastTs === undefined ? extent(parts.store.ts) : [parts.firstTs ?? NaN, parts.lastTs];
    [this.firstTs, this.lastTs] = [first, last];
    this.asOf = parts.asOf ?? this.lastTs + 1;
    this.historyStart = parts.historyStart ?? this.firstTs;
  }

  /** The events by unit. Sessions are maximal runs with gaps ≤ `sessionGap` ms unless the data states them (semantics 2.6). */
  index(unit: UnitKind = "user", sessionGap = 1_800_000): EventIndex {
    const key = unit === "session" ? `session ${this.store.session ? "" : sessionGap}` : unit;
    let index = this.#indexes.get(key);
    if (!index) this.#indexes.set(key, (index = build(unit, this, sessionGap)));
    return index;
  }

  /** The same dataset with other arrays of the same content in place of its own. */
  swapped(swap: Swap): Dataset {
    const {store, profiles} = this.#parts;
    return new Dataset({...this.#parts, store: swapStore(store, swap), profiles: swapProfiles(profiles, swap)});
  }

  /** Profile properties of an index's units: of users, of a session's user, or of accounts. */
  profilesOf(index: EventIndex): Profiles {
    if (index === this.#indexes.get("user")) return this.#parts.profiles;
    let profiles = this.#profiles.get(index);
    if (!profiles) {
      const account = index.unit === "account";
      const parentOf = account ? placesIn(this.accounts.ids, index.ids) : index.userOf!;
      const all = account ? this.accounts.profiles : this.#parts.profiles;
      profiles = new Map([...all].map(([name, prop]) => [name, remapProfile(prop, parentOf)]));
      this.#profiles.set(index, profiles);
    }
    return profiles;
  }
}

function build(unit: UnitKind, dataset: Dataset, sessionGap: number): EventIndex {
  const {store} = dataset;
  if (unit === "account") return accountIndex(store);
  if (unit === "session") return sessionIndex(store, sessionGap);
  const users = Uint32Array.from(store.users, (_, u) => u);
  return new EventIndex("user", store, store.users, store.offsets, store.ts, store.name, null, users);
}

/** Where each of `ids` stands in `all`; both are in one order, and all of `ids` are there. */
function placesIn(all: readonly string[], ids: readonly string[]): Uint32Array {
  let at = 0;
  return Uint32Array.from(ids, (id) => {
    while (all[at] !== id && at < all.length) at++;
    return at;
  });
}

function extent(ts: Float64Array): [first: number, last: number] {
  if (ts.length === 0) return [NaN, NaN];
  let [first, last] = [Infinity, -Infinity];
  for (let i = 0; i < ts.length; i++) {
    const t = ts[i]!;
    if (t < first) first = t;
    if (t > last) last = t;
  }
  return [first, last];
}
