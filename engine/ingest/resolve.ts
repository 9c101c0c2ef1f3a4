// Gives every event its final user and account, once it is settled who is who.
import {narrow, type Codes, type Column, type DictColumn} from "../model/column.js";
import type {RawEvents} from "../model/build-store.js";
import {fillAccounts, fillByDomain} from "./accounts.js";
import type {Identities, IdentityBook} from "./identity.js";
import type {Whole} from "./whole.js";

/** Events under their final users and accounts. */
export function resolve(
  events: Whole,
  identities: Identities,
  book: IdentityBook,
): {raw: RawEvents; anonymous: number} {
  const {user, anonymous} = userColumnOf(events, identities, book);
  const facts = new Map<string, Column | ((order: Uint32Array) => Column)>([
    ...(events.id ? [["id", events.id] as const] : []),
    ...(events.anon ? [["anon", visitorColumn(events.anon, book)] as const] : []),
    ["source", events.source],
    ["file", events.file],
    ["row", events.row ? {values: events.row} : (order) => ({values: plusOne(order)})],
    ...(events.stage ? [["stage", events.stage] as const] : []),
  ]);
  const raw: RawEvents = {
    size: events.size,
    user,
    anonymous,
    ts: events.ts,
    name: narrowed(events.name),
    seq: events.seq && withoutGaps(events.seq),
    account: accountColumn(events, user.codes, identities, book),
    session: events.session && narrowed(events.session),
    amount: events.amount,
    currency: events.currency && narrowed(events.currency),
    facts,
    props: events.props,
  };
  return {raw, anonymous: anonymous.size};
}

/** Code 0 for nobody, then the people in their order, then the visitors whom nobody knows. */
function userColumnOf(
  {person, anon, ts, size}: Whole,
  {people, attribution}: Identities,
  book: IdentityBook,
): {user: DictColumn; anonymous: Set<string>} {
  const dictionary: (string | null)[] = [null, ...Array.from({length: people.size}, (_, place) => people.id(place))];
  const anonymous = new Set<string>();
  const codeOf = Uint32Array.from(people.placeOf, (place) => place + 1);
  const codes = new Uint32Array(size);
  for (let i = 0; i < size; i++) codes[i] = codeOf[person[i]!]!;
  const visitors = new Uint32Array(anon ? book.anons.size : 0);
  for (let i = 0; anon && i < size; i++) {
    const visitor = anon[i]!;
    if (codes[i] !== 0 || visitor === 0) continue;
    const found = attribution.personAt(visitor, ts[i]!);
    if (found >= 0) codes[i] = found + 1;
    else {
      if (visitors[visitor] === 0) {
        const id = book.anons.text(visitor);
        visitors[visitor] = dictionary.push(id) - 1;
        anonymous.add(id);
      }
      codes[i] = visitors[visitor]!;
    }
  }
  return {user: {codes, dictionary}, anonymous};
}

function visitorColumn(anon: Uint32Array, {anons}: IdentityBook): DictColumn {
  return {codes: anon, dictionary: Array.from({length: anons.size}, (_, key) => (key === 0 ? null : anons.text(key)))};
}

/** Accounts by semantics 17.1; null when no event has one. */
function accountColumn(
  {account, ts, size}: Whole,
  user: Codes,
  identities: Identities,
  book: IdentityBook,
): DictColumn | null {
  const {companies} = identities;
  if (!account && book.memberships.length === 0 && !book.accounts.has("domain")) return null;
  const codeOf = Uint32Array.from(companies.placeOf, (place) => place + 1);
  const codes = new Uint32Array(size);
  for (let i = 0; account && i < size; i++) codes[i] = codeOf[account[i]!]!;
  fillAccounts(codes, user, ts, identities, book);
  fillByDomain(codes, user, identities, book);
  if (codes.every((code) => code === 0)) return null;
  return narrowed({
    codes,
    dictionary: [null, ...Array.from({length: companies.size}, (_, place) => companies.id(place))],
  });
}

const narrowed = ({codes, dictionary}: DictColumn): DictColumn => ({
  codes: narrow(codes, dictionary.length),
  dictionary,
});

// A row without a sequence number comes before those with one.
const withoutGaps = (seq: Float64Array) => seq.map((value) => (Number.isNaN(value) ? -1e300 : value));

function plusOne(order: Uint32Array): Float64Array {
  const rows = new Float64Array(order.length);
  for (let i = 0; i < rows.length; i++) rows[i] = order[i]! + 1;
  return rows;
}
