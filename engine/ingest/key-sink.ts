// The half of an adapter's `Out` that says who is who: keys of people, visitors and accounts, and what joins them.
import type {AccountKey, Key} from "./adapter.js";
import {companyDomain, isPublicMail, normalDomain, normalEmail, ROLE_MAILBOX} from "./email.js";
import type {Strength} from "./joins.js";
import type {Keys} from "./keys.js";
import type {FileBook} from "./ledger-book.js";
import type {Places} from "./places.js";
import {longSalesforceId} from "./salesforce-id.js";
import type {Stores} from "./stores.js";

type Id = string | number | null | undefined;

export abstract class KeySink {
  /** The record being read; −1 = none. */
  protected record = -1;
  /** The record gave something that is no event. */
  protected gaveOther = false;
  /** The source that events are from, where it is not the file's. */
  protected source: string | null = null;
  readonly #joined = {
    join: {strong: new Set<number>(), hard: new Set<number>()},
    joinAccounts: {strong: new Set<number>(), hard: new Set<number>()},
  };
  // What the record says of keys; it counts when the record is kept.
  #said: (() => void)[] = [];
  readonly #members = new Map<number, number>();
  readonly #roles = new Set<string>();

  constructor(
    protected readonly book: FileBook,
    protected readonly places: Places,
    protected readonly stores: Stores,
    /** Place of the source's kind: lower is trusted more. */
    protected readonly rank: number,
  ) {}

  /** What the record said of keys counts, or was said in vain. */
  protected settleKeys(isKept: boolean): void {
    if (this.#said.length === 0) return;
    if (isKept) for (const say of this.#said) say();
    this.#said = [];
  }

  person(space: string, id: Id): Key {
    return this.stores.identity.people.code(space, idText(space, id));
  }
  email(text: string | null | undefined): Key {
    const address = text ? normalEmail(text) : null;
    if (address === null || this.#isRole(address)) return 0;
    return this.stores.identity.people.code("email", address);
  }
  #isRole(address: string): boolean {
    if (!this.stores.identity.isRole(address)) return false;
    if (!this.#roles.has(address)) this.book.warn(ROLE_MAILBOX, this.lineNumber, this.rowNumber, null, address);
    this.#roles.add(address);
    return true;
  }
  visitor(space: string, id: Id): Key {
    return -this.stores.identity.anons.code(space, idText(space, id)) || 0;
  }
  account(space: string, id: Id): AccountKey {
    return this.stores.identity.accounts.code(space, idText(space, id));
  }
  domain(text: string | null | undefined): AccountKey {
    const {publicMailDomains} = this.stores.identityOptions;
    if (!text) return 0;
    const address = text.includes("@") ? normalEmail(text) : null;
    const host = address ? companyDomain(address, publicMailDomains) : normalDomain(text);
    return host === null || isPublicMail(host, publicMailDomains) ? 0 : this.account("domain", host);
  }
  writing(source: string | null): void {
    this.source = source;
    this.stores.identity.writing(source);
  }
  textOf(key: Key): string {
    return key < 0 ? this.stores.identity.anons.text(-key) : this.stores.identity.people.text(key);
  }

  same(keys: readonly Key[], strength: Strength = "strong", ts = -Infinity): Key {
    const first = this.#joinAll("join", keys, strength, ts);
    this.usePerson(first);
    if (strength === "hard" && first > 0) this.gaveOther = true;
    return first;
  }
  sameAccount(keys: readonly AccountKey[], strength: Strength = "strong", ts = -Infinity): AccountKey {
    const first = this.#joinAll("joinAccounts", keys, strength, ts);
    this.useAccount(first);
    return first;
  }
  #joinAll(how: "join" | "joinAccounts", keys: readonly number[], strength: Strength, ts: number): number {
    const known = this.#joined[how][strength];
    const a = keys.find((key) => key > 0) ?? 0;
    for (const b of keys) {
      if (b <= 0 || b === a || known.has(pair(a, b))) continue;
      const join = {a, b, strength, rank: this.rank, ts, file: this.book.path, row: this.rowNumber};
      this.#whenKept(() => {
        if (isNew(known, a, b)) this.stores.identity[how](join);
      });
    }
    return a;
  }
  /** The key counts if the record is kept. */
  protected usePerson(key: Key): void {
    this.#use(this.stores.identity.people, key);
  }
  protected useAccount(key: AccountKey): void {
    this.#use(this.stores.identity.accounts, key);
  }
  #use(keys: Keys, key: number): void {
    if (key > 0 && !keys.isUsed(key)) this.#whenKept(() => keys.use(key));
  }
  // What is said outside of records stands.
  #whenKept(say: () => void): void {
    if (this.record < 0) say();
    else this.#said.push(say);
  }
  seen(visitor: Key, person: Key, ts: number): void {
    if (visitor >= 0 || person <= 0) return;
    this.stores.identity.sight({anon: -visitor, person, ts, file: this.book.path, row: this.rowNumber});
    this.gaveOther = true;
  }
  member(person: Key, account: AccountKey, ts = -Infinity): void {
    const slot = pair(person, account);
    if (person <= 0 || account <= 0 || this.#members.get(slot) === ts) return;
    this.#whenKept(() => {
      this.#members.set(slot, ts);
      this.stores.identity.member(person, account, ts);
    });
  }

  protected get rowNumber(): number {
    return this.record < 0 ? 0 : this.places.row(this.record);
  }
  protected get lineNumber(): number {
    return this.record < 0 ? 0 : this.places.line(this.record);
  }
}

// Two keys as one number: both are below 2^26 in any load that fits into memory.
const pair = (a: number, b: number) => a * 2 ** 26 + b;

function isNew(known: Set<number>, a: number, b: number): boolean {
  const slot = pair(a, b);
  if (known.has(slot)) return false;
  known.add(slot);
  return true;
}

// Ids of Salesforce come in two lengths, from it and from whatever is connected to it: one form for both.
function idText(space: string, id: Id): string {
  const text = id === null || id === undefined ? "" : String(id).trim();
  return SALESFORCE.has(space) ? longSalesforceId(text) : text;
}
const SALESFORCE: ReadonlySet<string> = new Set(["sfcontact", "sflead", "sfacc"]);
