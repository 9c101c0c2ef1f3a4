// The foot of a report: rows read, used and rejected, by file and by reason, dated notes, and what identifies the data.
import type {FileReport, LedgerReason} from "../../engine/model/ledger.js";
import type {Annotation} from "../../engine/results/result.js";
import type {ReportDocument} from "../data/report-document.js";
import {byCodePoint} from "../../engine/model/order.js";
import {markup, type Markup} from "./html.js";
import {sharedNotes} from "./shared-notes.js";
import {table} from "./table.js";
import type {PageWords} from "./words.js";

/** How many files and reasons are listed; `lifecycle-kit inspect` lists them all. */
const MOST_LISTED = 20;
const MOST_NOTES = 8;

type About = Pick<ReportDocument, "source" | "sections" | "tz">;

/** What there is to know about the data of a report. */
export function aboutData({source, sections, tz}: About, words: PageWords): Markup {
  const {rows, dataset, engine, files} = source;
  const notes = notesOf(sections);
  const {text} = words;
  const after = rows.afterAsOf > 0 ? ` ${text("afterAsOf", {n: rows.afterAsOf})}` : "";
  return markup`<footer class="about">
<h2>${text("about")}</h2>
<p>${text("rows", {n: rows.read, kept: rows.kept, rejected: rows.rejected})}${after}</p>
${notesSaid(sharedNotes(sections), words)}${files.length > 0 ? filesTable(files, words) : null}${rows.rejected > 0 ? reasonsTable(files, words) : null}${notes.length > 0 ? notesTable(notes, tz, words) : null}<p class="identity">${text("identity", {hash: dataset, engine})}</p>
</footer>
`;
}

function filesTable(files: readonly FileReport[], {text, count}: PageWords): Markup {
  const figure = (key: "read" | "kept" | "rejected") => ({label: text(key), kind: "figure"}) as const;
  const heads = [
    {label: text("file"), kind: "text"} as const,
    {label: text("source"), kind: "text"} as const,
    ...(["read", "kept", "rejected"] as const).map(figure),
  ];
  const shown = files.slice(0, MOST_LISTED);
  const rows = shown.map(({path, source, read, kept, rejected}) => [
    path,
    source,
    count(read),
    count(kept),
    count(rejected),
  ]);
  return markup`${table(heads, rows)}${more(files.length - shown.length, text)}`;
}

function reasonsTable(files: readonly FileReport[], {text, count, place, said}: PageWords): Markup {
  const heads = [
    {label: text("reason"), kind: "text"},
    {label: text("count"), kind: "figure"},
    {label: text("first"), kind: "text"},
  ] as const;
  const all = rejections(files);
  const shown = all.slice(0, MOST_LISTED);
  const rows = shown.map(({file, reason: {reason, rows: n, first}}) => [
    said(reason),
    count(n),
    `${file}, ${place(first)}`,
  ]);
  return markup`${table(heads, rows)}${more(all.length - shown.length, text)}`;
}

// What was assumed in reading, where every answer of the report rests on it.
function notesSaid(notes: readonly string[], {text, said}: PageWords): Markup | null {
  if (notes.length === 0) return null;
  const shown = notes.slice(0, MOST_NOTES).map((note) => markup`<li>${said(note)}</li>\n`);
  return markup`<ul class="said">\n${shown}</ul>\n${more(notes.length - shown.length, text)}`;
}

// Dated notes of the data that lie in the range of any section, in order of time.
function notesOf(sections: About["sections"]): Annotation[] {
  const all = sections.flatMap(({result}) => result?.diagnostics.annotations ?? []);
  const known = new Map(all.map((note) => [JSON.stringify([note.ts, note.text]), note]));
  return [...known.values()].sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts) || byCodePoint(a.text, b.text));
}

function notesTable(notes: readonly Annotation[], tz: string, {text, day, startsDay, instant}: PageWords): Markup {
  const heads = [
    {label: text("date"), kind: "text"},
    {label: text("dated"), kind: "text"},
  ] as const;
  const written = notes.every(({ts}) => startsDay(ts, tz)) ? day : instant;
  return table(
    heads,
    notes.map((note) => [written(note.ts, tz), note.text]),
  );
}

/** Reasons of all files, the most frequent first. */
function rejections(files: readonly FileReport[]): {file: string; reason: LedgerReason}[] {
  const all = files.flatMap(({path, reasons}) => reasons.map((reason) => ({file: path, reason})));
  return all.sort((a, b) => b.reason.rows - a.reason.rows);
}

function more(n: number, text: PageWords["text"]): Markup | null {
  return n > 0 ? markup`<p class="cut">${text("more", {n})}</p>\n` : null;
}
