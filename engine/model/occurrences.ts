// The events that one predicate matches, unit by unit: the whole index as it is where a query sees every event.
import {firstFrom} from "./first-from.js";
import {canonicalJson} from "./hash.js";
import {Latest} from "./latest.js";
import type {EventPredicate, Predicate, Where} from "./predicate-schema.js";
import {Scope} from "./scope.js";
import {namesOf, select, whereOf} from "./selection.js";

/**
 * Unit u owns entries `starts[u] … ends[u] - 1`, in time order. Those from there to the start of the next unit are not seen; behind the
 * last unit `starts` has the end of all. The arrays are shared: only to be read.
 */
export interface Occurrences {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly ts: Float64Array;
  /** Entry → position in the index; null where they are the same. */
  readonly positions: Uint32Array | null;
}

/** Occurrences up to the end of the data, unless `key` says that they are those of one instant. */
export interface Ever {
  /** Everything that decides which events these are. */
  readonly key: string;
  readonly found: Occurrences;
  /** Names the data does not have, to be told again with every answer. */
  readonly unknown: readonly string[];
}

/** Entries kept of earlier filters, as a multiple of the events; small data may keep more. An entry is a position and an instant. */
const KEPT_PER_EVENT = 2;
const KEPT_AT_LEAST = 1_000_000;

/** The events before `asOf` that pass the query's filter and match `predicate`. Copies nothing when these are all events. */
export function occurrences(scope: Scope, predicate: EventPredicate, path: string): Occurrences {
  const {found} = everOccurring(scope, predicate, path);
  if (!cutsOff(scope)) return found;
  const {starts, ts, positions} = found;
  return {starts, ends: endsBefore(found, scope.asOf), ts, positions};
}

/** Whether there are events that the query does not see because they come too late. */
export function cutsOff({dataset, asOf}: Scope): boolean {
  return dataset.lastTs >= asOf;
}

/** For each unit the place behind its last entry before `asOf`. */
export function endsBefore({starts, ends, ts}: Occurrences, asOf: number): Uint32Array {
  const own = new Uint32Array(ends.length);
  for (let u = 0; u < own.length; u++) {
    const [start, end] = [starts[u]!, ends[u]!];
    own[u] = end > start && ts[end - 1]! < asOf ? end : firstFrom(ts, start, end, asOf);
  }
  return own;
}

/**
 * The same whatever `asOf` is, except where the filter asks for something that is evaluated at it. Filters are remembered for the
 * latest questions, so that an answer put together from several instants filters once.
 */
export function everOccurring(scope: Scope, predicate: EventPredicate, path: string): Ever {
  const {where, anonymous, unknownNames, cohorts} = scope.options;
  const timed = isTimed(where) || isTimed(whereOf(predicate) ?? null);
  const key = canonicalJson([predicate, where, anonymous, unknownNames, timed ? [cohorts, scope.asOf] : null]);
  const whole = timed
    ? scope
    : new Scope(scope.dataset, scope.index, {...scope.options, asOf: Infinity}, scope.unknown);
  if (!where && !whereOf(predicate) && anonymous === "include")
    return {key, ...noting(scope, () => named(whole, predicate, path))};
  const kept = keptOf(scope);
  let known = kept.get(key);
  if (!known) {
    known = {key, ...noting(scope, () => selected(whole, predicate, path))};
    kept.set(key, known, 3 * known.found.ts.length + known.found.starts.length);
  }
  for (const name of known.unknown) scope.unknown.add(name);
  return known;
}

/** Whether a filter has terms about units, which hold or not at one instant. */
export function isTimed(where: Where | Predicate | null): boolean {
  if (where === null) return false;
  if ("all" in where) return where.all.some(isTimed);
  if ("any" in where) return where.any.some(isTimed);
  if ("not" in where) return isTimed(where.not);
  return !("prop" in where && (where.at === undefined || where.at === "event"));
}

function keptOf({index}: Scope): Latest<Ever> {
  let kept = index.memo.get("occurrences") as Latest<Ever> | undefined;
  if (!kept)
    index.memo.set("occurrences", (kept = new Latest(Math.max(KEPT_AT_LEAST, KEPT_PER_EVENT * 3 * index.size))));
  return kept;
}

/** What `find` finds, and the unknown names that it met, whether or not an earlier part of the question met them too. */
function noting({unknown}: Scope, find: () => Occurrences): {found: Occurrences; unknown: string[]} {
  const before = [...unknown];
  unknown.clear();
  const found = find();
  const names = [...unknown];
  for (const name of before) unknown.add(name);
  return {found, unknown: names};
}

function named(scope: Scope, predicate: EventPredicate, path: string): Occurrences {
  const {offsets, ts} = scope.index;
  const mask = scope.namesMask(namesOf(predicate), path);
  if (mask.indexOf(0, 1) >= 0) return selected(scope, predicate, path);
  return {starts: offsets, ends: offsets.subarray(1), ts, positions: null};
}

function selected(scope: Scope, predicate: EventPredicate, path: string): Occurrences {
  const {offsets, ts, positions} = select(scope, [predicate], path);
  return {starts: offsets, ends: offsets.subarray(1), ts, positions};
}
