// How a number was counted, setting by setting: what the disclosure in the foot holds.
import {html, nothing, type TemplateResult} from "lit";
import type {Text} from "../format/catalogue.js";
import type {Format} from "../format/format.js";
import {isoDuration} from "../format/iso-duration.js";
import {said} from "../format/said.js";
import {rangeText, type FootFacts} from "./foot.js";

// What the presets change (semantics 21), with our own choice.
const OURS: Readonly<Record<string, unknown>> = {
  window: "P14D", order: "ordered", entry: "best", countBy: "users", exclusionEffect: "truncate", mode: "calendar",
  criterion: "on", cohort: "first", mean: "pooled", tieTolerance: "PT0S", newBy: "first_activity",
}; // prettier-ignore
const SETTINGS = [...Object.keys(OURS), "period", "unit", "sessionGap"];
// Fields of fields that a preset changes; told where they differ from ours.
const INNER = [
  ["breakdown", "source", "first"],
  ["trend", "by", "by_entry"],
] as const;

/** `twice`: the line above it or the page around the widget says the same, so that paper may leave it out. */
type Counted<Value> = [label: string, value: Value, twice?: "twice"];

export function countedList(facts: FootFacts): TemplateResult {
  return html`<dl>
    ${counted(facts).map(
      ([label, value, twice]) =>
        html`<dt class=${twice ?? nothing}>${label}</dt>
          <dd class=${twice ?? nothing}><bdi>${value}</bdi></dd>`,
    )}
  </dl>`;
}

function counted({result, rule, text, format}: FootFacts): Counted<string>[] {
  const {query, diagnostics} = result;
  const tz = String(query["tz"] ?? "UTC");
  const asOf = query["asOf"];
  const rows = diagnostics?.rows;
  const pairs: Counted<string | null>[] = [
    [text("counted.rule"), rule],
    ...SETTINGS.map((name): [string, string | null] => [
      text(`setting.${name}`),
      settingText(name, query, text, format),
    ]),
    ...INNER.map(([field, name, ours]): [string, string | null] => {
      const value = (query[field] as Record<string, string> | undefined)?.[name];
      const differs = query["preset"] && value !== undefined && value !== ours;
      const words = {value: value?.replaceAll("_", " ") ?? "", ours: ours.replaceAll("_", " ")};
      return [text(`setting.${field}.${name}`), differs ? text("counted.ours", words) : null];
    }),
    [text("counted.range"), rangeText(query["range"], tz, format), "twice"],
    [text("counted.zone"), tz, "twice"],
    [text("counted.asOf"), typeof asOf === "string" ? format.instant(asOf, tz) : null, "twice"],
    [
      text("counted.rows"),
      rows ? text("counted.rowsRead", {read: rows.read, kept: rows.kept, rejected: rows.rejected}) : null,
      "twice",
    ],
    [text("counted.preset"), (query["preset"] as string | undefined) ?? null],
    [
      text("counted.notes"),
      notesText(
        (diagnostics?.notes ?? []).map((note) => said(format.locale, note)),
        text,
      ),
    ],
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

// Under a preset every setting that differs from ours says so. That nothing is taken for simultaneous need not be said.
function settingText(
  name: string,
  query: Readonly<Record<string, unknown>>,
  text: Text,
  format: Format,
): string | null {
  const value = query[name];
  if (value === undefined || (typeof value === "object" && value !== null)) return null;
  const ours = OURS[name];
  if (name === "tieTolerance" && value === ours) return null;
  const write = (setting: unknown) => valueText(name, setting, text, format);
  return query["preset"] && ours !== undefined && ours !== value
    ? text("counted.ours", {value: write(value), ours: write(ours)})
    : write(value);
}

function valueText(name: string, value: unknown, text: Text, {locale}: Format): string {
  if (value === null) return text("setting.none");
  const written = String(value);
  if (name === "unit") return text(`unit.${written}`);
  // In English the words of a query are words already.
  return isoDuration(written, locale) ?? (/^en/.test(locale) ? written.replaceAll("_", " ") : text(`value.${written}`));
}
