// Drops repeated events (semantics 2.2): the same id within one source, or, when asked, the same content.
import {contentHash, type RawEvents} from "../model/build-store.js";
import type {Codes, DictColumn} from "../model/column.js";
import {byCodePoint} from "../model/order.js";

/** What repeats are told by. `who` names everybody a row names: the last resort between rows that say the same. */
export type Repeats = Pick<RawEvents, "ts" | "name" | "amount" | "currency" | "session" | "props"> & {
  readonly who: (row: number) => string;
  /** Which of two rows that say the same stays does not depend on the order of their files. */
  readonly file: DictColumn;
};

/** Rows to drop, ascending. `group` tells sources apart: the same id in two sources is two events. */
export function duplicateIds(rows: Repeats, id: DictColumn, group: Codes): number[] {
  const best = new Map<number, Int32Array>();
  const hash = contentHash(rows);
  const dropped: number[] = [];
  for (let row = 0; row < id.codes.length; row++) {
    const code = id.codes[row]!;
    if (code === 0) continue;
    let first = best.get(group[row]!);
    if (!first) best.set(group[row]!, (first = new Int32Array(id.dictionary.length).fill(-1)));
    const known = first[code]!;
    if (known < 0) first[code] = row;
    else if (comesFirst(rows, hash, row, known)) {
      first[code] = row;
      dropped.push(known);
    } else dropped.push(row);
  }
  return dropped.sort((a, b) => a - b);
}

// The smallest time, then the smallest content hash; of rows that say the same the one of the first file by name.
function comesFirst(rows: Repeats, hash: (row: number) => number, row: number, other: number): boolean {
  if (rows.ts[row] !== rows.ts[other]) return rows.ts[row]! < rows.ts[other]!;
  return (hash(row) - hash(other) || byCodePoint(rows.who(row), rows.who(other)) || byFile(rows, row, other)) < 0;
}

function byFile({file: {codes, dictionary}}: Repeats, row: number, other: number): number {
  return codes[row] === codes[other]
    ? 0
    : byCodePoint(String(dictionary[codes[row]!]), String(dictionary[codes[other]!]));
}

/** Rows without an id that repeat an earlier one of the same unit, name, time and properties exactly. */
export function duplicateContent(rows: Repeats, id: DictColumn | null): number[] {
  const kept = new Map<string, number>();
  const hash = contentHash(rows);
  const dropped: number[] = [];
  for (let row = 0; row < rows.ts.length; row++) {
    if (id && id.codes[row] !== 0) continue;
    const key = `${rows.ts[row]} ${hash(row)} ${rows.who(row)}`;
    const known = kept.get(key);
    if (known === undefined) kept.set(key, row);
    else if (byFile(rows, row, known) < 0) {
      kept.set(key, row);
      dropped.push(known);
    } else dropped.push(row);
  }
  return dropped.sort((a, b) => a - b);
}

/** The rows that stay, or null when all do. */
export function remaining(size: number, dropped: readonly number[]): Uint32Array | null {
  if (dropped.length === 0) return null;
  const kept = new Uint32Array(size - dropped.length);
  for (let row = 0, k = 0, d = 0; row < size; row++) {
    if (dropped[d] === row) d++;
    else kept[k++] = row;
  }
  return kept;
}
