// Which account an event belongs to (semantics 17.1): its own, else the user's membership at the time, else the user's only one.
import type {Codes} from "../model/column.js";
import type {Identities, IdentityBook, Membership} from "./identity.js";

/**
 * Fills the gaps of `account` (place of the account + 1, 0 = none) in place. `user` holds place of the person + 1; codes above
 * those of people are visitors, who belong to nothing.
 */
export function fillAccounts(
  account: Uint32Array,
  user: Codes,
  ts: Float64Array,
  identities: Identities,
  book: IdentityBook,
): void {
  const memberships = settled(book.memberships, identities);
  const people = identities.people.size;
  const members = membershipsByPerson(memberships, (place) => identities.companies.id(place));
  const only = onlyAccounts(account, user, people, memberships);
  for (let i = 0; i < account.length; i++) {
    const who = user[i]! - 1;
    if (account[i] !== 0 || who < 0 || who >= people) continue;
    const place = memberAt(members.get(who), ts[i]!) ?? only[who]!;
    if (place >= 0) account[i] = place + 1;
  }
}

// Memberships by places instead of keys.
function settled(memberships: readonly Membership[], {people, companies}: Identities): Membership[] {
  return memberships.map(({person, account, ts}) => ({
    person: people.placeOf[person]!,
    account: companies.placeOf[account]!,
    ts,
  }));
}

const NONE = -1;
const SEVERAL = -2;

function membershipsByPerson(
  memberships: readonly Membership[],
  nameOf: (account: number) => string,
): Map<number, Membership[]> {
  const byPerson = new Map<number, Membership[]>();
  for (const membership of memberships) {
    const list = byPerson.get(membership.person);
    if (list) list.push(membership);
    else byPerson.set(membership.person, [membership]);
  }
  // Of two assignments at one instant the account with the smallest id counts, so that the order of rows does not.
  for (const list of byPerson.values()) {
    if (list.length > 1)
      list.sort((a, b) => (a.ts === b.ts ? (nameOf(b.account) < nameOf(a.account) ? -1 : 1) : a.ts - b.ts));
  }
  return byPerson;
}

function memberAt(list: readonly Membership[] | undefined, ts: number): number | undefined {
  let found: number | undefined;
  for (const membership of list ?? []) if (membership.ts <= ts) found = membership.account;
  return found;
}

function onlyAccounts(
  account: Uint32Array,
  user: Codes,
  people: number,
  memberships: readonly Membership[],
): Int32Array {
  const only = new Int32Array(people).fill(NONE);
  const see = (who: number, place: number) => {
    if (only[who] === NONE) only[who] = place;
    else if (only[who] !== place) only[who] = SEVERAL;
  };
  for (const {person, account: place} of memberships) see(person, place);
  for (let i = 0; i < account.length; i++) {
    const who = user[i]! - 1;
    if (account[i] !== 0 && who >= 0 && who < people) see(who, account[i]! - 1);
  }
  return only;
}

/**
 * Fills what is still open by e-mail: people whose mail host is the domain of an account that some record names (sources.md 4).
 * Such a link never makes an account, and somebody with any other account has none by mail.
 */
export function fillByDomain(
  account: Uint32Array,
  user: Codes,
  {people, companies}: Identities,
  book: IdentityBook,
): void {
  if (!book.accounts.has("domain")) return;
  const placeOf = new Uint32Array(people.size);
  for (let person = 0; person < people.size; person++) {
    const domains = new Set<number>();
    for (const key of people.keys(person)) if (book.people.space(key) === "email") domains.add(domainKey(book, key));
    domains.delete(0);
    if (domains.size === 1) placeOf[person] = companies.placeOf[[...domains][0]!]! + 1;
  }
  const isPerson = (code: number) => code > 0 && code <= people.size;
  for (const {person} of book.memberships) placeOf[people.placeOf[person]!] = 0;
  for (let i = 0; i < account.length; i++) if (account[i] !== 0 && isPerson(user[i]!)) placeOf[user[i]! - 1] = 0;
  for (let i = 0; i < account.length; i++)
    if (account[i] === 0 && isPerson(user[i]!)) account[i] = placeOf[user[i]! - 1]!;
}

function domainKey({people, accounts}: IdentityBook, email: number): number {
  const address = people.text(email);
  return accounts.find(`domain:${address.slice(address.lastIndexOf("@") + 1)}`);
}
