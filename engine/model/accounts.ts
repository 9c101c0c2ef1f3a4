// Every account that some record names, whether anything ever happened in it or not (semantics 17).
import {profileCodeAt, type Profiles} from "./profiles.js";
import type {Column, DictColumn} from "./column.js";

/** Ids in code-point order, and the properties of the accounts in that order. */
export interface Accounts {
  readonly ids: readonly string[];
  readonly profiles: Profiles;
}

/** The values of a property of all accounts at an instant, as a column along their ids; null for a name that none carries. */
export function accountProperty({ids, profiles}: Accounts, prop: string, at: number): Column | null {
  const own = profiles.get(prop);
  if (!own) return null;
  const codes = Uint32Array.from(ids, (_, a) => profileCodeAt(own, a, at));
  return {codes, dictionary: own.column.dictionary} satisfies DictColumn;
}
