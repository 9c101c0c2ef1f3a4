// Puts rows into the order of the event store: user, time, sequence, id. Linear but for the rows that arrive out of order.
import {atOnce} from "./at-once.js";
import {codesFor, gather, isDict, narrow, valueAt, type Column, type DictColumn, type Scalar} from "./column.js";
import type {EventStore} from "./event-store.js";
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
  return atOnce(storeInSteps(raw));
}

/** The same, yielding every few ten milliseconds of work. */
export function* storeInSteps(raw: RawEvents): Generator<void, EventStore, void> {
  const {users, rank} = rankUsers(raw.user);
  yield;
  const {order, offsets} = groupByUser(raw, users.length, rank);
  yield;
  const ts = yield* sortWithin(raw, order, offsets, users.length);
  yield;
  const move = <C extends Column>(column: C): C =>
    (isDict(column) ? inOrder(column, order) : gather(column, order)) as C;
  const [facts, props] = [new Map<string, Column>(), new Map<string, Column>()];
  for (const [name, fact] of raw.facts ?? []) {
    facts.set(name, typeof fact === "function" ? fact(order) : move(fact));
    yield;
  }
  for (const [name, column] of raw.props ?? []) {
    props.set(name, move(column));
    yield;
  }
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
    facts,
    props,
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
  const compare = texts.some((id) => SURROGATE.test(id))
    ? byCodePoint
    : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
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
function* sortWithin(
  raw: RawEvents,
  order: Uint32Array,
  offsets: Uint32Array,
  users: number,
): Generator<void, Float64Array> {
  const ts = new Float64Array(raw.size);
  for (let i = 0; i < order.length; i++) ts[i] = raw.ts[order[i]!]!;
  const ties = tieOrder(raw);
  yield;
  for (let u = 0, done = 0; u <= users; u++) {
    const from = offsets[u]!;
    const to = offsets[u + 1]!;
    if (to - done > ROWS_A_STEP) {
      done = to;
      yield;
    }
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
const ROWS_A_STEP = 1 << 18;

// For few rows, most of them in order already.
function insertionSort(
  order: Uint32Array,
  ts: Float64Array,
  from: number,
  to: number,
  ties: (a: number, b: number) => number,
): void {
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

// Sequence, then id; rows without an id come after those with one, by a hash of what they say, then by the visitor they name.
function tieOrder(raw: RawEvents): (a: number, b: number) => number {
  const text = (name: string) => {
    const fact = raw.facts?.get(name);
    return (row: number) => (fact && typeof fact !== "function" ? String(valueAt(fact, row) ?? "") : "");
  };
  const [id, anon] = [text("id"), text("anon")];
  const hash = contentHash(raw);
  const {seq} = raw;
  return (a, b) => {
    if (seq && seq[a] !== seq[b]) return seq[a]! - seq[b]!;
    const [x, y] = [id(a), id(b)];
    if (x !== "" || y !== "") return x === "" ? 1 : y === "" ? -1 : byCodePoint(x, y);
    return hash(a) - hash(b) || byCodePoint(anon(a), anon(b));
  };
}

/**
 * A hash of a row's name, money, session, account and properties (53 bits): equal rows have equal hashes, whatever the order
 * of their columns, and a missing value counts as no column.
 */
export function contentHash(
  raw: Pick<RawEvents, "name" | "amount" | "currency" | "session" | "account" | "props">,
): (row: number) => number {
  const columns: [string, Column | null | undefined][] = [
    ["name", raw.name],
    ["amount", raw.amount && {values: raw.amount}],
    ["currency", raw.currency],
    ["session", raw.session],
    ["account", raw.account],
    ...[...(raw.props ?? [])]
      .sort(([a], [b]) => byCodePoint(a, b))
      .map(([name, column]): [string, Column] => [`prop ${name}`, column]),
  ];
  const words = columns.flatMap(([name, column]) => (column ? [wordsOf(name, column)] : []));
  return (row) => {
    let [high, low] = [0xdeadbeef | 0, 0x41c6ce57 | 0];
    for (const word of words) {
      const value = word(row);
      if (value === 0) continue;
      high = Math.imul(high ^ value, 2654435761);
      low = Math.imul(low ^ value ^ (value >>> 15), 1597334677);
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
  };
}

// A word for each value of a column, 0 for a missing one; texts are hashed once.
function wordsOf(name: string, column: Column): (row: number) => number {
  const start = wordOf(name, 0x811c9dc5 | 0);
  if (isDict(column)) {
    const {codes, dictionary} = column;
    const known = new Int32Array(dictionary.length);
    return (row) => {
      const code = codes[row]!;
      if (code === 0) return 0;
      return (
        known[code] || (known[code] = wordOf(`${typeof dictionary[code]!}${String(dictionary[code]!)}`, start) || 1)
      );
    };
  }
  const pair = new Float64Array(1);
  const halves = new Int32Array(pair.buffer);
  return (row) => {
    pair[0] = column.values[row]!;
    return pair[0] === pair[0]
      ? Math.imul(start ^ halves[0]!, 2654435761) ^ Math.imul(halves[1]! ^ start, 1597334677) || 1
      : 0;
  };
}

function wordOf(text: string, start: number): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 2246822507);
}

function everyUserRowHas(session: DictColumn, user: DictColumn): boolean {
  for (let i = 0; i < session.codes.length; i++) if (session.codes[i] === 0 && user.codes[i] !== 0) return false;
  return true;
}
