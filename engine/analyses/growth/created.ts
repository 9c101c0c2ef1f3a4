// In which period each unit came to be: by its profile, or by its first event.
import type {Activity} from "../../model/activity.js";
import type {Period} from "../../model/calendar.js";
import type {Scalar} from "../../model/column.js";
import {QueryError} from "../../model/errors.js";
import type {Scope} from "../../model/scope.js";

/** Stands for "the profile does not say". */
export const UNDATED = -0x80000000;

// Spellings of the same property, without regard to case and separators.
const CREATED = new Set([
  "created",
  "createdat",
  "createddate",
  "createdate",
  "createdon",
  "createdtime",
  "objectcreateddate",
]);

/**
 * Period number by unit, UNDATED where no profile property is named like a creation date or its value cannot be read. Numbers are
 * epoch ms; dates without an offset are local. Of several values the earliest known counts.
 */
export function createdPeriods(scope: Scope, period: Period): Int32Array {
  const created = new Int32Array(scope.units).fill(UNDATED);
  const name = [...scope.profiles.keys()].sort().find((prop) => CREATED.has(prop.toLowerCase().replace(/[^a-z]/g, "")));
  const profile = name === undefined ? undefined : scope.profiles.get(name);
  if (!profile) return created;
  const periods = profile.column.dictionary.map((value) => periodOfValue(scope, value, period));
  for (let u = 0; u < scope.units; u++) {
    const at = profile.offsets[u]!;
    if (at < profile.offsets[u + 1]!) created[u] = periods[profile.column.codes[at]!]!;
  }
  return created;
}

/** Period number by unit of the first entry of `activity`; UNDATED without one. */
export function firstPeriods({starts, ends, periods}: Activity): Int32Array {
  return Int32Array.from(starts, (start, u) => (start < ends[u]! ? periods[start]! : UNDATED));
}

function periodOfValue({calendar}: Scope, value: Scalar | null, period: Period): number {
  if (typeof value === "number") return calendar.periodOf(value, period);
  if (typeof value !== "string") return UNDATED;
  try {
    return calendar.periodOf(calendar.parseLocal(value), period);
  } catch (error) {
    if (error instanceof QueryError) return UNDATED;
    throw error;
  }
}
