// Drops events that repeat others (semantics 2.2), and tells the books of their files.
import {gather} from "../model/column.js";
import {duplicateContent, duplicateIds, remaining, type Repeats} from "./dedupe.js";
import {takeDict, takeEvents, takeFloats} from "./event-columns.js";
import type {EventPart} from "./event-part.js";
import type {IdentityBook} from "./identity.js";
import type {Whole} from "./whole.js";

type Reason = "duplicate id" | "duplicate row";

export function dropRepeats(
  whole: Whole,
  parts: readonly EventPart[],
  dedupe: "id" | "content",
  keys: Pick<IdentityBook, "people" | "anons" | "accounts">,
): Whole {
  const {id, source} = whole;
  const kept = id
    ? withoutDropped(whole, duplicateIds(repeats(whole, keys), id, source.codes), parts, "duplicate id")
    : whole;
  if (dedupe === "id") return kept;
  return withoutDropped(kept, duplicateContent(repeats(kept, keys), kept.id), parts, "duplicate row");
}

function repeats(
  whole: Whole,
  {people, anons, accounts}: Pick<IdentityBook, "people" | "anons" | "accounts">,
): Repeats {
  const {person, anon, account} = whole;
  return {
    ...whole,
    who: (row) =>
      [people.text(person[row]!), anon ? anons.text(anon[row]!) : "", account ? accounts.text(account[row]!) : ""].join(
        "\u001f",
      ),
  };
}

function withoutDropped(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: Reason): Whole {
  const kept = remaining(whole.size, dropped);
  if (!kept) return whole;
  reportDropped(whole, dropped, parts, reason);
  return {
    ...takeEvents(whole, kept),
    source: takeDict(whole.source, kept),
    file: takeDict(whole.file, kept),
    row: whole.row ? takeFloats(whole.row, kept) : Float64Array.from(kept, (i) => i + 1),
    part: Uint16Array.from(kept, (i) => whole.part[i]!),
    arrival: whole.arrival ? kept.map((i) => whole.arrival![i]!) : kept,
    props: new Map([...whole.props].map(([name, column]) => [name, gather(column, kept)])),
  };
}

// A record is rejected when all its events are repeats and it gave nothing else.
function reportDropped(whole: Whole, dropped: readonly number[], parts: readonly EventPart[], reason: Reason): void {
  const gone = new Set(dropped);
  const told = new Set<string>();
  const starts = startsOf(parts);
  for (const i of dropped) {
    const p = whole.part[i]!;
    const key = `${p} ${rowAt(whole, i)}`;
    if (told.has(key)) continue;
    told.add(key);
    const {book, places, records, sole, idColumn} = parts[p]!;
    const event = (whole.arrival ? whole.arrival[i]! : i) - starts[p]!;
    const record = records ? records[event]! : event;
    const [row, line] = [places.row(record), places.line(record)];
    if ((sole && sole[event] === 0) || !wholeRecordGone(whole, gone, i)) {
      book.warn("event repeats an earlier one and was dropped", line, row);
      continue;
    }
    book.kept--;
    if (reason === "duplicate id") book.reject(row, line, reason, idColumn, idAt(whole, i));
    else book.reject(row, line, reason);
  }
}

function startsOf(parts: readonly EventPart[]): number[] {
  let at = 0;
  return parts.map(({size}) => (at += size) - size);
}

const idAt = ({id}: Whole, i: number) => (id ? String(id.dictionary[id.codes[i]!] ?? "") : null);
const rowAt = ({row}: Whole, i: number) => (row ? row[i]! : i + 1);

// Events of one record are neighbours.
function wholeRecordGone(whole: Whole, gone: ReadonlySet<number>, i: number): boolean {
  const {part, size} = whole;
  const same = (j: number) => j >= 0 && j < size && part[j] === part[i] && rowAt(whole, j) === rowAt(whole, i);
  for (let j = i - 1; same(j); j--) if (!gone.has(j)) return false;
  for (let j = i + 1; same(j); j++) if (!gone.has(j)) return false;
  return true;
}
