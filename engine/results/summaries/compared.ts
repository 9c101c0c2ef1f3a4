// The sentence of a comparison: both figures, their difference and its interval; no verdict where the sample ratio is off.
import type {Row} from "../../model/table.js";
import type {Result} from "../result.js";
import type {Words} from "../words.js";

/** What the diagnostics of a compared answer say about it. */
export interface ComparedInfo {
  readonly sides: Readonly<Record<"a" | "b", {readonly label: string}>>;
  /** The row of the table `comparison` that the sentence is about. */
  readonly headline: Row | null;
  readonly sample_ratio: {readonly mismatch: boolean; readonly a: number; readonly b: number} | null;
  readonly shared: number | null;
}

export function isCompared({diagnostics}: Result): boolean {
  return (diagnostics.comparison as ComparedInfo | undefined)?.sides !== undefined;
}

/** Like "pay: 15 % in variant against 12 % in control, +3 points (95 % interval +0.1 to +6.2)." */
export function comparedSentence(result: Result, words: Words): string {
  const {sides, headline, sample_ratio: ratio} = result.diagnostics.comparison as ComparedInfo;
  const {a, b} = sides;
  if (!headline)
    return `Nothing of ${a.label} and ${b.label} can be compared: no equally mature figures on both sides.`;
  const write = writer(headline, result, words);
  const lead = `${subject(headline, result, words)}: ${write(headline.b as number)} in ${b.label} against ${write(headline.a as number)} in ${a.label}, ${inPoints(signed(headline.diff as number, headline, write, words), headline)}`;
  if (ratio?.mismatch)
    return `${lead}. No verdict: ${words.count(ratio.a)} and ${words.count(ratio.b)} ${String(result.query.unit)}s are not the planned shares, so the assignment is broken.`;
  if (headline.lo === null || headline.hi === null)
    return `${lead}; no interval, since how much it varies is not known.`;
  const [lo, hi] = [headline.lo, headline.hi].map((limit) => signed(limit as number, headline, write, words));
  return `${lead} (95% interval ${lo} to ${inPoints(hi!, headline)}).`;
}

function writer({format}: Row, result: Result, words: Words): (value: number) => string {
  if (format === "share") return (value) => words.share(value);
  if (format === "money") return (value) => words.money(value, currencyOf(result));
  if (format === "duration") return (value) => words.duration(value);
  return (value) => words.number(value, format === "count" ? 0 : 2);
}

function currencyOf({tables, diagnostics}: Result): string | null {
  const measure = diagnostics.measure as {currency?: string | null} | undefined;
  if (measure?.currency) return measure.currency;
  for (const table of Object.values(tables)) {
    if (!table.columnNames().includes("currency")) continue;
    for (let i = 0; i < table.numRows(); i++) {
      const code = table.get("currency", i);
      if (typeof code === "string") return code;
    }
  }
  return null;
}

// A difference of shares is in points, since "3 % more" would mean something else. What reads as zero has no sign.
function signed(value: number, {format}: Row, write: (value: number) => string, words: Words): string {
  const size = format === "share" ? (by: number) => words.number(by * 100, 1) : write;
  const text = size(Math.abs(value));
  if (text === size(0)) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

function inPoints(text: string, {format}: Row): string {
  return format === "share" ? `${text} points` : text;
}

const MEASURES: Readonly<Record<string, string>> = {
  retention: "Retained of the period before",
  active: "Active",
  share: "Share",
  ratio: "Stickiness",
  arpu: "Revenue for each active one",
  logo_churn: "Accounts lost",
  ltv: "Lifetime value",
  share_of_source: "Share of those who went on",
  rate: "Came back",
};

function subject(
  {measure, label, period, cohort, n, stage, position, source, target}: Row,
  {query, diagnostics}: Result,
  words: Words,
): string {
  if (typeof label === "string") return `Got to “${label}”`;
  const own = (diagnostics.measure as {label?: string} | undefined)?.label;
  const name = own ?? MEASURES[String(measure)] ?? String(measure).replaceAll("_", " ");
  const length = String(query.period ?? query.interval ?? "day");
  if (typeof source === "string") return `From ${source} to ${String(target)} at step ${String(position)}`;
  if (typeof stage === "string")
    return `Share in ${stage} at the end of ${words.during(String(period), length).replace(/^(in|on) /, "")}`;
  if (typeof n === "number")
    return `${name} ${measure === "ltv" ? "by" : "in"} ${length} ${n}${cohort ? ` of ${words.date(String(cohort))}` : ""}`;
  return typeof period === "string" ? `${name} ${words.during(period, length)}` : name;
}
