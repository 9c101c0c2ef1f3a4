// The instants at which each unit did something that is asked for by name, alias and filter: what conditions over time walk.
import type {DictColumn} from "./column.js";
import type {EventIndex} from "./event-index.js";
import {Latest} from "./latest.js";
import {nameCounts} from "./name-sets.js";
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
export function resumptions(list: EventList, gap: number): EventList {
  const {offsets, ts} = list;
  const keep = new Uint8Array(ts.length);
  for (let i = 1; i < keep.length; i++) if (ts[i]! - ts[i - 1]! >= gap) keep[i] = 1;
  for (let u = 0; u + 1 < offsets.length; u++) if (offsets[u]! < offsets[u + 1]!) keep[offsets[u]!] = 0;
  return filtered(list, keep);
}

/** The entries that have a 1 in `keep`. */
function filtered({offsets: all, ts, positions}: EventList, keep: Uint8Array): EventList {
  const offsets = new Uint32Array(all.length);
  let count = 0;
  for (let u = 0; u + 1 < all.length; u++) {
    for (let i = all[u]!, end = all[u + 1]!; i < end; i++) count += keep[i]!;
    offsets[u + 1] = count;
  }
  const kept = {offsets, ts: new Float64Array(count), positions: new Uint32Array(count)};
  for (let i = 0, at = 0; at < count; i++) {
    if (!keep[i]) continue;
    kept.ts[at] = ts[i]!;
    kept.positions[at++] = positions === null ? i : positions[i]!;
  }
  return kept;
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

// Lists by name alone are the same for every question, so the latest are kept: as many entries as there are events, twice.
const KEPT_PER_EVENT = 2;

function listOf(index: EventIndex, names: Uint8Array): EventList {
  if (names.indexOf(0, 1) < 0) return {offsets: index.offsets, ts: index.ts, positions: null};
  let lists = index.memo.get("event lists") as Latest<EventList> | undefined;
  if (!lists) index.memo.set("event lists", (lists = new Latest(KEPT_PER_EVENT * index.size)));
  const key = names.join("");
  let list = lists.get(key);
  if (!list) lists.set(key, (list = findEntries(index, names)), list.ts.length);
  return list;
}

function findEntries(index: EventIndex, names: Uint8Array): EventList {
  const {codes} = index.name;
  const count = nameCounts(index).reduce((sum, own, code) => sum + (names[code] ? own : 0), 0);
  const [positions, ts] = [new Uint32Array(count), new Float64Array(count)];
  const offsets = new Uint32Array(index.units + 1);
  let at = 0;
  for (let u = 0; u < index.units; u++) {
    for (let i = index.offsets[u]!, end = index.offsets[u + 1]!; i < end; i++) {
      if (!names[codes[i]!]) continue;
      positions[at] = i;
      ts[at++] = index.ts[i]!;
    }
    offsets[u + 1] = at;
  }
  return {offsets, ts, positions};
}
