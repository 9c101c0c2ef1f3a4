// Makes events of a generic file's columns, a whole column at a time.
import type {Cells} from "./cells.js";
import type {EventPart} from "./event-part.js";
import {GenericFields, type MapContext} from "./generic-fields.js";
import {GenericFile, REASONS, type Refusals} from "./generic-file.js";
import type {FileBook} from "./ledger-book.js";
import type {Mapping} from "./options.js";
import {NO_TIME} from "./parse-time.js";
import type {RecordTable} from "./record-table.js";
import {rolesOf, type Roles} from "./roles.js";

/**
 * The events of a table; yields between its columns. Rows without a time, a name or anybody go to the book. With several maps
 * a row gives one event for each map that finds a time in it, and is rejected when none does.
 */
export function* mapGeneric(
  table: RecordTable,
  maps: readonly Mapping[],
  context: MapContext,
): Generator<void, EventPart[]> {
  const {book} = context;
  const parts: EventPart[] = [];
  const refusals: Refusals[] = [];
  for (const map of maps) {
    const roles = rolesOf(table.names, map, context.usualNames, book.path, (c) => isMeasure(table.cells[c]!));
    const fields = new GenericFields(table, maps.length > 1 ? withoutId(roles) : roles, context);
    const file = new GenericFile(fields);
    parts.push(yield* file.part(maps.length > 1));
    refusals.push(file);
  }
  book.read += table.read;
  reportRefused(table, refusals, book);
  book.kept = book.read - book.rejected;
  return parts.filter(({size}) => size > 0);
}

// A record is rejected when no map makes an event of it; the first reason that is more than an empty time is told.
function reportRefused({size, places}: RecordTable, refusals: readonly Refusals[], book: FileBook): void {
  if (refusals.some(({count}) => count === 0)) return;
  for (let r = 0; r < size; r++) {
    if (refusals.some(({reasons}) => reasons[r] === 0)) continue;
    const told = refusals.find(({reasons}) => reasons[r] !== NO_TIME) ?? refusals[0]!;
    const {column, value} = told.at(r);
    book.reject(places.row(r), places.line(r), REASONS[told.reasons[r]!]!, column, value);
  }
}

// Several events of one row cannot share its id, unless a map says so.
function withoutId(roles: Roles): Roles {
  if (roles.stated.has("id")) return roles;
  return {...roles, fields: new Map([...roles.fields].filter(([field]) => field !== "id"))};
}

// Rows from code often come from a text parser, so their figures may be text.
const isMeasure = (cells: Cells) =>
  cells.kind === "decimal" ||
  (cells.kind === "value" && (!("codes" in cells.column) || isFigures(cells.column.dictionary)));
const isFigures = (dictionary: readonly unknown[]) =>
  dictionary.some((value) => typeof value === "number") ||
  dictionary.every((value) => value === null || /^-?\d+(\.\d+)?$/.test(typeof value === "string" ? value : ""));
