// A table of another tool's export as a table of the kit: what the preset names several columns for becomes one column, and a plain map
// says the rest.
import {DataError} from "../model/errors.js";
import {EMPTY, scalarAt, textAt, type Cells} from "./cells.js";
import type {Layout} from "./delimited.js";
import {MAP_KEYS, type MapKey, type Mapping, type MapPreset} from "./options.js";
import type {ChosenPreset} from "./preset-in.js";
import type {RecordTable} from "./record-table.js";
import {columnNamed, listed} from "./roles.js";
import {ValueColumn} from "./value-column.js";

type Field = Exclude<MapKey, "props">;

/** The layout of a file that has the preset's columns and no header; else undefined. */
export function presetLayout({columns}: MapPreset, sample: readonly (readonly string[])[]): Layout | undefined {
  const first = sample[0] ?? [];
  if (!columns || first.length !== columns.length || first[0]?.trim() === columns[0]) return undefined;
  return {header: -1, names: () => columns};
}

/** Columns that hold times, told before the file is read. */
export const presetTimes = ({preset}: ChosenPreset, names: readonly string[]): string[] =>
  names.filter((name) => preset.fields.ts?.includes(name));

/**
 * The table under its final names, and the map that reads it. Throws DataError when the file has no time, no event name or nobody in the
 * columns the preset looks for.
 */
export function applyPreset(
  table: RecordTable,
  chosen: ChosenPreset,
  path: string,
): {table: RecordTable; map: Mapping} {
  const {preset, own} = chosen;
  const sources = sourcesOf(table.names, chosen, path);
  expectExport(sources, table.names, chosen, path);
  const cells = [...table.cells];
  for (const [field, columns] of sources) {
    if (columns.length === 0) continue;
    cells[columns[0]!] = firstOf(
      columns.map((c) => table.cells[c]!),
      preset.none?.[field],
      table.size,
    );
  }
  const user = sources.get("user")?.[0];
  if (user !== undefined && own.user === undefined)
    cells[user] = withVisitors(table, cells, user, sources.get("anon")?.[0], preset);
  const names = openedNames(table.names, preset.opened);
  const map: Record<string, string | readonly string[]> = {};
  for (const [field, columns] of sources)
    map[field] = columns.length === 0 ? constantOf(own[field]) : names[columns[0]!]!;
  if (own.props !== undefined) map.props = ownProps(own.props, table.names, names, path);
  return {table: {...table, names, cells}, map};
}

// An empty text says that a field comes from nowhere, so that no property is taken for it.
const constantOf = (stated: Mapping[string]) => (typeof stated === "string" && stated.startsWith(":") ? stated : "");

/** For every field the places of its columns; what the caller maps goes before the preset. */
function sourcesOf(names: readonly string[], {preset, own}: ChosenPreset, path: string): Map<Field, number[]> {
  const place = new Map(names.map((name, c) => [name, c] as const));
  const fields = MAP_KEYS.filter((key): key is Field => key !== "props");
  return new Map(
    fields.map((field) => {
      const stated = own[field];
      if (typeof stated === "string")
        return [field, /^(:|$)/.test(stated) ? [] : [columnNamed(names, stated, path, `map ${field}=${stated}`)]];
      return [field, (preset.fields[field] ?? []).flatMap((name) => place.get(name) ?? [])];
    }),
  );
}

const WHO: readonly Field[] = ["user", "anon", "account", "email"];

function expectExport(
  sources: ReadonlyMap<Field, readonly number[]>,
  names: readonly string[],
  {preset, own}: ChosenPreset,
  path: string,
): void {
  if (names.length === 0) return;
  const lacks = (fields: readonly Field[]) =>
    fields.every((field) => sources.get(field)!.length === 0 && constantOf(own[field]) === "");
  for (const [fields, what] of [
    [["ts"], "the time"],
    [["name"], "the event's name"],
    [WHO, "who did it"],
  ] as const) {
    if (!lacks(fields)) continue;
    const wanted = fields.flatMap((field) => preset.fields[field] ?? []);
    throw new DataError(
      `does not look like an export of ${preset.title}: it has no column for ${what} (${wanted.join(", ")}); its columns are ${listed(names)}; map them as field=column`,
      path,
    );
  }
}

/** In each record the first value that is there and is not `none`. */
function firstOf(columns: readonly Cells[], none: string | undefined, size: number): Cells {
  if (none === undefined && (columns.length === 1 || isFull(columns[0]!, size))) return columns[0]!;
  const merged = new ValueColumn();
  for (let r = 0; r < size; r++) {
    const value = columns.map((cells) => scalarAt(cells, r)).find((cell) => cell !== null && cell !== "");
    if (value !== undefined && value !== null && String(value) !== none) merged.set(r, value);
  }
  return merged.finish(size);
}

function isFull(cells: Cells, size: number): boolean {
  for (let r = 0; r < size; r++) if (isMissing(cells, r)) return false;
  return true;
}

function isMissing(cells: Cells, r: number): boolean {
  if (cells.kind === "text") return cells.codes[r] === 0;
  if (cells.kind === "decimal") return cells.decimals[r] === EMPTY;
  if (cells.kind === "time") return cells.mark[r] === 0;
  const value = scalarAt(cells, r);
  return value === null || value === "";
}

/** User ids, with those of people not known yet as `anon:…`; nothing where the visitor's own id says the same. */
function withVisitors(
  table: RecordTable,
  cells: readonly Cells[],
  user: number,
  anon: number | undefined,
  {visitorPrefix, visitorFlag}: MapPreset,
): Cells {
  const flag = visitorFlag ? table.names.indexOf(visitorFlag[0]) : -1;
  const users = new ValueColumn();
  for (let r = 0; r < table.size; r++) {
    const text = textAt(cells[user]!, r);
    if (text === null) continue;
    const isVisitor = visitorPrefix !== undefined && text.startsWith(visitorPrefix);
    const id = isVisitor ? text.slice(visitorPrefix.length) : text;
    if (anon !== undefined && id === textAt(cells[anon]!, r)) continue;
    const flagged = flag >= 0 && textAt(table.cells[flag]!, r) === visitorFlag![1];
    users.set(r, isVisitor || flagged ? `anon:${id}` : id);
  }
  return users.finish(table.size);
}

/** The names without the preset's prefix, where that leaves them different from all others. */
function openedNames(names: readonly string[], opened: string | undefined): string[] {
  if (opened === undefined) return [...names];
  const taken = new Set(names);
  return names.map((name) => {
    const short = name.slice(opened.length);
    return name.startsWith(opened) && short !== "" && !taken.has(short) ? short : name;
  });
}

function ownProps(
  stated: string | readonly string[],
  names: readonly string[],
  opened: readonly string[],
  path: string,
): string | string[] {
  if (stated === "*") return "*";
  const list = typeof stated === "string" ? stated.split(/[ ;]+/).filter(Boolean) : stated;
  return list.map(
    (name) => opened[columnNamed(opened.includes(name) ? opened : names, name, path, `map props=${name}`)]!,
  );
}
