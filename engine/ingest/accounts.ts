// Which account an event belongs to (semantics 17.1): its own, else the user's membership at the time, else the user's only one.
import type {Membership} from "./identity.js";

/** Places in the list of accounts, −1 = none; `user` likewise. Fills `account` in place. */
export function fillAccounts(account: Int32Array, user: Int32Array, ts: Float64Array, memberships: readonly Membership[], nameOf: (account: number) => string): void {
  if (memberships.length === 0 && account.every((place) => place < 0)) return;
  const members = membershipsByUser(memberships, nameOf);
  const only = onlyAccounts(account, user, memberships);
  for (let i = 0; i < account.length; i++) {
    const who = user[i]!;
    if (account[i]! >= 0 || who < 0) continue;
    account[i] = memberAt(members.get(who), ts[i]!) ?? only.get(who) ?? -1;
    if (account[i]! < -1) account[i] = -1;
  }
}

const SEVERAL = -2;

function membershipsByUser(memberships: readonly Membership[], nameOf: (account: number) => string): Map<number, Membership[]> {
  const byUser = new Map<number, Membership[]>();
  for (const membership of memberships) {
    const list = byUser.get(membership.person);
    if (list) list.push(membership);
    else byUser.set(membership.person, [membership]);
  }
  // Of two assignments at one instant the account with the smallest id counts, so that the order of rows does not.
  for (const list of byUser.values()) list.sort((a, b) => (a.ts === b.ts ? (nameOf(b.account) < nameOf(a.account) ? -1 : 1) : a.ts - b.ts));
  return byUser;
}

function memberAt(list: readonly Membership[] | undefined, ts: number): number | undefined {
  let found: number | undefined;
  for (const membership of list ?? []) if (membership.ts <= ts) found = membership.account;
  return found;
}

function onlyAccounts(account: Int32Array, user: Int32Array, memberships: readonly Membership[]): Map<number, number> {
  const only = new Map<number, number>();
  const see = (who: number, where: number) => {
    const known = only.get(who);
    if (known === undefined) only.set(who, where);
    else if (known !== where) only.set(who, SEVERAL);
  };
  for (const {person, account: place} of memberships) see(person, place);
  for (let i = 0; i < account.length; i++) if (account[i]! >= 0 && user[i]! >= 0) see(user[i]!, account[i]!);
  return only;
}
