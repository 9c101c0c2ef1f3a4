// How the page around the widgets looks, on screen and on paper.
import {FONT_FAMILY} from "./fonts.js";

/** Text as a CSS string: nothing in it can end the string, the rule or the style element. */
export function cssString(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,:;!?()/·–-]/gu, (c) => `\\${c.codePointAt(0)!.toString(16)} `)}"`;
}

/** What the margins of each printed page say: `foot` at its start; `page` ("Page {page} of {pages}") at its end. */
export interface Margins {
  readonly foot: string;
  readonly page: string;
}

export function pageStyles(margins: Margins): string {
  return `${screen}${tableStyles}${paper(margins)}`;
}

const screen = `
:root {
  color-scheme: light;
  --surface: light-dark(#ffffff, #16181c);
  --text: light-dark(#1a1d23, #eceef2);
  --muted: light-dark(#5b626d, #a3abb7);
  --grid: light-dark(#e4e6ea, #2b2f36);
  --axis: light-dark(#8a919c, #6f7783);
  --accent: light-dark(#2f57c9, #8fabff);
  --bad: light-dark(#a11c03, #db554b);
  --lk-font: "${FONT_FAMILY}", system-ui, sans-serif;
  background: var(--surface);
  color: var(--text);
  font: 400 100%/1.5 var(--lk-font);
  font-variant-numeric: tabular-nums;
  -webkit-text-size-adjust: 100%;
}
:root[data-theme="dark"] { color-scheme: dark; }
*, ::before { box-sizing: border-box; }
body { font-size: 0.875rem; margin: 0 auto; padding: 40px 24px 56px; max-inline-size: 920px; }
h1, h2, h3 { font-weight: 600; line-height: 1.25; margin: 0; overflow-wrap: anywhere; text-wrap: balance; }
h1 { font-size: 1.875rem; letter-spacing: -0.01em; }
h2 { font-size: 1.1875rem; }
h3 { font-size: 0.9375rem; }
p { margin: 0; max-inline-size: 75ch; overflow-wrap: anywhere; text-wrap: pretty; }
a { color: var(--accent); }
.cover { border-block-end: 1px solid var(--axis); padding-block-end: 20px; }
.logo { display: block; max-block-size: 40px; max-inline-size: 240px; margin-block-end: 24px; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 28px; margin: 12px 0 0; font-size: 0.8125rem; }
.facts > div { display: flex; gap: 8px; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.contents { margin-block-start: 20px; font-size: 0.8125rem; }
.contents ol { margin: 0; padding: 0; list-style: none; counter-reset: entry; }
.contents li { counter-increment: entry; display: grid; grid-template-columns: 2em 1fr; padding-block: 4px; }
.contents li::before { content: counter(entry); color: var(--muted); grid-row: span 2; }
.contents .gist { color: var(--muted); max-inline-size: 100ch; line-height: 1.4; overflow-wrap: anywhere; text-wrap: pretty; }
.contents a { color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.contents a:hover { text-decoration: underline; }
.section { margin-block-start: 44px; }
.section > h2 { margin-block-end: 4px; }
.widget::part(widget) { padding: 0; background: none; }
.widget::part(table) { overflow-x: auto; }
.note { margin-block-end: 8px; }
.section > .note:last-child { margin-block-end: 0; }
.failure { color: var(--bad); margin-block-start: 8px; white-space: pre-line; }
.failure::before { content: "▲ "; }
.summary, .about p { color: var(--muted); font-size: 0.8125rem; }
.plain { margin-block-start: 12px; overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.75rem; }
caption { text-align: start; font-weight: 600; padding-block: 0 4px; }
th, td { text-align: start; font-weight: 400; padding: 4px 12px 4px 0; border-block-end: 1px solid var(--grid); vertical-align: baseline; }
thead th { color: var(--muted); border-block-end-color: var(--axis); }
.figure { text-align: end; white-space: nowrap; }
.figure + .text { padding-inline-start: 8px; }
.cut { color: var(--muted); font-size: 0.6875rem; margin-block-start: 6px; }
.about { margin-block-start: 56px; border-block-start: 1px solid var(--axis); padding-block-start: 16px; }
.about h2 { font-size: 0.9375rem; }
.about table { margin-block-start: 12px; }
.about :is(th, td) { padding-block: 3px; }
.said { margin: 8px 0 0; padding-inline-start: 1.2em; color: var(--muted); font-size: 0.75rem; overflow-wrap: anywhere; }
.identity { margin-block-start: 12px; }
`;

