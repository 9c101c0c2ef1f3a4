// Some systems write a word where a cell is empty (`null`): the column without it.
import {codesFor} from "../model/column.js";
import {measure, NOTHING, OTHER, type Cells, type TimeCells} from "./cells.js";

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** The cells with `word` as missing. What is left is numeric when all of it is, except in a `textual` column. */
export function withoutWord(cells: Cells, word: string, textual = false): Cells {
  if (cells.kind === "time") return withoutTimeWord(cells, word);
  if (cells.kind === "members") {
    const {codes, dictionary} = cells.other;
    return {...cells, other: {codes, dictionary: dictionary.map((text) => (text?.trim() === word ? null : text))}};
  }
  if (cells.kind !== "text") return cells;
  const at = cells.dictionary.indexOf(word);
  if (at < 0) return cells;
  const {codes, dictionary} = cells;
  const rest = dictionary.filter((text, code) => code !== at && text !== null) as string[];
  if (!textual && rest.length > 0 && rest.every(isNumber)) {
    const numbers = dictionary.map((text, code) => (text === null || code === at ? NaN : Number(text)));
    return {kind: "value", column: measure(Float64Array.from(codes, (code) => numbers[code]!))};
  }
  const kept = codesFor(dictionary.length, codes.length);
  for (let r = 0; r < kept.length; r++) kept[r] = codes[r] === at ? 0 : codes[r]!;
  return {kind: "text", codes: kept, dictionary};
}

const isNumber = (text: string) => NUMBER.test(text) && text.replace(/\D/g, "").length <= 15;

function withoutTimeWord(cells: TimeCells, word: string): Cells {
  const mark = cells.mark.slice();
  const other = new Map<number, string>();
  for (const [r, text] of cells.other) {
    if (text.trim() === word && mark[r] === OTHER) mark[r] = NOTHING;
    else other.set(r, text);
  }
  return {kind: "time", value: cells.value, mark, other};
}
