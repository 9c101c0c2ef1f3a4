// Who is who: collects keys, joins and sightings while files are read, and settles them into people, visitors and accounts.
import type {DictColumn} from "../model/column.js";
import type {Conflict} from "../model/dataset.js";
import {byCodePoint} from "../model/order.js";
import {Attribution, type Sighting} from "./attribution.js";
import {heldConflicts, inOrder, mailboxConflicts, sharedConflicts} from "./conflicts.js";
import {isRoleMailbox} from "./email.js";
import {EXCLUSIVE_ACCOUNTS, EXCLUSIVE_PEOPLE, joinKeys, type Join} from "./joins.js";
import {Keys} from "./keys.js";
import type {IdentityOptions} from "./options.js";
import {Parties} from "./parties.js";
import {withoutShared} from "./shared-mailboxes.js";

/** What was found out. The canonical id of a person is the key with the earliest event, then the smallest (semantics 2.3c). */
export interface Identities {
  readonly people: Parties;
  readonly companies: Parties;
  readonly attribution: Attribution;
  /** Keys that turned out to belong to a person already known by another one. */
  readonly merges: number;
  /** Strong joins held back, addresses of too many users, and visitors that were several people. */
  readonly conflicts: readonly Conflict[];
}

/** Somebody belongs to an account from `ts` on (−Infinity = always). */
export interface Membership {
  readonly person: number;
  readonly account: number;
  readonly ts: number;
}

/** Rows that name both a visitor and a person are sightings, without being collected one by one. */
export interface KeyedRows {
  readonly person: Uint32Array;
  readonly anon: Uint32Array | null;
  readonly account: Uint32Array | null;
  readonly ts: Float64Array;
  /** Where each row stands; `row` null = rows are numbered as they come. */
  readonly file: DictColumn;
  readonly row: Float64Array | null;
}

export class IdentityBook {
  readonly people = new Keys();
  readonly anons = new Keys();
  readonly accounts = new Keys();
  readonly memberships: Membership[] = [];
  readonly #joins: Join[] = [];
  readonly #accountJoins: Join[] = [];
  readonly #sightings: Sighting[] = [];

  readonly #sources: string[] = [];

  constructor(private readonly options: IdentityOptions) {}

  /** From now on keys are named by this source; null = by none. */
  writing(source: string | null): void {
    for (const keys of [this.people, this.anons, this.accounts])
      keys.writer = source === null ? 0 : 1 << this.#place(source);
  }

  #place(source: string): number {
    const place = this.#sources.indexOf(source);
    return place < 0 ? this.#sources.push(source) - 1 : place;
  }

  /** The sources behind the bits of `Keys.writers`, by code point. */
  sourcesOf(bits: number): string[] {
    return this.#sources.filter((_, place) => bits & (1 << place)).sort(byCodePoint);
  }

  /** A mailbox that is no person: a well-known one, or one that the options name. */
  isRole(address: string): boolean {
    return isRoleMailbox(address, this.options.roleMailboxes);
  }

  join(join: Join): void {
    if (!joinsTwo(join)) return;
    this.#joins.push(join);
    for (const key of [join.a, join.b]) this.people.use(key);
  }

  joinAccounts(join: Join): void {
    if (!joinsTwo(join)) return;
    this.#accountJoins.push(join);
    for (const key of [join.a, join.b]) this.accounts.use(key);
  }

  sight(sighting: Sighting): void {
    if (sighting.anon === 0 || sighting.person === 0) return;
    this.#sightings.push(sighting);
    this.people.use(sighting.person);
  }

  member(person: number, account: number, ts: number): void {
    if (person === 0 || account === 0) return;
    this.memberships.push({person, account, ts});
    this.people.use(person);
    this.accounts.use(account);
  }

  /** Settles everything; `rows` are all kept events. */
  settle(rows: readonly KeyedRows[]): Identities {
    for (const {person, account} of rows) {
      useAll(this.people, person);
      if (account) useAll(this.accounts, account);
    }
    const {usable, shared} = withoutShared(this.people, this.#joins, this.options.maxUsersPerEmail);
    const {sets, held} = joinKeys(this.people, usable, EXCLUSIVE_PEOPLE, this.options.sameEmailIsSamePerson);
    const first = sets ? earliest(this.people.size, rows) : new Float64Array(0);
    const people = new Parties(this.people, sets, (a, b) => (first[a] === first[b] ? 0 : first[a]! - first[b]!));
    const companySets = joinKeys(this.accounts, this.#accountJoins, EXCLUSIVE_ACCOUNTS);
    const strength = (key: number) => placeOf(this.accounts.space(key));
    const companies = new Parties(this.accounts, companySets.sets, (a, b) => strength(a) - strength(b));
    const attribution = new Attribution(this.anons.size, (person) => people.id(person));
    this.#attribute(attribution, rows, people.placeOf);
    return {
      people,
      companies,
      attribution,
      merges: people.keyCount - people.size,
      conflicts: inOrder([
        ...heldConflicts("person", held, this.people, people, EXCLUSIVE_PEOPLE),
        ...heldConflicts("account", companySets.held, this.accounts, companies, EXCLUSIVE_ACCOUNTS),
        ...mailboxConflicts(shared, this.people, people),
        ...sharedConflicts(attribution, this.anons, people),
      ]),
    };
  }

  #attribute(attribution: Attribution, rows: readonly KeyedRows[], personOf: Int32Array): void {
    for (const {anon, person} of this.#sightings) attribution.see(anon, personOf[person]!);
    eachSighting(rows, (anon, person) => attribution.see(anon, personOf[person]!));
    for (const {anon, person, ts, file, row} of this.#sightings)
      if (attribution.isShared(anon)) attribution.seeAt(anon, personOf[person]!, ts, file, row);
    eachSighting(rows, (anon, person, {ts, file, row}, i) => {
      if (!attribution.isShared(anon)) return;
      const path = String(file.dictionary[file.codes[i]!] ?? "");
      attribution.seeAt(anon, personOf[person]!, ts[i]!, path, row ? row[i]! : i + 1);
    });
    attribution.settle();
  }
}

function useAll(keys: Keys, codes: Uint32Array): void {
  for (let i = 0; i < codes.length; i++) keys.use(codes[i]!);
}

const joinsTwo = ({a, b}: Join) => a !== 0 && b !== 0 && a !== b;

type Visit = (anon: number, person: number, rows: KeyedRows, i: number) => void;

function eachSighting(lists: readonly KeyedRows[], visit: Visit): void {
  for (const rows of lists) {
    const {anon, person} = rows;
    if (!anon) continue;
    for (let i = 0; i < anon.length; i++) if (anon[i] !== 0 && person[i] !== 0) visit(anon[i]!, person[i]!, rows, i);
  }
}

function earliest(keys: number, rows: readonly KeyedRows[]): Float64Array {
  const first = new Float64Array(keys).fill(Infinity);
  for (const {person, ts} of rows) {
    for (let i = 0; i < person.length; i++) if (ts[i]! < first[person[i]!]!) first[person[i]!] = ts[i]!;
  }
  return first;
}

// Account keys by strength: the id of the system of record names the account.
const ACCOUNT_ORDER = ["", "sfacc", "ext", "hscompany", "domain", "name"];
// Ids of other systems stand between those of the known ones and domains.
const placeOf = (space: string) => (ACCOUNT_ORDER.includes(space) ? ACCOUNT_ORDER.indexOf(space) : 3.5);
