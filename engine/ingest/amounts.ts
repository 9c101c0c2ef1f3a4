// Amounts of money as people's exports write them: with signs of a currency, and with the decimal mark of some language.
import type {Field} from "./adapter.js";
import {decimalText} from "./cells.js";
import {ColumnField, mappedField} from "./fields.js";

/** A column of amounts. */
export interface Amounts {
  /** The amount as a plain decimal (`-1200.5`); null when there is none or it cannot be read. */
  at(r: number): string | null;
  /** Why a cell that is not empty gives no amount: `amount is no number`, `amount is ambiguous`; else null. */
  problem(r: number): string | null;
}

type Mark = "," | ".";

/**
 * Reads a column by one rule: the decimal mark is the one that its cells prove (`1.200,50`, `12,5` and `1.200.000` prove a comma;
 * `1,200.50`, `12.5` and `1,200,000` a point). Where they prove nothing it is `usual` (default the point, so `1,204` is 1204). Where
 * they prove both, cells that can be read in two ways (`1,204`) are ambiguous.
 */
export function amountsOf(field: Field, usual: Mark = "."): Amounts {
  const mark = field instanceof ColumnField ? provedMark(field) : null;
  const read = mappedField(field, (text) => amountIn(text, mark, usual), null);
  return {
    at: (r) => read(r)?.value ?? null,
    problem: (r) => read(r)?.problem ?? null,
  };
}

// Null: the cells prove nothing. "both": they contradict each other.
function provedMark(field: ColumnField): Mark | "both" | null {
  const {cells} = field;
  // What was read as plain numbers has a point, if anything.
  if (cells.kind === "decimal")
    return cells.decimals.some((_, r) => markOf(decimalText(cells, r)) === ".") ? "." : null;
  if (cells.kind !== "text") return null;
  const proved = new Set(cells.dictionary.map((text) => (text === null ? null : markOf(figuresOf(text)))));
  proved.delete(null);
  return proved.size === 2 ? "both" : ([...proved][0] ?? null);
}

/** Figures in groups; Indian ones have two digits between the first and the last. */
const GROUPED = "\\d{1,3}(?:G\\d{2,3})*G\\d{3}";
const shape = (pattern: string, group: string, mark: string) =>
  new RegExp(`^[+-]?${pattern.replaceAll("G", `\\${group}`).replaceAll("M", `\\${mark}`)}$`);
const SHAPES: readonly (readonly [Mark, RegExp])[] = (
  [
    [",", "."],
    [".", ","],
  ] as const
).flatMap(([mark, group]) =>
  [`${GROUPED}M\\d+`, "\\d{1,3}(?:G\\d{3}){2,}", "\\d*M(?:\\d{1,2}|\\d{4,})", "\\d{4,}M\\d{3}", "0+M\\d+"].map(
    (pattern) => [mark, shape(pattern, group, mark)] as const,
  ),
);

const WHOLE = {
  ",": shape(`${GROUPED}(?:M\\d*)?`, ".", ","),
  ".": shape(`${GROUPED}(?:M\\d*)?`, ",", "."),
};

/** The decimal mark that the figures of one cell prove; null when they can be read either way. */
function markOf(figures: string | null): Mark | null {
  return figures === null ? null : (SHAPES.find(([, pattern]) => pattern.test(figures))?.[0] ?? null);
}

// Signs and codes of currencies, blanks and apostrophes between thousands; what is left must be figures.
function figuresOf(text: string): string | null {
  const figures = text
    .replace(/^\s*(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3})\s*|\s*(?:\p{Sc}|[A-Z]{3}|kr)\s*$/gu, "")
    .replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, "$1")
    .replace(/^(?<sign>[+-])[\s\p{Sc}]*/u, "$<sign>")
    .replace("−", "-");
  return /^[+-]?[\d.,]*\d[\d.,]*$/.test(figures) ? figures : null;
}

function amountIn(
  text: string,
  proved: Mark | "both" | null,
  usual: Mark,
): {value: string | null; problem: string | null} {
  const figures = figuresOf(text);
  if (figures === null) return {value: null, problem: "amount is no number"};
  if (/^[+-]?\d+$/.test(figures)) return {value: plain(figures, "."), problem: null};
  const own = markOf(figures);
  if (own === null && proved === "both") return {value: null, problem: "amount is ambiguous"};
  const value = plain(figures, own ?? (proved === "both" ? usual : (proved ?? usual)));
  return {value, problem: value === null ? "amount is no number" : null};
}

function plain(figures: string, mark: Mark): string | null {
  const group = mark === "," ? "." : ",";
  if (figures.includes(group) && !WHOLE[mark].test(figures)) return null;
  const text = figures.replaceAll(group, "").replace(mark, ".").replace(/^\+/, "");
  return /^-?\d*(\.\d+)?$/.test(text) ? text : null;
}
