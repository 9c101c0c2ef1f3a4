// Checks what the caller said before anything is read: a wrong option is told at once, with the nearest right one.
import {createCalendar} from "../model/calendar.js";
import type {TableName} from "../model/dataset.js";
import {QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {validZone} from "../model/zone.js";
import {presetIn} from "./preset-in.js";
import {checkKeys, LIMITS, type FileOptions, type OpenOptions} from "./options.js";
import {OTHER_TABLES, tableNamed} from "./table-shapes.js";

const ORDERS = ["dmy", "mdy", "ymd"];
const UNITS = ["s", "ms", "us", "ns", "excel"];
const TYPES = ["text", "number", "boolean"];

/** Throws one QueryError for all that is wrong: each option, what is wrong with it, and what to write. */
export function checkOptions(options: OpenOptions): void {
  const {identity, dedupe, limits = {}, tables = {}, inputTz, asOf, historyStart} = options;
  together([
    () => checkKeys(options, "dataset", "options"),
    () => checkFileOptions(options, ""),
    () => checkIdentity(identity),
    () => oneOf(dedupe, ["id", "content"], "dedupe"),
    ...Object.entries(limits).map(
      ([name, limit]) =>
        () =>
          checkLimit(name, limit),
    ),
    ...Object.keys(tables).map((name) => () => void knownTable(name)),
    ...Object.entries({asOf, historyStart}).map(([path, value]) => () => {
      if (value !== undefined) instantOf(value, isZone(inputTz) ? inputTz : "UTC", path);
    }),
  ]);
}

/** Does all of `checks`; throws one QueryError with everything that they find wrong, a line a fault. */
export function together(checks: readonly (() => void)[]): void {
  const found: QueryError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      found.push(error);
    }
  }
  if (found.length > 1) throw new QueryError(found.map(({message}) => message).join("\n"));
  if (found[0]) throw found[0];
}

/** An instant of the options in epoch ms; text without an offset is read in `tz`. */
export function instantOf(value: number | string, tz: string, path: string): number {
  if (typeof value === "string") return createCalendar({tz}).parseLocal(value, path);
  if (Number.isFinite(value)) return value;
  throw new QueryError(`must be epoch milliseconds or an ISO instant; got ${String(value)}`, path);
}

/** The table of the options that `name` means; throws QueryError where it means none. */
export function knownTable(name: string): TableName {
  const known = tableNamed(name);
  if (known) return known;
  throw new QueryError(
    `unknown table "${name}"${didYouMean(name, OTHER_TABLES)}; tables are ${OTHER_TABLES.join(", ")}`,
    "tables",
  );
}

function isZone(tz: string | undefined): tz is string {
  try {
    return tz !== undefined && validZone(tz, "") !== undefined;
  } catch {
    return false;
  }
}

function checkLimit(name: string, limit: unknown): void {
  if (!(name in LIMITS))
    throw new QueryError(
      `unknown limit "${name}"${didYouMean(name, Object.keys(LIMITS))}; limits are ${Object.keys(LIMITS).join(", ")}`,
      "limits",
    );
  if (!(typeof limit === "number" && limit > 0))
    throw new QueryError(`must be a number above 0; got ${JSON.stringify(limit)}`, `limits.${name}`);
}

function checkIdentity(identity: OpenOptions["identity"]): void {
  if (identity === undefined) return;
  checkKeys(identity, "identity", "identity");
  for (const key of ["publicMailDomains", "roleMailboxes"] as const) {
    const list: unknown = identity[key];
    if (list !== undefined && !(Array.isArray(list) && list.every((entry) => typeof entry === "string")))
      throw new QueryError(`must be a list of texts; got ${JSON.stringify(list)}`, `identity.${key}`);
  }
  const {maxUsersPerEmail: most, sameEmailIsSamePerson: same} = identity;
  if (most !== undefined && !(Number.isInteger(most) && most >= 1))
    throw new QueryError(`must be a whole number from 1 on; got ${JSON.stringify(most)}`, "identity.maxUsersPerEmail");
  if (same !== undefined && typeof same !== "boolean")
    throw new QueryError(`must be true or false; got ${JSON.stringify(same)}`, "identity.sameEmailIsSamePerson");
}

/** The same for the options of one file; `prefix` is its path in the options. */
export function checkFileOptions({map, inputTz, dateOrder, timeUnit, types}: FileOptions, prefix: string): void {
  together([
    () => void presetIn(map, `${prefix}map`),
    () => void (inputTz !== undefined && validZone(inputTz, `${prefix}inputTz`)),
    () => oneOf(dateOrder, ORDERS, `${prefix}dateOrder`),
    () => oneOf(timeUnit, UNITS, `${prefix}timeUnit`),
    ...Object.entries(types ?? {}).map(
      ([column, type]) =>
        () =>
          oneOf(type, TYPES, `${prefix}types.${column}`),
    ),
  ]);
}

function oneOf(value: unknown, allowed: readonly string[], path: string): void {
  if (value === undefined || (typeof value === "string" && allowed.includes(value))) return;
  const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
  throw new QueryError(
    `must be ${allowed.map((name) => JSON.stringify(name)).join(" or ")}; got ${JSON.stringify(value)}${hint}`,
    path,
  );
}
