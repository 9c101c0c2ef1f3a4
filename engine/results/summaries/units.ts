// The sentence of a list of units.
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export const UNITS = {"units.behind": "{units} behind this number."} as const;

export function unitsSentence({tables, diagnostics}: Result, words: Words): string {
  const units = words.units(tables.units?.numRows() ?? 0, String(diagnostics.unit ?? "user"));
  return words.speak(UNITS)("units.behind", {units});
}
