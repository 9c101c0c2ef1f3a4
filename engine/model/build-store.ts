// Puts rows into the order of the event store: user, time, sequence, id. Linear but for the rows that arrive out of order.
import {isDict, valueAt, type Column, type DictColumn, type NumberColumn, type Scalar} from "./column.js";
import type {EventStore} from "./event-store.js";
import {moveColumns} from "./move-columns.js";
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

/** The store of `raw`, in steps of a few ten milliseconds; its order depends on the content of the rows only, never on the order in which they came. */
export function* storeInSteps(raw: RawEvents): Generator<void, EventStore, void> {
  const {users, place, offsets} = rankUsers(raw.user);
  yield;
  const {order, ts} = groupByUser(raw, place);
  yield;
  yield* sortWithin(raw, order, ts, offsets);
  yield;
  const moved = yield* moveColumns(columnsOf(raw), order);
  const of = <C extends Column>(kind: Kind, name = ""): C | null =>
    (moved.get(keyOf(kind, name)) as C | undefined) ?? null;
  const facts = new Map<string, Column>();
  for (const [name, fact] of raw.facts ?? [])
    facts.set(name, typeof fact === "function" ? fact(order) : of("fact", name)!);
  yield;
  return {
    size: raw.size,
    users,
    anonymousUsers: Uint8Array.from(users, (user) => (raw.anonymous.has(user) ? 1 : 0)),
    offsets: offsets.subarray(0, users.length + 1),
    ts,
    name: of<DictColumn>("name")!,
    sequenced: Boolean(raw.seq),
    account: of<DictColumn>("account"),
    session: of<DictColumn>("session"),
    amount: of<NumberColumn>("amount")?.values ?? null,
    currency: of<DictColumn>("currency"),
    facts,
    props: new Map(Array.from(raw.props?.keys() ?? [], (name) => [name, of("prop", name)!])),
  };
}

type Kind = "name" | "account" | "session" | "amount" | "currency" | "fact" | "prop";
const keyOf = (kind: Kind, name: string) => `${kind} ${name}`;

/** All columns that go into the order of the store as they are. */
function columnsOf(raw: RawEvents): Map<string, Column> {
  const {session, amount, currency, account, facts, props} = raw;
  const all: [Kind, string, Column | null | undefined][] = [
    ["name", "", raw.name],
    ["account", "", account],
    ["session", "", session && everyUserRowHas(session, raw.user) ? session : null],
    ["amount", "", amount && {values: amount}],
    ["currency", "", currency],
    ...Array.from(facts ?? [], ([name, fact]): [Kind, string, Column | null] => [
      "fact",
      name,
      typeof fact === "function" ? null : fact,
    ]),
    ...Array.from(props ?? [], ([name, column]): [Kind, string, Column] => ["prop", name, column]),
  ];
  return new Map(all.flatMap(([kind, name, column]) => (column ? [[keyOf(kind, name), column] as const] : [])));
}

interface Ranked {
  /** Users that occur, by code point. */
  readonly users: string[];
  /** Where the rows of each user start; those of accounts only (code 0) come behind all users. */
  readonly offsets: Uint32Array;
  /** The same by the user's code. */
  readonly place: Uint32Array;
}

function rankUsers({codes: rows, dictionary}: DictColumn): Ranked {
  const counts = new Uint32Array(dictionary.length);
  for (let i = 0; i < rows.length; i++) counts[rows[i]!]!++;
  const codes: number[] = [];
  for (let code = 1; code < counts.length; code++) if (counts[code]) codes.push(code);
  const text = (code: number) => dictionary[code] as string;
  const texts = codes.map(text);
  // Without surrogates the order of code points is that of JavaScript's own comparison, which is faster.
  const compare = texts.some((id) => SURROGATE.test(id))
    ? byCodePoint
    : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  if (texts.some((id, i) => i > 0 && compare(texts[i - 1]!, id) > 0)) codes.sort((a, b) => compare(text(a), text(b)));
  const offsets = new Uint32Array(codes.length + 2);
  const place = new Uint32Array(counts.length);
  for (const [u, code] of [...codes, 0].entries()) {
    place[code] = offsets[u]!;
    offsets[u + 1] = offsets[u]! + counts[code]!;
  }
  return {users: codes.map(text), offsets, place};
}

const SURROGATE = /[\ud800-\udfff]/;

/** Rows by user, each user's in the order of arrival, and their times. */
function groupByUser(raw: RawEvents, place: Uint32Array): {order: Uint32Array; ts: Float64Array} {
  const {codes} = raw.user;
  const next = place.slice();
  const order = new Uint32Array(raw.size);
  const ts = new Float64Array(raw.size);
  for (let i = 0; i < raw.size; i++) {
    const at = next[codes[i]!]!++;
    order[at] = i;
    ts[at] = raw.ts[i]!;
  }
  return {order, ts};
}

// Brings each user's rows and their times into order.
function* sortWithin(
  raw: RawEvents,
  order: Uint32Array,
  ts: Float64Array,
  offsets: Uint32Array,
): Generator<void, void> {
  const ties = tieOrder(raw);
  for (let u = 0, done = 0; u + 1 < offsets.length; u++) {
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
