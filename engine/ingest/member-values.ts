// The values behind the JSON texts of a member.
import type {Scalar} from "../model/column.js";
import type {Member} from "./cells.js";
import {parseJson} from "./json-text.js";
import {scalarOf} from "./object-table.js";

/** Codes of JSON texts as codes of their values: equal values share a code, null and empty text are missing. Changes `codes`. */
export function memberOf(codes: Uint32Array, texts: readonly (string | null)[]): Member {
  const values = texts.map(valueOf);
  // Texts are as different as their JSON; numbers may be spelled in several ways.
  if (values.every((value, code) => code === 0 || (value !== "" && isText(texts[code]!))))
    return {codes, dictionary: values};
  const dictionary: (Scalar | null)[] = [null];
  const known = new Map<Scalar, number>();
  const to = Uint32Array.from(values, (value) => {
    if (value === null || value === "") return 0;
    let code = known.get(value);
    if (code === undefined) known.set(value, (code = dictionary.push(value) - 1));
    return code;
  });
  for (let r = 0; r < codes.length; r++) codes[r] = to[codes[r]!]!;
  return {codes, dictionary};
}

// Texts with escapes are not taken apart, so what is between the quotes is the text.
const isText = (json: string) => json.charCodeAt(0) === QUOTE;
const QUOTE = 34;

function valueOf(text: string | null): Scalar | null {
  if (text === null) return null;
  if (isText(text)) return text.slice(1, -1);
  try {
    return scalarOf(parseJson(text));
  } catch {
    return null;
  }
}
