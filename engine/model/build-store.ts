// Puts rows into the order of the event store: user, time, sequence, id. Linear but for the rows that arrive out of order.
import {gather, valueAt, type Column, type DictColumn, type Scalar} from "./column.js";
import type {EventStore} from "./event-store.js";
import {Hasher} from "./hash.js";
import {byCodePoint} from "./order.js";

/** Columns of equal length in the order of arrival. */
export interface RawEvents {
  readonly size: number;
  /** User ids; code 0 where a row belongs to an account only. Anonymous visitors already carry their `anon:` id. */
  readonly user: DictColumn;
  /** Ids (values of `user`) that are unlinked anonymous visitors. */
  readonly anonymous: ReadonlySet<Scalar>;
  readonly ts: Float64Array;
  readonly name: DictColumn;
  readonly seq?: Float64Array | null;
  readonly account?: DictColumn | null;
  readonly session?: DictColumn | null;
  readonly amount?: Float64Array | null;
  readonly currency?: DictColumn | null;
  readonly facts?: ReadonlyMap<string, Column>;
  readonly props?: ReadonlyMap<string, Column>;
}

/** The store of `raw`; its order depends on the content of the rows only, never on the order in which they came. */
export function buildStore(raw: RawEvents): EventStore {
  const {users, rank} = rankUsers(raw.user);
  const {order, offsets} = groupByUser(raw, users.length, rank);
  sortWithin(raw, order, offsets, users.length);
  const move = isIdentity(order) ? <C extends Column>(column: C): C => column : <C extends Column>(column: C): C => gather(column, order) as C;
  const moveAll = (columns: ReadonlyMap<string, Column> = new Map()) => new Map([...columns].map(([name, column]) => [name, move(column)]));
  const moveNumbers = (values: Float64Array) => move({values}).values;
  return {
    size: raw.size,
    users,
    anonymousUsers: Uint8Array.from(users, (user) => (raw.anonymous.has(user) ? 1 : 0)),
    offsets: offsets.subarray(0, users.length + 1),
    ts: moveNumbers(raw.ts),
    name: move(raw.name),
    sequenced: Boolean(raw.seq),
    account: raw.account ? move(raw.account) : null,
    session: raw.session && everyUserRowHas(raw.session, raw.user) ? move(raw.session) : null,
    amount: raw.amount ? moveNumbers(raw.amount) : null,
    currency: raw.currency ? move(raw.currency) : null,
    facts: moveAll(raw.facts),
    props: moveAll(raw.props),
  };
}

// Users that occur, by code point; `rank` maps a code to its place, and code 0 (account only) behind all users.
function rankUsers(user: DictColumn): {users: string[]; rank: Uint32Array} {
  const occurs = new Uint8Array(user.dictionary.length);
  for (let i = 0; i < user.codes.length; i++) occurs[user.codes[i]!] = 1;
  const codes: number[] = [];
  for (let code = 1; code < occurs.length; code++) if (occurs[code]) codes.push(code);
  const text = (code: number) => user.dictionary[code] as string;
  if (codes.some((code, i) => i > 0 && byCodePoint(text(codes[i - 1]!), text(code)) > 0)) {
    codes.sort((a, b) => byCodePoint(text(a), text(b)));
  }
  const rank = new Uint32Array(occurs.length).fill(codes.length);
  codes.forEach((code, place) => (rank[code] = place));
  return {users: codes.map(text), rank};
}

function groupByUser(raw: RawEvents, users: number, rank: Uint32Array): {order: Uint32Array; offsets: Uint32Array} {
  const {codes} = raw.user;
  const offsets = new Uint32Array(users + 2);
  for (let i = 0; i < raw.size; i++) offsets[rank[codes[i]!]! + 1]!++;
  for (let u = 0; u <= users; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice();
  const order = new Uint32Array(raw.size);
  for (let i = 0; i < raw.size; i++) order[next[rank[codes[i]!]!]!++] = i;
  return {order, offsets};
}

function sortWithin(raw: RawEvents, order: Uint32Array, offsets: Uint32Array, users: number): void {
  const {ts} = raw;
  const ties = tieOrder(raw);
  const compare = (a: number, b: number) => ts[a]! - ts[b]! || ties(a, b);
  for (let u = 0; u <= users; u++) {
    const [from, to] = [offsets[u]!, offsets[u + 1]!];
    let sorted = true;
    for (let i = from + 1; i < to && sorted; i++) {
      const gap = ts[order[i]!]! - ts[order[i - 1]!]!;
      sorted = gap > 0 || (gap === 0 && ties(order[i - 1]!, order[i]!) <= 0);
    }
    if (!sorted) order.subarray(from, to).sort(compare);
  }
}

// Sequence, then id; rows without an id are told apart by a hash of what they say.
function tieOrder(raw: RawEvents): (a: number, b: number) => number {
  const id = raw.facts?.get("id");
  const keys = new Map<number, string>();
  const key = (row: number): string => {
    let known = keys.get(row);
    if (known === undefined) keys.set(row, (known = String((id && valueAt(id, row)) ?? contentHash(raw, row))));
    return known;
  };
  const {seq} = raw;
  return (a, b) => (seq && seq[a]! - seq[b]!) || byCodePoint(key(a), key(b));
}

/** A hash of a row's name, money and properties; equal rows have equal hashes whatever the order of their columns. */
export function contentHash(raw: Pick<RawEvents, "name" | "amount" | "currency" | "session" | "account" | "props">, row: number): string {
  const hash = new Hasher();
  const add = (text: string) => {
    for (let i = 0; i < text.length; i++) hash.add(text.charCodeAt(i));
    hash.add(0x1f);
  };
  const named: [string, Column | null | undefined][] = [
    ["", raw.name],
    ["amount", raw.amount && {values: raw.amount}],
    ["currency", raw.currency],
    ["session", raw.session],
    ["account", raw.account],
    ...[...(raw.props ?? [])].sort(([a], [b]) => byCodePoint(a, b)),
  ];
  for (const [name, column] of named) {
    const value = column ? valueAt(column, row) : null;
    if (value !== null) add(`${name}\u001e${typeof value}${String(value)}`);
  }
  return hash.digest();
}

function everyUserRowHas(session: DictColumn, user: DictColumn): boolean {
  for (let i = 0; i < session.codes.length; i++) if (session.codes[i] === 0 && user.codes[i] !== 0) return false;
  return true;
}

function isIdentity(order: Uint32Array): boolean {
  for (let i = 0; i < order.length; i++) if (order[i] !== i) return false;
  return true;
}

