// Which column of a generic file means what: as mapped by the user, else by the names such columns usually have.
import {DataError, QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {MAP_KEYS, type FileOptions, type MapKey, type Mapping} from "./options.js";

/** A field that comes from one column. */
export type FieldName = Exclude<MapKey, "props">;

/** Where a field comes from: a column of the file, or one text for all rows. */
export type Origin = {readonly column: number} | {readonly constant: string};

export interface Roles {
  readonly fields: ReadonlyMap<FieldName, Origin>;
  /** Columns that become properties. */
  readonly props: readonly number[];
  /** Fields that were mapped by the user, not recognised by name. */
  readonly stated: ReadonlySet<string>;
}

/** Usual names of each field, best first, without separators and capitals; fields in the order in which they choose. */
export type UsualNames = readonly (readonly [field: FieldName, names: readonly string[]])[];

/** The name without capitals and separators: `Event_Time`, `eventTime` and `event time` are one. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** `a=b,c=d` as an object, a word without `=` as the name of a preset; an object as it is. */
export function readMap(map: Mapping | string | undefined): Mapping {
  if (typeof map !== "string") return map ?? {};
  const pairs = map
    .split(",")
    .filter((pair) => pair.trim() !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      if (at < 0) return ["preset", pair.trim()] as const;
      if (at < 1) throw new QueryError(`"${pair}" is not of the form field=column`, "map");
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    });
  return Object.fromEntries(pairs);
}

/** The maps of a file: one, or one for each kind of event that a row may hold. */
export function mapsOf(map: FileOptions["map"]): readonly Mapping[] {
  if (!Array.isArray(map)) return [readMap(map as Mapping | string | undefined)];
  if (map.length === 0) throw new QueryError("is an empty list; leave it out, or give at least one map", "map");
  return map as readonly Mapping[];
}

/** Mapped columns named by number: what files without a header have. */
export function positionsIn(maps: readonly Mapping[]): string[] {
  return maps.flatMap((map) =>
    Object.values(map).filter((value): value is string => typeof value === "string" && /^[1-9]\d*$/.test(value)),
  );
}

/** Throws QueryError for a field that cannot be mapped, naming the nearest. */
export function checkMap(map: Mapping): void {
  for (const key of Object.keys(map)) {
    if (!(MAP_KEYS as readonly string[]).includes(key)) {
      throw new QueryError(
        `unknown field "${key}"${didYouMean(key, MAP_KEYS)}; fields are ${MAP_KEYS.join(", ")}`,
        "map",
      );
    }
  }
}

/**
 * The roles of a file's columns. Throws DataError when there is no time, no name or nobody to whom events belong, or when a
 * mapped column does not exist; the message lists the columns found and says what to write.
 */
export function rolesOf(
  names: readonly string[],
  map: Mapping,
  usualNames: UsualNames,
  path: string,
  isMeasure: (column: number) => boolean,
): Roles {
  checkMap(map);
  const fields = statedFields(names, map, path);
  const stated = new Set(Object.keys(map));
  const taken = new Set([...fields.values()].flatMap((origin) => ("column" in origin ? [origin.column] : [])));
  const plain = names.map(plainName);
  const asKit = wireNamed(plain);
  for (const [field, usual] of usualNames) {
    if (stated.has(field) || (field === "amount" && (fields.has("amountMinor") || stated.has("amountMinor")))) continue;
    const order = field === "name" && asKit ? ["name", ...usual] : usual;
    const found = order.map((name) =>
      field === "user" && name === "id" && !onlyIdNamesAUser(fields, plain, usualNames) ? -1 : plain.indexOf(name),
    );
    const column = found.find((c) => c >= 0 && !taken.has(c) && (!field.startsWith("amount") || isMeasure(c)));
    if (column === undefined) continue;
    fields.set(field, {column});
    taken.add(column);
  }
  expectUsable(fields, names, path);
  return {fields, props: propColumns(names, map, taken, path), stated};
}

