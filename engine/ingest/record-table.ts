// A file as a table of records: what all readers of generic data end in.
import type {Cells} from "./cells.js";
import type {Format} from "./format.js";
import type {FileBook} from "./ledger-book.js";
import type {FileOptions} from "./options.js";
import type {Places} from "./places.js";

export interface RecordTable {
  readonly format: Format;
  /** Unique column names, as the file has them. */
  readonly names: readonly string[];
  readonly cells: readonly Cells[];
  readonly size: number;
  /** Records of the file, unreadable ones included. */
  readonly read: number;
  readonly places: Places;
}

/** A file that was read as a table. */
export interface TableFile {
  readonly table: RecordTable;
  /** True for columns of typed arrays from code: their amounts are minor units. */
  readonly minorAmounts: boolean;
  readonly book: FileBook;
  readonly options: FileOptions;
}

/** A column's name without regard to case, and to blanks around and between its words. */
export const foldedName = (name: string): string => name.trim().replace(/\s+/g, " ").toLowerCase();

/** Names made unique: trimmed, an empty one becomes `column_3`, a repeated one `name_2`. */
export function uniqueNames(raw: readonly string[]): string[] {
  const taken = new Set<string>();
  return raw.map((text, i) => {
    const base = text.trim() || `column_${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  });
}