// At least three rows of a table stand together at the foot and at the head of a page. (The very last row says nothing of what
// follows its table: it would forbid a break before the next heading.)
const rowsTogether = `tbody tr:nth-child(-n + 2):not(:last-child), tbody tr:nth-last-child(-n + 3):not(:last-child) { break-after: avoid; }
tbody tr:first-child { break-before: avoid; }`;

// Widgets stay whole where a page can hold them, so a heading never stands alone; long tables break between rows.
const paper = ({foot, page}: Margins) => `
@page {
  margin: 17mm 18mm 21mm;
  @bottom-left { content: ${cssString(foot)}; ${marginText} }
  @bottom-right { content: ${counters(page)}; ${marginText} }
}
@media print {
  :root { color-scheme: light !important; font-size: 16px; print-color-adjust: exact; }
  body { padding: 0; max-inline-size: none; }
  .section { margin-block-start: 28px; }
  h1, h2, h3, .section > .note, .summary, caption { break-after: avoid; }
  .note, .failure, .cut { break-before: avoid; orphans: 3; widows: 3; }
  .note { font-size: 0.8125rem; break-inside: avoid; }
  p { max-inline-size: none; }
  .page-break { break-before: page; }
  tr, .facts, .contents li, .about p { break-inside: avoid; }
  ${rowsTogether}
  .cover:has(.contents) { break-after: page; border: 0; }
  .cover:has(.contents) + main > :first-child, .section.page-break { margin-block-start: 0; }
  .about { margin-block-start: 36px; }
  thead { display: table-header-group; }
  .widget::part(table) { overflow: visible; }
  .section.whole { break-inside: avoid; }
  .widget::part(widget) { break-inside: auto; }
  .plain { overflow: visible; }
  .contents a, .contents a:hover { text-decoration: none; }
  .contents { margin-block-start: 12px; font-size: 0.75rem; }
  .contents li { padding-block: 2px; }
  .contents .gist { line-height: 1.3; }
}
`;

/** Tables of the page and of the widgets: heads wrap, and rows as `fitTables` says. */
export const tableStyles = `
thead :is(th, .figure) { white-space: normal; vertical-align: bottom; }
th, td { padding-inline-end: 0.9em; overflow-wrap: break-word; }
:is(th, td):last-child { padding-inline-end: 0; }
tbody th { min-inline-size: 0; }
.whole :is(tbody th, tbody td) { white-space: nowrap; }
table + table { margin-block-start: 14px; }
.tight :is(th, td) { overflow-wrap: anywhere; white-space: normal; }
`;

/** Inside the widgets on paper: heads with their picture, narrow columns, and how it was counted as one paragraph. */
export const widgetPaperStyles = `
.head { break-after: avoid; margin-block-end: 8px; min-block-size: 0; }
.chart, .legend, .notes, .routes, .foot { break-inside: avoid; }
.legend { break-after: avoid; }
.chart { break-before: avoid; }
.chart + .chart { break-before: auto; }
.notes, .routes, .foot { break-before: avoid; }
caption, thead { break-after: avoid; }
.note { break-before: avoid; }
.table:has(+ .note) tbody tr:last-child { break-after: avoid; }
${rowsTogether}
.twice { display: none !important; }
.body:has(.notice) { min-block-size: 72px !important; }
.summary { max-inline-size: none; }
.notes { display: block; margin-block-start: 6px; }
.notes li { display: inline; margin-inline-end: 14px; }
.foot { margin-block-start: 6px; min-block-size: 0; }
thead th { position: static; box-shadow: none; border-block-end: 1px solid #8a919c; }
.table { margin-block-start: 12px; }
.foot dl { display: block; max-inline-size: none; margin: 2px 0 0; }
.foot :is(dt, dd) { display: inline; color: inherit; }
.foot dt::after { content: ": "; }
.foot dd:not(.twice) ~ dt::before { content: " · "; }
`;

const marginText = `font: 400 7.5pt/1.2 "${FONT_FAMILY}", sans-serif; color: #5b626d; vertical-align: top; padding-top: 5mm; white-space: nowrap;`;

// "Page {page} of {pages}" → "Page " counter(page) " of " counter(pages)
function counters(text: string): string {
  return text
    .split(/(\{pages?\})/)
    .filter((part) => part !== "")
    .map((part) => (/^\{pages?\}$/.test(part) ? `counter(${part.slice(1, -1)})` : cssString(part)))
    .join(" ");
}
