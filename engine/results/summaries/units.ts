// The sentence of a list of units.
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export function unitsSentence({tables, query}: Result, {units}: Words): string {
  const inner = (query.behind as {query?: {unit?: string}} | undefined)?.query;
  return `${units(tables.units?.numRows() ?? 0, inner?.unit ?? "user")} behind this number.`;
}
