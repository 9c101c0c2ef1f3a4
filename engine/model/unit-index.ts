// Indexes by session and by account, made from the store that is ordered by user.
import {gather, type DictColumn} from "./column.js";
import {EventIndex} from "./event-index.js";
import type {EventStore} from "./event-store.js";
import {byCodePoint} from "./order.js";

/**
 * One unit a session (semantics 2.6). Stated sessions keep their id, with the user in front where two users share one;
 * derived ones are `<user>#<n>`, counted from 1 in time order.
 */
export function sessionIndex(store: EventStore, gap: number): EventIndex {
  const groups = store.session ? statedSessions(store, store.session) : derivedSessions(store, gap);
  return grouped("session", store, groups);
}

/** One unit an account: the union of the events of that account; events without an account are left out (semantics 17). */
export function accountIndex(store: EventStore): EventIndex {
  const {codes, dictionary} = store.account ?? {codes: new Uint8Array(store.size), dictionary: [null]};
  const place = new Uint32Array(dictionary.length);
  const ids: string[] = [];
  const groupOf = new Uint32Array(store.size);
  for (let row = 0; row < store.size; row++) {
    const code = codes[row]!;
    if (code === 0) continue;
    if (place[code] === 0) place[code] = ids.push(String(dictionary[code]));
    groupOf[row] = place[code]!;
  }
  return grouped("account", store, {...named(ids), groupOf, users: null, order: byId(ids)});
}

/** Groups of rows, counted from 1. */
interface Groups {
  /** How many there are. */
  readonly count: number;
  /** The id of group g + 1. */
  readonly id: (g: number) => string;
  /** Row → group; 0 for a row in none. */
  readonly groupOf: Uint32Array;
  /** User of group g at `g - 1`. */
  readonly users: Uint32Array | null;
  /** The groups by id, counted from 0. */
  readonly order: Uint32Array;
}

function named(ids: readonly string[]): Pick<Groups, "count" | "id"> {
  return {count: ids.length, id: (g) => ids[g]!};
}

function byId(ids: readonly string[]): Uint32Array {
  return Uint32Array.from(ids.keys()).sort((a, b) => byCodePoint(ids[a]!, ids[b]!));
}

function statedSessions(store: EventStore, {codes, dictionary}: DictColumn): Groups {
  // The group of a session's code among the rows of the user at hand, and the user who had it last (counted from 1).
  const [place, owner] = [new Uint32Array(dictionary.length), new Uint32Array(dictionary.length)];
  const shared = new Uint8Array(dictionary.length);
  const [groupCodes, users]: [number[], number[]] = [[], []];
  const groupOf = new Uint32Array(store.size);
  for (let user = 0; user < store.users.length; user++) {
    for (let row = store.offsets[user]!, end = store.offsets[user + 1]!; row < end; row++) {
      const code = codes[row]!;
      if (owner[code] !== user + 1) {
        if (owner[code] !== 0) shared[code] = 1;
        owner[code] = user + 1;
        place[code] = groupCodes.push(code);
        users.push(user);
      }
      groupOf[row] = place[code]!;
    }
  }
  const ids = groupCodes.map((code, g) =>
    shared[code] ? `${store.users[users[g]!]!}/${dictionary[code]}` : String(dictionary[code]),
  );
  return {...named(ids), groupOf, users: Uint32Array.from(users), order: byId(ids)};
}

function derivedSessions(store: EventStore, gap: number): Groups {
  const {offsets, ts} = store;
  const groupOf = new Uint32Array(store.size);
  const firstOf = new Uint32Array(store.users.length + 1);
  let group = 0;
  for (let user = 0; user < store.users.length; user++) {
    for (let row = offsets[user]!, start = row, end = offsets[user + 1]!; row < end; row++) {
      if (row === start || ts[row]! - ts[row - 1]! > gap) group++;
      groupOf[row] = group;
    }
    firstOf[user + 1] = group;
  }
  const users = new Uint32Array(group);
  for (let user = 0; user < store.users.length; user++) users.fill(user, firstOf[user], firstOf[user + 1]);
  const id = (g: number) => `${store.users[users[g]!]!}#${g - firstOf[users[g]!]! + 1}`;
  const order = staysByUser(store.users)
    ? orderByUser(firstOf, group)
    : byId(Array.from({length: group}, (_, g) => id(g)));
  return {count: group, id, groupOf, users, order};
}

/** Whether all ids `<user>#…` of one user come before those of the next: so it is unless a user's id begins like another's with `#`. */
function staysByUser(users: readonly string[]): boolean {
  for (let u = 1; u < users.length; u++) {
    const [before, own] = [`${users[u - 1]!}#`, `${users[u]!}#`];
    if (own.startsWith(before) || byCodePoint(before, own) > 0) return false;
  }
  return true;
}

// Within a user, "#10" comes before "#2".
function orderByUser(firstOf: Uint32Array, groups: number): Uint32Array {
  const order = new Uint32Array(groups);
  for (let u = 0; u + 1 < firstOf.length; u++) {
    const [first, end] = [firstOf[u]!, firstOf[u + 1]!];
    for (let g = first, n = 1; g < end; g++, n = nextAsText(n, end - first)) order[g] = first + n - 1;
  }
  return order;
}

/** The number after `n` of 1 … `last` in the order of their digits: 1, 10, 11, 2 … */
function nextAsText(n: number, last: number): number {
  if (n * 10 <= last) return n * 10;
  let next = (n >= last ? Math.floor(n / 10) : n) + 1;
  while (next % 10 === 0) next /= 10;
  return next;
}

function grouped(
  unit: "session" | "account",
  store: EventStore,
  {count, id, groupOf, users, order}: Groups,
): EventIndex {
  const rank = new Uint32Array(count + 1);
  for (let k = 0; k < order.length; k++) rank[order[k]! + 1] = k + 1;
  const {offsets, rows} = rowsByRank(groupOf, rank);
  if (unit === "account") sortByTime(offsets, rows, store.ts);
  const ts = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) ts[i] = store.ts[rows[i]!]!;
  const name = gather(store.name, rows) as DictColumn;
  return new EventIndex(unit, store, (k) => id(order[k]!), offsets, ts, name, rows, users && gathered(users, order));
}

/** Rows in the order of their groups' ranks (from 1), and where each group's rows start. */
function rowsByRank(groupOf: Uint32Array, rank: Uint32Array): {offsets: Uint32Array; rows: Uint32Array} {
  const offsets = new Uint32Array(rank.length);
  let left = 0;
  for (let row = 0; row < groupOf.length; row++) {
    const own = rank[groupOf[row]!]!;
    if (own === 0) left++;
    else offsets[own]!++;
  }
  for (let k = 1; k < offsets.length; k++) offsets[k]! += offsets[k - 1]!;
  const rows = new Uint32Array(groupOf.length - left);
  const next = offsets.slice();
  for (let row = 0; row < groupOf.length; row++) {
    const own = rank[groupOf[row]!]!;
    if (own !== 0) rows[next[own - 1]!++] = row;
  }
  return {offsets, rows};
}

function gathered(values: Uint32Array, places: Uint32Array): Uint32Array {
  const out = new Uint32Array(places.length);
  for (let k = 0; k < places.length; k++) out[k] = values[places[k]!]!;
  return out;
}

/** Rows of different users in one group come together by time; simultaneous ones stay in the order of the store. */
function sortByTime(offsets: Uint32Array, rows: Uint32Array, ts: Float64Array): void {
  for (let g = 0; g + 1 < offsets.length; g++)
    rows.subarray(offsets[g], offsets[g + 1]).sort((a, b) => ts[a]! - ts[b]! || a - b);
}
