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

/** Period, zone, as of, n, rejected rows; and the disclosure "how this was counted". */
export function foot(facts: FootFacts): TemplateResult {
  const {text} = facts;
  return html`<footer class="foot" part="foot">
    <span>${footLine(facts).map((part) => html`<span class="fact"><bdi>${part}</bdi></span>`)}</span>
    <details part="counted" ?open=${facts.open ?? false}>
      <summary>${text("counted.title")}</summary>
      <dl>
        ${counted(facts).map(
          ([label, value, twice]) =>
            html`<dt class=${twice ?? nothing}>${label}</dt>
              <dd class=${twice ?? nothing}><bdi>${value}</bdi></dd>`,
        )}
      </dl>
    </details>
  </footer>`;
}

/** The facts of the foot line, in order. */
export function footLine({result: {query, diagnostics}, n, text, format}: FootFacts): string[] {
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

// What the presets change (semantics 21), with our own choice.
const OURS: Readonly<Record<string, unknown>> = {
  window: "P14D", order: "ordered", entry: "best", countBy: "users", exclusionEffect: "truncate", mode: "calendar",
  criterion: "on", cohort: "first", mean: "pooled", tieTolerance: "PT0S", newBy: "first_activity",
}; // prettier-ignore
const SETTINGS = [...Object.keys(OURS), "period", "unit", "sessionGap"];

/** `twice`: the line above it or the page around the widget says the same, so that paper may leave it out. */
type Counted<Value> = [label: string, value: Value, twice?: "twice"];

function counted({result, rule, text, format}: FootFacts): Counted<string>[] {
  const {query, diagnostics} = result;
  const tz = String(query["tz"] ?? "UTC");
  const asOf = query["asOf"];
  const rows = diagnostics?.rows;
  const pairs: Counted<string | null>[] = [
    [text("counted.rule"), rule],
    ...SETTINGS.map((name): [string, string | null] => [text(`setting.${name}`), settingText(name, query, text)]),
    [text("counted.range"), rangeText(query["range"], tz, format), "twice"],
    [text("counted.zone"), tz, "twice"],
    [text("counted.asOf"), typeof asOf === "string" ? format.instant(asOf, tz) : null, "twice"],
    [
      text("counted.rows"),
      rows ? text("counted.rowsRead", {read: rows.read, kept: rows.kept, rejected: rows.rejected}) : null,
      "twice",
    ],
    [text("counted.preset"), (query["preset"] as string | undefined) ?? null],
    [text("counted.notes"), notesText(diagnostics?.notes ?? [], text)],
    [text("counted.engine"), diagnostics?.engine ?? null, "twice"],
  ];
  return pairs.filter((pair): pair is Counted<string> => pair[1] !== null && pair[1] !== "");
}

/** Notes written out; over many files there are many, and the answer in wire form has them all. */
const MOST_NOTES = 4;

function notesText(notes: readonly string[], text: Text): string | null {
  const left = notes.length - MOST_NOTES;
  const shown = notes.slice(0, MOST_NOTES).map((note) => (/[.!?]$/.test(note) ? note : `${note}.`));
  return [...shown, ...(left > 0 ? [text("counted.moreNotes", {n: left})] : [])].join(" ") || null;
}

// Under a preset every setting that differs from ours says so.
function settingText(name: string, query: Readonly<Record<string, unknown>>, text: Text): string | null {
  const value = query[name];
  if (value === undefined || (typeof value === "object" && value !== null)) return null;
  const written = value === null ? text("setting.none") : String(value);
  const ours = OURS[name];
  return query["preset"] && ours !== undefined && ours !== value
    ? text("counted.ours", {value: written, ours: String(ours)})
    : written;
}

function rangeText(range: unknown, tz: string, format: Format): string | null {
  if (!Array.isArray(range)) return null;
  const [from, to] = range as [unknown, unknown];
  const known = (at: unknown): at is string => typeof at === "string" && !Number.isNaN(Date.parse(at));
  return known(from) && known(to) ? format.range(from, to, tz) : null;
}

/** Nothing, for a widget without an answer: the foot keeps its line free, so that nothing jumps. */
export function emptyFoot(): TemplateResult | typeof nothing {
  return html`<footer class="foot" part="foot" aria-hidden="true">&nbsp;</footer>`;
}
