// Where the records of a JSON document are.
import {isRecord} from "../model/is-record.js";

const LISTS = ["data", "results", "records", "result", "events", "items"];

/**
 * The records of a document: the document itself when it is a list, else the first list under data, results, records,
 * result (or anything in it), events, items; else null. An object of equally long lists is columns, see `columnsOf`.
 */
export function recordsIn(document: unknown): readonly unknown[] | null {
  if (Array.isArray(document)) return document as unknown[];
  if (!isRecord(document)) return null;
  for (const key of LISTS) {
    const value = document[key];
    if (Array.isArray(value) && (value.length === 0 || value.some(isRecord))) return value as unknown[];
    if (key === "result" && isRecord(value)) {
      const inner = Object.values(value).find((list) => Array.isArray(list));
      if (inner) return inner as unknown[];
    }
  }
  return null;
}

/** The lists of an object that holds nothing but lists of scalars of one length, by name; else null. */
export function columnsIn(document: unknown): ReadonlyMap<string, readonly unknown[]> | null {
  if (!isRecord(document)) return null;
  const entries = Object.entries(document);
  const size = Array.isArray(entries[0]?.[1]) ? entries[0][1].length : -1;
  const fits = entries.every(
    ([, list]) =>
      Array.isArray(list) && list.length === size && !list.some((value) => typeof value === "object" && value !== null),
  );
  return size >= 0 && fits ? new Map(entries as [string, unknown[]][]) : null;
}

/** The keys of these records. */
export function keysIn(records: readonly unknown[]): string[] {
  return [...new Set(records.flatMap((record) => (isRecord(record) ? Object.keys(record) : [])))];
}
