// How many decimals a currency has (ISO 4217), and money as integer minor units.
import {decimalText, EMPTY, scalarAt, sizeOf, type Cells} from "./cells.js";

const EXPONENTS = new Map<string, number>([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
  ..."CLF UYW".split(" ").map((code) => [code, 4] as const),
]);

/** Decimals of a currency by its code; 2 when none is stated or the code is unknown. */
export function exponentOf(currency: string | null): number {
  return (currency === null ? undefined : EXPONENTS.get(currency)) ?? 2;
}

/** A currency code as ISO 4217 writes it: trimmed, upper case. */
export const currencyCode = (text: string): string => text.trim().toUpperCase();

const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const GROUPED = /^([+-]?)\p{Sc}? ?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(?: ?\p{Sc})?$/u;
const EXPONENT = /^[+-]?\d+(\.\d+)?[eE][+-]?\d+$/;

/**
 * A decimal text in minor units: exact, and rounded half to even where it has more decimals than the currency; NaN when it is
 * no number. `grouped` also reads `1,204.50` and `$2,500`.
 */
export function minorUnits(text: string, exponent: number, grouped = false): number {
  const trimmed = text.trim();
  const match = (grouped ? GROUPED : PLAIN).exec(trimmed);
  if (match) return scaled(match[1] === "-", match[2]!.replaceAll(",", ""), match[3] ?? "", exponent);
  if (!EXPONENT.test(trimmed)) return NaN;
  const [, sign, whole, fraction] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(expanded(Number(trimmed))) ?? [];
  return whole === undefined ? NaN : scaled(sign === "-", whole, fraction ?? "", exponent);
}

// JavaScript's own text of a number, without an exponent.
function expanded(value: number): string {
  return Math.abs(value) < 1e21 ? value.toFixed(12).replace(/\.?0+$/, "") : String(value);
}

function scaled(negative: boolean, whole: string, fraction: string, exponent: number): number {
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const rest = fraction.slice(exponent);
  let units = Number(whole + kept);
  if (roundsUp(rest, units)) units++;
  return negative && units !== 0 ? -units : units;
}

// Half to even on the decimal digits themselves.
function roundsUp(rest: string, units: number): boolean {
  if (rest === "" || rest < "5") return false;
  return /^50*$/.test(rest) ? units % 2 === 1 : true;
}

/** A column of money in minor units, NaN where a cell is empty or no number; `misfit` hears of the latter. */
export function moneyColumn(
  cells: Cells,
  currency: (r: number) => string | null,
  minor: boolean,
  misfit: (r: number) => void,
): Float64Array {
  const size = sizeOf(cells);
  const out = new Float64Array(size).fill(NaN);
  const grouped = isGrouped(cells);
  for (let r = 0; r < size; r++) {
    const text = amountText(cells, r);
    if (text === null) continue;
    out[r] = minorUnits(text, minor ? 0 : exponentOf(currency(r)), grouped);
    if (Number.isNaN(out[r])) misfit(r);
  }
  return out;
}

function amountText(cells: Cells, r: number): string | null {
  if (cells.kind === "decimal") return cells.decimals[r] === EMPTY ? null : decimalText(cells, r);
  const value = scalarAt(cells, r);
  return value === null ? null : String(value);
}

// `1,204` and `$5.00` are read as such only when the whole column fits; else a comma may be a decimal one.
function isGrouped(cells: Cells): boolean {
  if (cells.kind !== "text") return false;
  return cells.dictionary.every((text) => text === null || GROUPED.test(text.trim()));
}
