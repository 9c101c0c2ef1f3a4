// The events of one customer as rows, with the sessions they belong to and the money they brought.
import {valueAt} from "../../model/column.js";
import {parseDuration} from "../../model/duration.js";
import {canonicalJson} from "../../model/hash.js";
import type {EventIndex} from "../../model/event-index.js";
import type {EventStore} from "../../model/event-store.js";
import {firstThat} from "../../model/first-from.js";
import {byCodePoint} from "../../model/order.js";
import type {Scope} from "../../model/scope.js";
import type {Cell, Row} from "../../model/table.js";
import type {CustomerQuery} from "./query.js";

/** A row for each position, in time order. `source` is the system it comes from, where the data says so; `props` is JSON. */
export function eventRows(scope: Scope, query: CustomerQuery, positions: Uint32Array): Row[] {
  const {store} = scope.index;
  const rows = Array.from(positions, (position) => scope.index.rowAt(position));
  const sessions = sessionsOf(scope, query, rows);
  const fact = (name: string, row: number): Cell => {
    const column = store.facts.get(name);
    return column ? valueAt(column, row) : null;
  };
  return rows.map((row): Row => ({
    ts: store.ts[row]!,
    name: valueAt(store.name, row),
    source: fact("source", row),
    session: sessions.get(row) ?? null,
    user: userOf(scope, row),
    account: store.account && valueAt(store.account, row),
    amount: store.amount && valueAt({values: store.amount}, row),
    currency: store.currency && valueAt(store.currency, row),
    props: propsOf(scope, row),
  }));
}

function userOf({index: {store}}: Scope, row: number): string | null {
  return store.users[userAt(store, row)] ?? null;
}

/** The number of the user of a row; one more than the last for a row of nobody. */
function userAt(store: EventStore, row: number): number {
  return firstThat(0, store.users.length, (user) => store.offsets[user + 1]! > row);
}

function propsOf({index: {store}}: Scope, row: number): string | null {
  const known = [...store.props].flatMap(([name, column]) => {
    const value = valueAt(column, row);
    return value === null ? [] : [[name, value] as const];
  });
  return known.length > 0 ? canonicalJson(Object.fromEntries(known)) : null;
}

/** Row of the store → id of its session (semantics 2.6). */
function sessionsOf(scope: Scope, {sessionGap}: CustomerQuery, rows: readonly number[]): Map<number, string> {
  const index = scope.dataset.index("session", parseDuration(sessionGap));
  const {starts, sessions} = sessionsByUser(index);
  const wanted = new Set(rows);
  const found = new Map<number, string>();
  for (const user of new Set(rows.map((row) => userAt(index.store, row)))) {
    for (const s of sessions.subarray(starts[user], starts[user + 1])) {
      for (let i = index.offsets[s]!; i < index.offsets[s + 1]!; i++) {
        if (wanted.has(index.rowAt(i))) found.set(index.rowAt(i), index.id(s));
      }
    }
  }
  return found;
}

interface SessionsByUser {
  /** User u has `sessions[starts[u] … starts[u + 1] - 1]`; nobody, counted after the last user, has none. */
  readonly starts: Uint32Array;
  readonly sessions: Uint32Array;
}

/** Counted once an index. */
function sessionsByUser(index: EventIndex): SessionsByUser {
  const known = index.memo.get("sessions by user") as SessionsByUser | undefined;
  if (known) return known;
  const userOf = index.userOf!;
  const starts = new Uint32Array(index.store.users.length + 2);
  for (let s = 0; s < userOf.length; s++) starts[userOf[s]! + 1]!++;
  for (let u = 1; u < starts.length; u++) starts[u]! += starts[u - 1]!;
  const next = starts.slice();
  const sessions = new Uint32Array(userOf.length);
  for (let s = 0; s < userOf.length; s++) sessions[next[userOf[s]!]!++] = s;
  index.memo.set("sessions by user", {starts, sessions});
  return {starts, sessions};
}

/** First and last event shown of each session, in time order. */
export function sessionRows(events: readonly Row[]): Row[] {
  return grouped(events, "session").map(([session, own]) => ({
    session,
    from: own[0]!.ts!,
    to: own.at(-1)!.ts!,
    duration_ms: Number(own.at(-1)!.ts) - Number(own[0]!.ts),
    events: own.length,
  }));
}

/** From which systems the events come. */
export function sourceRows(events: readonly Row[]): Row[] {
  return grouped(events, "source")
    .map(([source, own]) => ({source, events: own.length, first_ts: own[0]!.ts!, last_ts: own.at(-1)!.ts!}))
    .sort((a, b) => b.events - a.events || byCodePoint(String(a.source), String(b.source)));
}

/** What the customer paid, in minor units: a row a currency, never a sum over several (semantics 1.5). */
export function revenueRows(events: readonly Row[]): Row[] {
  const paid = events.filter(({amount}) => amount !== null);
  return grouped(paid, "currency")
    .map(([currency, own]) => ({
      currency,
      events: own.length,
      revenue: own.reduce((sum, {amount}) => sum + Number(amount), 0),
    }))
    .sort((a, b) => b.revenue - a.revenue || byCodePoint(String(a.currency), String(b.currency)));
}

function grouped(events: readonly Row[], by: string): [Cell, Row[]][] {
  const groups = new Map<Cell, Row[]>();
  for (const event of events) {
    const key = event[by] ?? null;
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return [...groups].filter(([key]) => by !== "session" || key !== null);
}
