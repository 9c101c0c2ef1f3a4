// The sentence of a list of units.
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export const UNITS = {"units.behind": "{units} behind this number."} as const;

export function unitsSentence({tables, query}: Result, words: Words): string {
  const inner = (query.behind as {query?: {unit?: string}} | undefined)?.query;
  const units = words.units(tables.units?.numRows() ?? 0, inner?.unit ?? "user");
  return words.speak(UNITS)("units.behind", {units});
}
