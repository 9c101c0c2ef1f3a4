// Checks what the caller said before anything is read: a wrong option is told at once, with the nearest right one.
import {QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {validZone} from "../model/zone.js";
import {presetIn} from "./preset-in.js";
import {checkKeys, LIMITS, type FileOptions, type OpenOptions} from "./options.js";

const ORDERS = ["dmy", "mdy", "ymd"];
const UNITS = ["s", "ms", "us", "ns", "excel"];
const TYPES = ["text", "number", "boolean"];

/** Throws QueryError naming the option, what is wrong with it, and what to write. */
export function checkOptions(options: OpenOptions): void {
  checkKeys(options, "dataset", "options");
  checkFileOptions(options, "");
  checkIdentity(options.identity);
  oneOf(options.dedupe, ["id", "content"], "dedupe");
  for (const [name, limit] of Object.entries(options.limits ?? {})) {
    if (!(name in LIMITS))
      throw new QueryError(
        `unknown limit "${name}"${didYouMean(name, Object.keys(LIMITS))}; limits are ${Object.keys(LIMITS).join(", ")}`,
        "limits",
      );
    if (!(typeof limit === "number" && limit > 0))
      throw new QueryError(`must be a number above 0; got ${JSON.stringify(limit)}`, `limits.${name}`);
  }
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
  presetIn(map, `${prefix}map`);
  if (inputTz !== undefined) validZone(inputTz, `${prefix}inputTz`);
  oneOf(dateOrder, ORDERS, `${prefix}dateOrder`);
  oneOf(timeUnit, UNITS, `${prefix}timeUnit`);
  for (const [column, type] of Object.entries(types ?? {})) oneOf(type, TYPES, `${prefix}types.${column}`);
}

function oneOf(value: unknown, allowed: readonly string[], path: string): void {
  if (value === undefined || (typeof value === "string" && allowed.includes(value))) return;
  const hint = typeof value === "string" ? didYouMean(value, allowed) : "";
  throw new QueryError(
    `must be ${allowed.map((name) => JSON.stringify(name)).join(" or ")}; got ${JSON.stringify(value)}${hint}`,
    path,
  );
}
