// The positions of the events with one of a set of names: the same for every filter, so the latest are kept with each index.
import type {EventIndex} from "./event-index.js";
import {Latest} from "./latest.js";
import {PositionList} from "./position-list.js";

/** What is kept, in entries of 4 bytes: at most this many for each event; small data may keep more. */
const KEPT_PER_EVENT = 3;
const KEPT_AT_LEAST = 1_000_000;

/** The events of some names (a 1 for each name code that is meant). */
export function namedPositions(index: EventIndex, wanted: Uint8Array): PositionList {
  let sets = index.memo.get("name sets") as Latest<PositionList> | undefined;
  if (!sets) {
    sets = new Latest(Math.max(KEPT_AT_LEAST, KEPT_PER_EVENT * index.size));
    index.memo.set("name sets", sets);
  }
  const key = wanted.join("");
  const list = sets.get(key) ?? findPositions(index, wanted);
  // Filters on many properties may read more along one list than all lists together should keep.
  if (list.weight > 2 * sets.budget) list.forget();
  // Put back with what has been read along it meanwhile.
  sets.set(key, list, list.weight);
  return list;
}

function findPositions(index: EventIndex, wanted: Uint8Array): PositionList {
  const {units, size, offsets: all, name} = index;
  const counts = nameCounts(index);
  const count = counts.reduce((sum, own, code) => sum + (wanted[code] ? own : 0), 0);
  const offsets = new Uint32Array(units + 1);
  const positions = new Uint32Array(count + 1);
  if (count === size) return new PositionList(all, ascending(positions).subarray(0, count), true);
  const {codes} = name;
  let at = 0;
  for (let u = 0; u < units; u++) {
    for (let i = all[u]!, end = all[u + 1]!; i < end; i++) {
      positions[at] = i;
      at += wanted[codes[i]!]!;
    }
    offsets[u + 1] = at;
  }
  return new PositionList(offsets, positions.subarray(0, count), false);
}

function ascending(positions: Uint32Array): Uint32Array {
  for (let i = 0; i < positions.length; i++) positions[i] = i;
  return positions;
}

/** How many events have each name. */
function nameCounts(index: EventIndex): Float64Array {
  let counts = index.memo.get("name counts") as Float64Array | undefined;
  if (!counts) {
    const {codes, dictionary} = index.name;
    counts = new Float64Array(dictionary.length);
    for (let i = 0; i < index.size; i++) counts[codes[i]!]!++;
    index.memo.set("name counts", counts);
  }
  return counts;
}

/**
 * `nameBits` of the name of each entry (one number for each name code). One array is kept with each list: a question that is asked again
 * with another filter has the same.
 */
export function bitsAlong({name}: EventIndex, list: PositionList, nameBits: Uint32Array): Uint32Array {
  const key = nameBits.join(" ");
  if (list.bits?.key === key) return list.bits.bits;
  const {codes} = list.along(name) as typeof name;
  const bits = new Uint32Array(list.length);
  for (let i = 0; i < bits.length; i++) bits[i] = nameBits[codes[i]!]!;
  list.bits = {key, bits};
  return bits;
}
