// The value of a property at an event: the event's own, else the one in the profile of its unit at that time.
import {codesFor, asDict, narrow, type Column, type DictColumn} from "./column.js";
import type {EventIndex} from "./event-index.js";
import {profileCodeAt, type ProfileProp, type Profiles} from "./profiles.js";

/**
 * A property along an index: from the events, filled from the profiles where an event has none. Null when neither knows it.
 * Built once an index and remembered; costs nothing when only events carry it.
 */
export function propertyColumn(index: EventIndex, profiles: Profiles, prop: string): Column | null {
  const profile = profiles.get(prop);
  const own = index.column(prop);
  if (!profile) return own;
  const key = `property ${prop}`;
  let column = index.memo.get(key) as DictColumn | undefined;
  if (!column) index.memo.set(key, (column = filled(index, own && asDict(own), profile)));
  return column;
}

function filled(index: EventIndex, own: DictColumn | null, profile: ProfileProp): DictColumn {
  const dictionary = own ? [...own.dictionary] : [null];
  const known = new Map(dictionary.map((value, code) => [value, code]));
  const translate = profile.column.dictionary.map((value) => known.get(value) ?? dictionary.push(value) - 1);
  const codes = codesFor(dictionary.length, index.size);
  for (let u = 0; u < index.units; u++) {
    for (let i = index.offsets[u]!; i < index.offsets[u + 1]!; i++) {
      codes[i] = own?.codes[i] || translate[profileCodeAt(profile, u, index.ts[i]!)]!;
    }
  }
  return {codes: narrow(codes, dictionary.length), dictionary};
}
