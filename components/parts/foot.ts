// The foot of a widget: a line of facts, and under it how the number was counted.
import {html, nothing, type TemplateResult} from "lit";
import type {Result} from "../../engine/results/result.js";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";

export interface FootFacts {
  readonly result: Result;
  /** How many units or rows the picture rests on; null to leave it out. */
  readonly n: number | null;
  /** The rule of this kind of question, in a sentence or two. */
  readonly rule: string;
  /** Whether "how this was counted" stands open, as on paper, where nobody can open it. */
  readonly open?: boolean;
  readonly text: Text;
  readonly format: Format;
}

/** Period, zone, as of, n, rejected rows; and the disclosure "how this was counted", whose inside is `list` once it is there. */
export function foot(facts: FootFacts, list: TemplateResult | null): TemplateResult {
  const {text} = facts;
  return html`<footer class="foot" part="foot">
    <span>${footLine(facts).map((part) => html`<span class="fact"><bdi>${part}</bdi></span>`)}</span>
    <details part="counted" ?open=${facts.open ?? false}>
      <summary>${text("counted.title")}</summary>
      ${list ?? nothing}
    </details>
  </footer>`;
}

/** The facts of the foot line, in order. */
function footLine({result: {query, diagnostics}, n, text, format}: FootFacts): string[] {
  const tz = String(query["tz"] ?? diagnostics?.tz ?? "UTC");
  const range = rangeText(query["range"], tz, format);
  const asOf = query["asOf"] ?? diagnostics?.asOf;
  const rejected = diagnostics?.rows?.rejected ?? 0;
  return [
    ...(range ? [range] : []),
    tz,
    ...(typeof asOf === "string" ? [text("foot.asOf", {date: format.day(asOf, tz)})] : []),
    ...(n === null ? [] : [text("foot.n", {n})]),
    ...(rejected > 0 ? [text("foot.rejected", {n: rejected})] : []),
  ];
}

/** A range in words; null where it has no ends. */
export function rangeText(range: unknown, tz: string, format: Format): string | null {
  if (!Array.isArray(range)) return null;
  const [from, to] = range as [unknown, unknown];
  const known = (at: unknown): at is string => typeof at === "string" && !Number.isNaN(Date.parse(at));
  return known(from) && known(to) ? format.range(from, to, tz) : null;
}

/** Nothing, for a widget without an answer: the foot keeps its line free, so that nothing jumps. */
export function emptyFoot(): TemplateResult {
  return html`<footer class="foot" part="foot" aria-hidden="true">&nbsp;</footer>`;
}
