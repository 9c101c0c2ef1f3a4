// The breakdown value of a unit, for analyses in which a unit has one: at its first or last event, or from its profile.
import {asDict, type DictColumn} from "./column.js";
import type {Occurrences} from "./occurrences.js";
import {profileCodeAt} from "./profiles.js";
import type {Breakdown} from "./query.js";
import type {Scope} from "./scope.js";

/** Codes of units, and what they stand for; code 0 is no value. */
export interface UnitCodes {
  readonly dictionary: DictColumn["dictionary"];
  /** Unit → code. */
  of(u: number): number;
}

const NO_CODES: UnitCodes = {dictionary: [null], of: () => 0};

/** The code of unit u's bucket: the first (or last) value on its events, or its profile's at its first one. */
export function unitCodes(scope: Scope, found: Occurrences, {prop, source}: Breakdown): UnitCodes {
  if (source === "profile") return profileCodes(scope, found, prop);
  const column = scope.property(prop, "breakdown.prop");
  if (!column) return NO_CODES;
  const {codes, dictionary} = asDict(column);
  const {starts, ends, positions} = found;
  const codeAt = (entry: number) => codes[positions === null ? entry : positions[entry]!]!;
  const last = source === "last";
  return {
    dictionary,
    of(u) {
      const [from, end] = [starts[u]!, ends[u]!];
      for (let k = 0; k < end - from; k++) {
        const code = codeAt(last ? end - 1 - k : from + k);
        if (code !== 0) return code;
      }
      return 0;
    },
  };
}

function profileCodes(scope: Scope, {starts, ends, ts}: Occurrences, prop: string): UnitCodes {
  const profile = scope.profiles.get(prop);
  if (!profile) {
    scope.property(prop, "breakdown.prop");
    return NO_CODES;
  }
  const firstAt = (u: number) => (starts[u]! < ends[u]! ? ts[starts[u]!]! : -Infinity);
  return {dictionary: profile.column.dictionary, of: (u) => profileCodeAt(profile, u, firstAt(u))};
}
