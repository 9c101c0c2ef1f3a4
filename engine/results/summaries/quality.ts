// The sentence of a quality answer: how much came in and how much of it can be used.
import type {Result} from "../result.js";
import type {Words} from "../words.js";

export function qualitySentence({diagnostics: {rows, files}}: Result, {count, share}: Words): string {
  const {read, kept, rejected} = rows;
  if (read === 0) return "No rows came in.";
  const from = files.length === 1 ? "one file" : `${count(files.length)} files`;
  if (rejected === 0) return `All ${count(read)} rows of ${from} can be used.`;
  return `${count(kept)} of ${count(read)} rows of ${from} can be used; ${count(rejected)} (${share(rejected / read)}) were set aside, each with its reason.`;
}
