// Profile properties of units, with the time from which each value holds.
import {asDict, type DictColumn} from "./column.js";

/** Values of one property: unit u has entries `offsets[u] … offsets[u + 1] - 1`, ordered by `validFrom` (−Infinity = always). */
export interface ProfileProp {
  readonly offsets: Uint32Array;
  readonly validFrom: Float64Array;
  readonly column: DictColumn;
}

/** Properties by name, for the units of one index. */
export type Profiles = ReadonlyMap<string, ProfileProp>;

/** Code of the value valid at `ts`: the last with `validFrom ≤ ts`, else the earliest known, else 0 (semantics 3.5). */
export function profileCodeAt(prop: ProfileProp, unit: number, ts: number): number {
  const from = prop.offsets[unit]!;
  const end = prop.offsets[unit + 1]!;
  if (from === end) return 0;
  let at = from;
  while (at + 1 < end && prop.validFrom[at + 1]! <= ts) at++;
  return prop.column.codes[at]!;
}

/** Profile property built from (unit, value, validFrom) triples in any order. Later triples of the same instant win by value order. */
export function profileProp(
  units: number,
  entries: readonly {unit: number; value: string | number | boolean; validFrom: number}[],
): ProfileProp {
  const sorted = [...entries].sort(
    (a, b) => a.unit - b.unit || a.validFrom - b.validFrom || (String(a.value) < String(b.value) ? -1 : 1),
  );
  const offsets = new Uint32Array(units + 1);
  for (const {unit} of sorted) offsets[unit + 1]!++;
  for (let u = 0; u < units; u++) offsets[u + 1]! += offsets[u]!;
  const dictionary: (string | number | boolean | null)[] = [null];
  const known = new Map<string | number | boolean, number>();
  const codes = Uint32Array.from(sorted, ({value}) => {
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = dictionary.push(value) - 1));
    return code;
  });
  return {offsets, validFrom: Float64Array.from(sorted, (e) => e.validFrom), column: asDict({codes, dictionary})};
}

/** The same property for other units, each of which stands for one of the old ones (a session for its user). */
export function remapProfile(prop: ProfileProp, parentOf: Uint32Array): ProfileProp {
  const offsets = new Uint32Array(parentOf.length + 1);
  const picks: number[] = [];
  parentOf.forEach((parent, unit) => {
    for (let i = prop.offsets[parent]!; i < prop.offsets[parent + 1]!; i++) picks.push(i);
    offsets[unit + 1] = picks.length;
  });
  return {
    offsets,
    validFrom: Float64Array.from(picks, (i) => prop.validFrom[i]!),
    column: {codes: Uint32Array.from(picks, (i) => prop.column.codes[i]!), dictionary: prop.column.dictionary},
  };
}
