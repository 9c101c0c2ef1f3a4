// Puts rows into the order of the event store: user, time, sequence, id. Linear but for the rows that arrive out of order.
import {codesFor, gather, isDict, narrow, valueAt, type Column, type DictColumn, type Scalar} from "./column.js";
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
  /** A fact may be made from the order of the store: element i is the arrival number of row i. */
  readonly facts?: ReadonlyMap<string, Column | ((order: Uint32Array) => Column)>;
  readonly props?: ReadonlyMap<string, Column>;
}

/** The store of `raw`; its order depends on the content of the rows only, never on the order in which they came. */
export function buildStore(raw: RawEvents): EventStore {
  const {users, rank} = rankUsers(raw.user);
  const {order, offsets} = groupByUser(raw, users.length, rank);
  const ts = sortWithin(raw, order, offsets, users.length);
  const move = <C extends Column>(column: C): C => (isDict(column) ? inOrder(column, order) : gather(column, order)) as C;
  const moveAll = (columns: ReadonlyMap<string, Column> = new Map()) => new Map([...columns].map(([name, column]) => [name, move(column)]));
  return {
    size: raw.size,
    users,
    anonymousUsers: Uint8Array.from(users, (user) => (raw.anonymous.has(user) ? 1 : 0)),
    offsets: offsets.subarray(0, users.length + 1),
    ts,
    name: move(raw.name),
    sequenced: Boolean(raw.seq),
    account: raw.account ? move(raw.account) : null,
    session: raw.session && everyUserRowHas(raw.session, raw.user) ? move(raw.session) : null,
    amount: raw.amount ? move({values: raw.amount}).values : null,
    currency: raw.currency ? move(raw.currency) : null,
    facts: new Map([...(raw.facts ?? [])].map(([name, fact]) => [name, typeof fact === "function" ? fact(order) : move(fact)])),
    props: moveAll(raw.props),
  };
}

// Codes are given anew by first appearance in the store, so that they too depend on the content alone; entries that no row
// uses are left out.
function inOrder({codes, dictionary}: DictColumn, order: Uint32Array): DictColumn {
  if (dictionary.length === 2 && !codes.includes(0)) return {codes, dictionary};
  const to = new Uint32Array(dictionary.length);
  const used: (Scalar | null)[] = [null];
  const out = codesFor(dictionary.length, order.length);
  for (let i = 0; i < order.length; i++) {
    const code = codes[order[i]!]!;
    if (code === 0) continue;
    let known = to[code]!;
    if (known === 0) to[code] = known = used.push(dictionary[code]!) - 1;
    out[i] = known;
  }
  return {codes: narrow(out, used.length), dictionary: used};
}

// Users that occur, by code point; `rank` maps a code to its place, and code 0 (account only) behind all users.
function rankUsers(user: DictColumn): {users: string[]; rank: Uint32Array} {
  const occurs = new Uint8Array(user.dictionary.length);
  for (let i = 0; i < user.codes.length; i++) occurs[user.codes[i]!] = 1;
  const codes: number[] = [];
  for (let code = 1; code < occurs.length; code++) if (occurs[code]) codes.push(code);
  const text = (code: number) => user.dictionary[code] as string;
  const texts = codes.map(text);
  // Without surrogates the order of code points is that of JavaScript's own comparison, which is faster.
  const compare = texts.some((id) => SURROGATE.test(id)) ? byCodePoint : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  if (texts.some((id, i) => i > 0 && compare(texts[i - 1]!, id) > 0)) codes.sort((a, b) => compare(text(a), text(b)));
  const rank = new Uint32Array(occurs.length).fill(codes.length);
  codes.forEach((code, place) => (rank[code] = place));
  return {users: codes.map(text), rank};
}

const SURROGATE = /[\ud800-\udfff]/;

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

// Brings each user's rows into order, and returns the times in that order.
function sortWithin(raw: RawEvents, order: Uint32Array, offsets: Uint32Array, users: number): Float64Array {
  const ts = new Float64Array(raw.size);
  for (let i = 0; i < order.length; i++) ts[i] = raw.ts[order[i]!]!;
  const ties = tieOrder(raw);
  for (let u = 0; u <= users; u++) {
    const from = offsets[u]!;
    const to = offsets[u + 1]!;
    let i = from + 1;
    while (i < to && ts[i]! > ts[i - 1]!) i++;
    if (i >= to) continue;
    if (to - from > FEW) order.subarray(from, to).sort((a, b) => raw.ts[a]! - raw.ts[b]! || ties(a, b));
    else insertionSort(order, ts, from, to, ties);
    for (i = from; i < to; i++) ts[i] = raw.ts[order[i]!]!;
  }
  return ts;
}

const FEW = 64;

// For few rows, most of them in order already.
function insertionSort(order: Uint32Array, ts: Float64Array, from: number, to: number, ties: (a: number, b: number) => number): void {
  for (let i = from + 1; i < to; i++) {
    const row = order[i]!;
    const time = ts[i]!;
    let at = i;
    while (at > from && (ts[at - 1]! > time || (ts[at - 1] === time && ties(order[at - 1]!, row) > 0))) {
      order[at] = order[at - 1]!;
      ts[at] = ts[at - 1]!;
      at--;
    }
    order[at] = row;
    ts[at] = time;
  }
}

// Sequence, then id; rows without an id are told apart by a hash of what they say.
function tieOrder(raw: RawEvents): (a: number, b: number) => number {
  const fact = raw.facts?.get("id");
  const id = typeof fact === "function" ? null : fact;
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
