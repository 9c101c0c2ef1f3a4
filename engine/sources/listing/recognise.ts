// Lists that the kit itself wrote: the rows of `inspect --rows`.
import type {Recognition, Sample} from "../source.js";

const LISTS = {
  events: "id ts user anon account name stage source file row props amount currency",
  profiles: "id keys anonymous account sources traits",
  accounts: "id keys sources traits",
  merges: "id key sources",
} as const;

/** By the exact set of keys. Events are read first, because they say more than the other lists. */
export function recognise({records, header}: Sample): Recognition | null {
  const keys = [...header].sort().join(" ");
  const found = Object.entries(LISTS).findIndex(([, names]) => names.split(" ").sort().join(" ") === keys);
  if (records.length === 0 || found < 0) return null;
  const part = Object.keys(LISTS)[found]!;
  return {score: 1, why: `keys of a list by inspect --rows ${part}`, part, order: found};
}
