// The breakdown value of a unit, for analyses in which a unit has one: at its first or last event, or from its profile.
import {asDict} from "./column.js";
import {NONE} from "./buckets.js";
import {profileCodeAt} from "./profiles.js";
import type {Breakdown} from "./query.js";
import type {Scope} from "./scope.js";
import type {Selection} from "./selection.js";

/** The label of unit u's bucket: the first (or last) value on its selected events, or its profile's at its first one. */
export function unitLabels(scope: Scope, selection: Selection, {prop, source}: Breakdown): (u: number) => string {
  if (source === "profile") return profileLabels(scope, selection, prop);
  const column = scope.property(prop, "breakdown.prop");
  if (!column) return () => NONE;
  const {codes, dictionary} = asDict(column);
  const {offsets, positions} = selection;
  const last = source === "last";
  return (u) => {
    const [from, end] = [offsets[u]!, offsets[u + 1]!];
    for (let k = 0; k < end - from; k++) {
      const code = codes[positions[last ? end - 1 - k : from + k]!]!;
      if (code !== 0) return String(dictionary[code]);
    }
    return NONE;
  };
}

function profileLabels(scope: Scope, {offsets, ts}: Selection, prop: string): (u: number) => string {
  const profile = scope.profiles.get(prop);
  if (!profile) {
    scope.property(prop, "breakdown.prop");
    return () => NONE;
  }
  return (u) => {
    const at = offsets[u]! < offsets[u + 1]! ? ts[offsets[u]!]! : -Infinity;
    const code = profileCodeAt(profile, u, at);
    return code === 0 ? NONE : String(profile.column.dictionary[code]);
  };
}
