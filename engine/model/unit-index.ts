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
  const groups = new Map<number, Group>();
  const account = store.account;
  if (account) {
    for (let row = 0; row < store.size; row++) {
      const code = account.codes[row]!;
      if (code === 0) continue;
      let group = groups.get(code);
      if (!group) groups.set(code, (group = {id: String(account.dictionary[code]), user: 0, rows: []}));
      group.rows.push(row);
    }
  }
  const byTime = (a: number, b: number) => store.ts[a]! - store.ts[b]! || a - b;
  for (const group of groups.values()) group.rows.sort(byTime);
  return grouped("account", store, [...groups.values()]);
}

interface Group {
  id: string;
  user: number;
  rows: number[];
}

function statedSessions(store: EventStore, session: DictColumn): Group[] {
  const owner = new Map<number, number>();
  const shared = new Set<number>();
  const groups: Group[] = [];
  for (let user = 0; user < store.users.length; user++) {
    const own = new Map<number, Group>();
    for (let row = store.offsets[user]!; row < store.offsets[user + 1]!; row++) {
      const code = session.codes[row]!;
      let group = own.get(code);
      if (!group) {
        own.set(code, (group = {id: String(session.dictionary[code]), user, rows: []}));
        groups.push(group);
        if (owner.has(code)) shared.add(code);
        owner.set(code, user);
      }
      group.rows.push(row);
    }
  }
  for (const group of groups) {
    if (shared.has(session.codes[group.rows[0]!]!)) group.id = `${store.users[group.user]!}/${group.id}`;
  }
  return groups;
}

function derivedSessions(store: EventStore, gap: number): Group[] {
  const groups: Group[] = [];
  for (let user = 0; user < store.users.length; user++) {
    let group: Group | undefined;
    let n = 0;
    for (let row = store.offsets[user]!; row < store.offsets[user + 1]!; row++) {
      if (!group || store.ts[row]! - store.ts[row - 1]! > gap) {
        group = {id: `${store.users[user]!}#${++n}`, user, rows: []};
        groups.push(group);
      }
      group.rows.push(row);
    }
  }
  return groups;
}

function grouped(unit: "session" | "account", store: EventStore, groups: Group[]): EventIndex {
  groups.sort((a, b) => byCodePoint(a.id, b.id));
  const offsets = new Uint32Array(groups.length + 1);
  groups.forEach((group, g) => (offsets[g + 1] = offsets[g]! + group.rows.length));
  const rows = new Uint32Array(offsets[groups.length]!);
  groups.forEach((group, g) => rows.set(group.rows, offsets[g]));
  const ts = Float64Array.from(rows, (row) => store.ts[row]!);
  const users = unit === "session" ? Uint32Array.from(groups, (group) => group.user) : null;
  const ids = groups.map((group) => group.id);
  return new EventIndex(unit, store, ids, offsets, ts, gather(store.name, rows) as DictColumn, rows, users);
}
