// The instants at which each unit did something that is asked for by name, alias and filter: what conditions over time walk.
import type {DictColumn} from "./column.js";
import type {EventIndex} from "./event-index.js";
import {namedPositions} from "./name-sets.js";
import {gathered} from "./position-list.js";
import type {EventNames, Where} from "./predicate-schema.js";
import type {Scope} from "./scope.js";
import {select} from "./selection.js";

/** Unit u owns entries `offsets[u] … offsets[u + 1] - 1`, ascending in time. */
export interface EventList {
  readonly offsets: Uint32Array;
  readonly ts: Float64Array;
  /** Entry → position in the index; null where they are the same. */
  readonly positions: Uint32Array | null;
}

/** What names mean beside the events of the data: the aliases of a rule set. */
export interface Vocabulary {
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Inside a rule set an alias wins over an event of the same name; elsewhere the event wins. */
  readonly aliasFirst: boolean;
  /** Names of an alias may be missing in the data. Are those that are put into the diagnostics? */
  readonly tellsMissing: boolean;
  /** The alias that an event counts for by the stage its source gave it (design.md section 7); null where sources do not count. */
  readonly statedAs: ((stage: string, name: string) => string | null) | null;
}

/** One asked-for set of events: a byte per name code, and the stages that count beside the names. */
interface Wanted {
  readonly names: Uint8Array;
  readonly stated: {readonly column: DictColumn; readonly pairs: Uint8Array} | null;
}

/**
 * The events of a scope that `names` mean and `where` lets through. Events at or after `asOf` may be among them; whoever
 * walks the list must not look that far. Unknown names are errors unless the query allows them.
 */
export function eventList(
  scope: Scope,
  names: EventNames,
  where: Where | undefined,
  vocabulary: Vocabulary,
  path: string,
): EventList {
  const wanted = resolve(scope, names, vocabulary, path);
  if (wanted.stated) return statedList(scope, wanted, where, path);
  if (!where && !scope.options.where && scope.options.anonymous === "include") return listOf(scope.index, wanted.names);
  const {dictionary} = scope.index.name;
  const event = names === "*" ? "*" : (dictionary.filter((_, code) => wanted.names[code]) as string[]);
  return select(scope, [where ? {event, where} : event], path);
}

/** The entries of a list within [from, to). */
export function between(list: EventList, from: number, to: number): EventList {
  const keep = new Uint8Array(list.ts.length);
  for (let i = 0; i < keep.length; i++) if (list.ts[i]! >= from && list.ts[i]! < to) keep[i] = 1;
  return filtered(list, keep);
}

/** The entries that come `gap` or more after the entry before them. */
export function resumptions({offsets: all, ts, positions}: EventList, gap: number): EventList {
  const entries = new Uint32Array(ts.length);
  const offsets = new Uint32Array(all.length);
  let count = 0;
  for (let u = 0; u + 1 < all.length; u++) {
    for (let i = all[u]! + 1, end = all[u + 1]!; i < end; i++) {
      entries[count] = i;
      count += ts[i]! - ts[i - 1]! >= gap ? 1 : 0;
    }
    offsets[u + 1] = count;
  }
  return those({ts, positions}, entries.subarray(0, count), offsets);
}

/** The entries that have a 1 in `keep`. */
function filtered({offsets: all, ...list}: EventList, keep: Uint8Array): EventList {
  const entries = new Uint32Array(keep.length);
  const offsets = new Uint32Array(all.length);
  let count = 0;
  for (let u = 0; u + 1 < all.length; u++) {
    for (let i = all[u]!, end = all[u + 1]!; i < end; i++) {
      entries[count] = i;
      count += keep[i]!;
    }
    offsets[u + 1] = count;
  }
  return those(list, entries.subarray(0, count), offsets);
}

function those({ts, positions}: Omit<EventList, "offsets">, entries: Uint32Array, offsets: Uint32Array): EventList {
  const count = entries.length;
  return {
    offsets,
    ts: gathered(ts, entries, new Float64Array(count)),
    positions: positions === null ? entries.slice() : gathered(positions, entries, new Uint32Array(count)),
  };
}

function resolve(scope: Scope, names: EventNames, vocabulary: Vocabulary, path: string): Wanted {
  const {dictionary} = scope.index.name;
  const mask = new Uint8Array(dictionary.length);
  const used = new Set<string>();
  for (const name of typeof names === "string" ? [names] : names) {
    const alias = vocabulary.aliases.get(name);
    if (alias && (vocabulary.aliasFirst || (name !== "*" && scope.nameCode(name) === 0))) {
      used.add(name);
      addAlias(scope, mask, alias, vocabulary);
    } else {
      scope.namesMask(name, path, vocabulary.aliases.keys()).forEach((asked, code) => asked && (mask[code] = 1));
    }
  }
  return {names: mask, stated: used.size ? statedPairs(scope, used, vocabulary) : null};
}

function addAlias(scope: Scope, mask: Uint8Array, names: readonly string[], {tellsMissing}: Vocabulary): void {
  for (const name of names) {
    const code = scope.nameCode(name);
    if (code > 0) mask[code] = 1;
    else if (tellsMissing && scope.size > 0) scope.unknown.add(name);
  }
}

// For each pair (stage, name) of the data: does it count for one of the aliases?
function statedPairs(scope: Scope, aliases: ReadonlySet<string>, {statedAs}: Vocabulary): Wanted["stated"] {
  const column = statedAs && scope.index.store.facts.has("stage") ? scope.index.coded("stage") : null;
  if (!column) return null;
  const names = scope.index.name.dictionary;
  const pairs = new Uint8Array(column.dictionary.length * names.length);
  column.dictionary.forEach((stage, s) => {
    if (stage === null) return;
    names.forEach((name, code) => {
      const alias = name === null ? null : statedAs!(String(stage), String(name));
      if (alias !== null && aliases.has(alias)) pairs[s * names.length + code] = 1;
    });
  });
  return pairs.includes(1) ? {column, pairs} : null;
}

function statedList(scope: Scope, {names, stated}: Wanted, where: Where | undefined, path: string): EventList {
  const all = select(scope, [where ? {event: "*", where} : "*"], path);
  const {codes} = scope.index.name;
  const {column, pairs} = stated!;
  const counts = (position: number) =>
    names[codes[position]!] || pairs[column.codes[position]! * names.length + codes[position]!];
  return filtered(
    all,
    Uint8Array.from(all.positions, (position) => (counts(position) ? 1 : 0)),
  );
}

// Lists by name alone are the same for every question, and are kept with the index.
function listOf(index: EventIndex, names: Uint8Array): EventList {
  if (names.indexOf(0, 1) < 0) return {offsets: index.offsets, ts: index.ts, positions: null};
  const list = namedPositions(index, names);
  return {offsets: list.offsets, ts: list.instants(index.ts), positions: list.positions};
}
