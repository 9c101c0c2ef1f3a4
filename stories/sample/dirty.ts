// What goes wrong in real exports, added to the event file: some rows that cannot be used, some that only look odd.

import type {Random} from "./random.js";

/** One kind of dirt: how many rows, what a reader should make of them, and how a good row is spoilt. */
interface Dirt {
  readonly kind: string;
  readonly rows: number;
  /** What a reader should do. */
  readonly outcome: "rejected" | "kept";
  readonly note: string;
  /** Turns a copy of a good row (cells in the order of `COLUMN`) into the `i`-th bad one. */
  readonly spoil: (cells: readonly string[], i: number) => readonly string[];
  /** Keep the id of the row it copies. */
  readonly sameId?: true;
}
export type DirtCount = Pick<Dirt, "kind" | "rows" | "outcome" | "note">;

/** Where the cells that are spoilt stand. */
const COLUMN = {id: 0, timestamp: 1, user: 2, anonymous: 3, event: 4, account: 5} as const;

const set = (cells: readonly string[], column: keyof typeof COLUMN, value: string): readonly string[] =>
  cells.with(COLUMN[column], value);
const at = (cells: readonly string[], i: number, values: readonly string[]): readonly string[] =>
  set(cells, "timestamp", values[i % values.length]!);
const stamp = (cells: readonly string[]): string => cells[COLUMN.timestamp]!;

const UNREADABLE = ["n/a", "yesterday", "unknown", "-", "########", "Tue afternoon"];
const IMPOSSIBLE = ["2026-02-30T09:15:00Z", "2025-02-29T11:40:12Z", "2025-06-31T08:05:30Z", "2025-13-04T16:20:00Z"];
const AMBIGUOUS = ["03/04/2026 10:15", "05/06/2025 14:02"];
const OTHER_CASE = ["Feature_Used", "FEATURE_USED", "Feature_used"];

const DIRT: readonly Dirt[] = [
  {
    kind: "unreadable timestamp",
    rows: 6,
    outcome: "rejected",
    note: `no time in it: ${UNREADABLE.map((text) => `\`${text}\``).join(", ")}`,
    spoil: (cells, i) => at(cells, i, UNREADABLE),
  },
  {
    kind: "impossible date",
    rows: 4,
    outcome: "rejected",
    note: "30 and 29 February, 31 June, month 13: `2026-02-30T09:15:00Z` is not 2 March",
    spoil: (cells, i) => at(cells, i, IMPOSSIBLE),
  },
  {
    kind: "ambiguous date",
    rows: 2,
    outcome: "rejected",
    note: "`03/04/2026 10:15`: March or April? No guessing",
    spoil: (cells, i) => at(cells, i, AMBIGUOUS),
  },
  {
    kind: "no timestamp",
    rows: 3,
    outcome: "rejected",
    note: "the cell is empty",
    spoil: (cells) => set(cells, "timestamp", ""),
  },
  {
    kind: "no event name",
    rows: 5,
    outcome: "rejected",
    note: "the cell is empty",
    spoil: (cells) => set(cells, "event", ""),
  },
  {
    kind: "nobody",
    rows: 4,
    outcome: "rejected",
    note: "neither `user_id` nor `anonymous_id` nor `account_id`",
    spoil: (cells) => set(set(set(cells, "user", ""), "anonymous", ""), "account", ""),
  },
  {
    kind: "too few columns",
    rows: 3,
    outcome: "rejected",
    note: "the line breaks off after `user_id`",
    spoil: (cells) => cells.slice(0, COLUMN.anonymous),
  },
  {
    kind: "delivered twice",
    rows: 6,
    outcome: "rejected",
    note: "a whole row again, some lines later, with the same `event_id`",
    spoil: (cells) => cells,
    sameId: true,
  },
  {
    kind: "delivered twice, with a later time",
    rows: 2,
    outcome: "rejected",
    note: "the same `event_id`, a minute before midnight; the earliest counts",
    spoil: (cells) => set(cells, "timestamp", stamp(cells).replace(/T.*/, "T23:59:00Z")),
    sameId: true,
  },
  {
    kind: "event name in another case",
    rows: 4,
    outcome: "kept",
    note: `${OTHER_CASE.map((text) => `\`${text}\``).join(", ")}: names are case-sensitive, so these are events of their own`,
    spoil: (cells, i) => set(cells, "event", OTHER_CASE[i % 3]!),
  },
  {
    kind: "no offset",
    rows: 3,
    outcome: "kept",
    note: "local time without a zone, with `T` or a blank: read in the zone of the import (UTC unless told)",
    spoil: (cells, i) =>
      set(
        cells,
        "timestamp",
        stamp(cells)
          .slice(0, 19)
          .replace("T", i === 0 ? " " : "T"),
      ),
  },
  {
    kind: "date only",
    rows: 2,
    outcome: "kept",
    note: "the start of that day",
    spoil: (cells) => set(cells, "timestamp", stamp(cells).slice(0, 10)),
  },
];

/** The kinds of dirt in the event file, with their exact counts. */
export const DIRT_COUNTS: readonly DirtCount[] = DIRT;

interface Line {
  readonly after: number;
  readonly cells: readonly string[];
}

/** `rows` with the dirt strewn in. The good rows stay as they are and in their order. */
export function strewDirt(rows: readonly (readonly string[])[], random: Random): (readonly string[])[] {
  const usable = rows.flatMap((cells, i) => (isOrdinary(cells) && i < rows.length * 0.97 ? [i] : []));
  let next = rows.length;
  const lines = DIRT.flatMap((dirt) =>
    Array.from({length: dirt.rows}, (_, i): Line => {
      const after = usable.length > 0 ? random.pick(usable) : random.below(rows.length);
      const copy = dirt.sameId ? rows[after]! : set(rows[after]!, "id", idLike(rows[0]!, ++next));
      return {after: after + (dirt.sameId ? 1 + random.below(400) : 0), cells: dirt.spoil(copy, i)};
    }),
  );
  return merged(rows, lines);
}

/** Spoil only what a person did in the product, in UTC, well before midnight. */
const isOrdinary = (cells: readonly string[]): boolean =>
  cells[COLUMN.event] === "feature_used" && /T(0[6-9]|1\d)\S*Z$/.test(stamp(cells));

const idLike = (cells: readonly string[], n: number): string =>
  `e${String(n).padStart(cells[COLUMN.id]!.length - 1, "0")}`;

function merged(rows: readonly (readonly string[])[], lines: readonly Line[]): (readonly string[])[] {
  const waiting = [...lines].sort((a, b) => b.after - a.after);
  const out: (readonly string[])[] = [];
  rows.forEach((cells, i) => {
    out.push(cells);
    while (waiting.length > 0 && waiting[waiting.length - 1]!.after <= i) out.push(waiting.pop()!.cells);
  });
  return [...out, ...waiting.reverse().map(({cells}) => cells)];
}
