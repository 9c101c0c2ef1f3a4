// Conditions that are known as the instants at which they turn over: properties, cohorts, stages, the account of a user.
import {isDict, type Column, type Scalar} from "./column.js";
import {comparison} from "./compare.js";
import {eventList, type EventList} from "./event-list.js";
import type {EventIndex} from "./event-index.js";
import type {PropTerm} from "./predicate-schema.js";
import type {ProfileProp} from "./profiles.js";
import type {Scope} from "./scope.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`, ascending; it starts out false and turns over at each of them. */
export type Flips = Pick<EventList, "offsets" | "ts">;

/** Writes flips unit by unit, from truths in time order. */
export class FlipWriter {
  readonly #offsets: Uint32Array;
  readonly #ts: number[] = [];
  #unit = 0;
  #truth = false;

  constructor(units: number) {
    this.#offsets = new Uint32Array(units + 1);
  }
  /** From `t` on it holds, or does not. */
  set(t: number, truth: boolean): void {
    if (truth !== this.#truth) this.#ts.push(t);
    this.#truth = truth;
  }
  /** The unit is done. */
  next(): void {
    this.#offsets[++this.#unit] = this.#ts.length;
    this.#truth = false;
  }
  finish(): Flips {
    return {offsets: this.#offsets, ts: Float64Array.from(this.#ts)};
  }
}

/** Units for which it always holds, and others for which it never does. */
export function constantFlips(truth: Uint8Array): Flips {
  const writer = new FlipWriter(truth.length);
  for (let u = 0; u < truth.length; u++) {
    writer.set(-Infinity, truth[u] === 1);
    writer.next();
  }
  return writer.finish();
}

/** The flips of others: unit u has those of its parent. */
export function ofParents(flips: Flips, parentOf: Uint32Array): Flips {
  const offsets = new Uint32Array(parentOf.length + 1);
  parentOf.forEach((parent, u) => (offsets[u + 1] = offsets[u]! + flips.offsets[parent + 1]! - flips.offsets[parent]!));
  const ts = new Float64Array(offsets[parentOf.length]!);
  parentOf.forEach((parent, u) =>
    ts.set(flips.ts.subarray(flips.offsets[parent], flips.offsets[parent + 1]), offsets[u]),
  );
  return {offsets, ts};
}

const EVERYTHING = {aliases: new Map<string, string[]>(), aliasFirst: false, tellsMissing: false, statedAs: null};

/**
 * When a test of a property holds (semantics 3.5). `asOf` (default): the profile's value at the instant, else that of the latest event
 * that carries one. `first`: that of the first event that carries one, before it the profile's earliest. `event`: that at the latest
 * event, its own, else the profile's of then. Before there is any value it is missing.
 */
export function propFlips(scope: Scope, {prop, op, value, at = "asOf"}: PropTerm, path: string): Flips {
  const whole = scope.property(prop, path);
  const column = at === "event" ? whole : scope.index.column(prop);
  const holds = comparison(op, value);
  const profile = at === "event" ? undefined : scope.profiles.get(prop);
  const valid = profile ? Array.from(profile.column.dictionary, (known) => holds(known)) : [];
  const events = column ? eventList(scope, "*", undefined, EVERYTHING, path) : null;
  const read = column ? reader(column, holds, at === "event" ? holds(null) : null) : null;
  const missing = holds(null);
  const writer = new FlipWriter(scope.units);
  for (let u = 0; u < scope.units; u++) {
    writer.set(-Infinity, missing);
    const known = profile ? writeProfile(writer, profile, u, valid, at === "first") : false;
    if (events && read && !(known && at === "asOf")) writeEvents(writer, scope, events, u, read, at);
    writer.next();
  }
  return writer.finish();
}

// The earliest value also holds before it was known.
function writeProfile(
  writer: FlipWriter,
  profile: ProfileProp,
  unit: number,
  valid: boolean[],
  earliestOnly: boolean,
): boolean {
  const from = profile.offsets[unit]!;
  const end = earliestOnly ? Math.min(from + 1, profile.offsets[unit + 1]!) : profile.offsets[unit + 1]!;
  for (let i = from; i < end; i++)
    writer.set(i === from ? -Infinity : profile.validFrom[i]!, valid[profile.column.codes[i]!]!);
  return from < end;
}

type Reader = (position: number) => boolean | null;

// The test at a position; `missing` where the position carries no value.
function reader(column: Column, holds: (value: Scalar | null) => boolean, missing: boolean | null): Reader {
  if (!isDict(column))
    return (position) => (Number.isNaN(column.values[position]!) ? missing : holds(column.values[position]!));
  const truth = column.dictionary.map((value) => (value === null ? missing : holds(value)));
  return (position) => truth[column.codes[position]!]!;
}

function writeEvents(
  writer: FlipWriter,
  scope: Scope,
  events: EventList,
  unit: number,
  read: Reader,
  at: "asOf" | "first" | "event",
): void {
  for (let i = events.offsets[unit]!; i < events.offsets[unit + 1]!; i++) {
    if (!(events.ts[i]! < scope.asOf)) return;
    const truth = read(events.positions ? events.positions[i]! : i);
    if (truth !== null) writer.set(events.ts[i]!, truth);
    if (truth !== null && at === "first") return;
  }
}

/**
 * When the account of each unit satisfies what `flips` say of accounts. A unit's account is that of its latest event that has one;
 * before the first such event its only account, if it has just one (semantics 17.1). Without an account it does not hold.
 */
export function memberFlips(scope: Scope, accounts: EventIndex, flips: Flips): Flips {
  const column = scope.index.coded("account");
  const place = new Map(accounts.ids.map((id, a) => [id, a]));
  const accountOf = (column?.dictionary ?? []).map((id) => (id === null ? -1 : (place.get(String(id)) ?? -1)));
  const writer = new FlipWriter(scope.units);
  const events = column && eventList(scope, "*", undefined, EVERYTHING, "account");
  for (let u = 0; u < scope.units; u++) {
    if (column && events) {
      const codes = (i: number) => column.codes[events.positions ? events.positions[i]! : i]!;
      writeStretches(writer, stretches(scope, events, u, codes), accountOf, flips);
    }
    writer.next();
  }
  return writer.finish();
}

// When the account changes, and to which.
function stretches(
  scope: Scope,
  events: EventList,
  unit: number,
  codeAt: (entry: number) => number,
): {from: number; code: number}[] {
  const found: {from: number; code: number}[] = [];
  for (let i = events.offsets[unit]!; i < events.offsets[unit + 1]! && events.ts[i]! < scope.asOf; i++) {
    const code = codeAt(i);
    if (code && code !== found.at(-1)?.code) found.push({from: events.ts[i]!, code});
  }
  if (found.length === 1) found[0]!.from = -Infinity;
  return found;
}

function writeStretches(
  writer: FlipWriter,
  parts: {from: number; code: number}[],
  accountOf: number[],
  flips: Flips,
): void {
  parts.forEach(({from, code}, p) => {
    const account = accountOf[code]!;
    const to = parts[p + 1]?.from ?? Infinity;
    let truth = false;
    if (account < 0) return writer.set(from, truth);
    let i = flips.offsets[account]!;
    for (; i < flips.offsets[account + 1]! && flips.ts[i]! <= from; i++) truth = !truth;
    writer.set(from, truth);
    for (; i < flips.offsets[account + 1]! && flips.ts[i]! < to; i++) writer.set(flips.ts[i]!, (truth = !truth));
  });
}
