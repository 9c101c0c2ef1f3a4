// The first step of reading a column of times: what each cell is by its form.
import {
  asTexts,
  decimalAt,
  EMPTY,
  NOTHING,
  NUMBER,
  OTHER,
  sizeOf,
  type Cells,
  type DecimalCells,
  type TimeCells,
} from "./cells.js";
import {NO_TIME, orderProvedBy, parseTime, type Parsed} from "./parse-time.js";

/** Distinct texts are read once. */
export function markTimes(cells: Exclude<Cells, TimeCells>): TimeCells {
  const size = sizeOf(cells);
  const out = {
    kind: "time" as const,
    value: new Float64Array(size),
    mark: new Uint8Array(size),
    other: new Map<number, string>(),
  };
  if (cells.kind === "decimal") markDecimals(cells, out);
  else if (cells.kind === "value" && !("codes" in cells.column)) markNumbers(cells.column.values, out);
  else markTexts(cells, out);
  return out;
}

type Marks = {value: Float64Array; mark: Uint8Array; other: Map<number, string>};

function markDecimals(cells: DecimalCells, out: Marks): void {
  for (let r = 0; r < out.mark.length; r++) {
    if (cells.decimals[r] === EMPTY) continue;
    out.mark[r] = NUMBER;
    out.value[r] = decimalAt(cells, r);
  }
}

function markNumbers(values: Float64Array, out: Marks): void {
  for (let r = 0; r < values.length; r++) {
    if (Number.isNaN(values[r])) continue;
    out.mark[r] = NUMBER;
    out.value[r] = values[r]!;
  }
}

function markTexts(cells: Cells, out: Marks): void {
  const {codes, dictionary} = cells.kind === "value" && "codes" in cells.column ? cells.column : asTexts(cells);
  const marks = new Uint8Array(dictionary.length);
  const values = new Float64Array(dictionary.length);
  dictionary.forEach((entry, code) => {
    if (entry === null || entry === "") return;
    if (typeof entry === "number") [marks[code], values[code]] = [NUMBER, entry];
    else [marks[code], values[code]] = markText(String(entry));
  });
  for (let r = 0; r < codes.length; r++) {
    const code = codes[r]!;
    out.mark[r] = marks[code]!;
    out.value[r] = values[code]!;
    if (marks[code] === OTHER) out.other.set(r, String(dictionary[code]));
  }
}

/** A number as texts spell it. */
export const PLAIN_NUMBER = /^[+-]?\d{1,19}(\.\d+)?$/;
const parsed: Parsed = {mark: 0, value: 0, problem: 0};

// A reading that hangs on the column's order, or on more digits than a number holds, waits for the second step.
function markText(text: string): [mark: number, value: number] {
  const trimmed = text.trim();
  if (PLAIN_NUMBER.test(trimmed))
    return trimmed.replace(/\D/g, "").length <= MAX_DIGITS ? [NUMBER, Number(trimmed)] : [OTHER, 0];
  parseTime(text, null, parsed);
  if (parsed.problem === NO_TIME) return [NOTHING, 0];
  return orderProvedBy(text) === null ? [parsed.mark, parsed.value] : [OTHER, 0];
}

const MAX_DIGITS = 15;