// Files written by the kit itself (or for it) name the fields as the kit does; there `name` is the event.
const wireNamed = (plain: readonly string[]) => plain.includes("ts") && plain.includes("name");

// `id` is the event's id, unless it is the only thing that could name a user.
const onlyIdNamesAUser = (fields: ReadonlyMap<string, Origin>, plain: readonly string[], usualNames: UsualNames) =>
  !fields.has("user") &&
  !usualNames.some(
    ([field, usual]) => ["anon", "account"].includes(field) && usual.some((name) => plain.includes(name)),
  );

function statedFields(names: readonly string[], map: Mapping, path: string): Map<FieldName, Origin> {
  const fields = new Map<FieldName, Origin>();
  for (const [field, value] of Object.entries(map)) {
    if (field === "props" || value === undefined || value === "") continue;
    if (typeof value !== "string")
      throw new QueryError(
        `must be a column name or a constant like ":order"; got ${JSON.stringify(value)}`,
        `map.${field}`,
      );
    fields.set(
      field as FieldName,
      value.startsWith(":")
        ? {constant: value.slice(1)}
        : {column: columnNamed(names, value, path, `map ${field}=${value}`)},
    );
  }
  return fields;
}

/** The place of a column by its name, else by its name without capitals and separators. Throws DataError naming the nearest. */
export function columnNamed(names: readonly string[], wanted: string, path: string, asked: string): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const near = names.map(plainName).indexOf(plainName(wanted));
  if (near >= 0 && plainName(wanted) !== "") return near;
  throw new DataError(
    `${asked}: there is no column "${wanted}"${didYouMean(wanted, names)}; its columns are ${listed(names)}`,
    path,
  );
}

function expectUsable(fields: ReadonlyMap<string, Origin>, names: readonly string[], path: string): void {
  const missing = (what: string, write: string) =>
    new DataError(`has no column for ${what}; its columns are ${listed(names)}; write ${write}`, path);
  if (!fields.has("ts")) throw missing("the time", "--map ts=COLUMN");
  if (!["user", "anon", "account", "email"].some((field) => fields.has(field)))
    throw missing("who did it", "--map user=COLUMN (or anon=, account=, email=)");
  if (!fields.has("name"))
    throw missing("the event's name", "--map name=COLUMN, or name=:order if all rows are one event");
}

function propColumns(names: readonly string[], map: Mapping, taken: ReadonlySet<number>, path: string): number[] {
  const wanted = map.props;
  if (wanted === undefined || wanted === "*") return names.flatMap((_, c) => (taken.has(c) ? [] : [c]));
  const list = typeof wanted === "string" ? wanted.split(/[ ;]+/).filter(Boolean) : wanted;
  return list.map((name) => columnNamed(names, name, path, `map props=${name}`));
}

/** Column names for a message: the first thirty. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return "(none)";
  return (
    names
      .slice(0, 30)
      .map((name) => `"${name}"`)
      .join(", ") + (names.length > 30 ? ` and ${names.length - 30} more` : "")
  );
}

const TEXTUAL = ["user", "anon", "account", "session", "id", "name", "currency"] as const;

/** What can be told of columns by their names before the file is read: which hold times, and which are text however they look. */
export function hintsOf(
  names: readonly string[],
  maps: readonly Mapping[],
  usualNames: UsualNames,
  path: string,
): {times: string[]; texts: string[]} {
  const found = maps.flatMap((map) => {
    try {
      return [rolesOf(names, map, usualNames, path, () => true).fields];
    } catch {
      // What is wrong with the map is told when it is used.
      return [];
    }
  });
  const named = (field: FieldName) =>
    found.flatMap((fields) => {
      const origin = fields.get(field);
      return origin && "column" in origin ? [names[origin.column]!] : [];
    });
  const times = named("ts");
  return {times, texts: TEXTUAL.flatMap(named).filter((name) => !times.includes(name))};
}
