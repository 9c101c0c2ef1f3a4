// Addresses that many users share are nobody's key (sources.md 4): what they would join stays apart, and is told.
import {EXCLUSIVE_PEOPLE, type Join} from "./joins.js";
import type {Keys} from "./keys.js";
import {byPlace} from "./places.js";
import {UnionFind} from "./union-find.js";

/** An address, the user ids that records name together with it, and the first record by file name and row. */
export interface SharedMailbox {
  readonly email: number;
  readonly users: readonly number[];
  readonly file: string;
  readonly row: number;
}

const MOST = 3;

/** The joins without those through an address that more than `most` users have. Ids that are one by hard joins count as one user. */
export function withoutShared(
  keys: Keys,
  joins: readonly Join[],
  most: number = MOST,
): {usable: readonly Join[]; shared: readonly SharedMailbox[]} {
  const told = statements(keys, joins, most);
  const many = [...told].filter(([, users]) => users.size > most);
  if (many.length === 0) return {usable: joins, shared: []};
  const hard = new UnionFind(keys.size);
  for (const {a, b, strength} of joins) if (strength === "hard") hard.union(a, b);
  const shared = many.filter(([, users]) => new Set([...users.keys()].map((user) => hard.find(user))).size > most);
  const emails = new Set(shared.map(([email]) => email));
  return {
    usable: joins.filter(({a, b, strength}) => strength === "hard" || !(emails.has(a) || emails.has(b))),
    shared: shared.map(([email, users]) => {
      const [first] = [...users.values()].sort(byPlace);
      return {email, users: [...users.keys()], file: first!.file, row: first!.row};
    }),
  };
}

// Address → user id → the first record that names both, of addresses that more than `most` joins name.
function statements(keys: Keys, joins: readonly Join[], most: number): Map<number, Map<number, Join>> {
  const named = new Uint32Array(keys.size);
  for (const join of joins) {
    const [email] = emailAndUser(keys, join);
    named[email]!++;
  }
  const told = new Map<number, Map<number, Join>>();
  for (const join of joins) {
    const [email, user] = emailAndUser(keys, join);
    if (email === 0 || named[email]! <= most) continue;
    const users = told.get(email) ?? new Map<number, Join>();
    if (!users.has(user) || byPlace(join, users.get(user)!) < 0) users.set(user, join);
    told.set(email, users);
  }
  return told;
}

// Both keys of a soft join that states an address of a user; else none.
function emailAndUser(keys: Keys, {a, b, strength}: Join): readonly [email: number, user: number] {
  if (strength === "hard") return NONE;
  if (keys.space(a) === "email" && EXCLUSIVE_PEOPLE.has(keys.space(b))) return [a, b];
  return keys.space(b) === "email" && EXCLUSIVE_PEOPLE.has(keys.space(a)) ? [b, a] : NONE;
}
const NONE = [0, 0] as const;
