// A section of a report: heading, note, picture with its numbers. Widgets are named here and get their answers by property.
import {TABLE} from "../config/widgets.js";
import type {DocumentSection, ReportDocument} from "../data/report-document.js";
import {element, markup, type Gap, type Markup} from "./html.js";
import type {Kit} from "./kit.js";
import {resultTable} from "./table.js";
import type {PageWords} from "./words.js";

/** The ids of a section's heading and of its widget. */
export const headingId = (number: number): string => `section-${number}`;
export const widgetId = (number: number): string => `widget-${number}`;

/** The tag that draws a section, or null for words, failures and plain tables. */
export function tagOf({widget, result}: DocumentSection, kit: Pick<Kit, "has">): string | null {
  return result !== null && widget !== null && widget !== TABLE && kit.has(widget) ? `lk-${widget}` : null;
}

export function sectionMarkup(
  section: DocumentSection,
  tag: string | null,
  document: ReportDocument,
  words: PageWords,
): Markup {
  const {number, heading, note, pageBreak, failure} = section;
  const attributes = {
    "class": pageBreak ? "section page-break" : "section",
    "aria-labelledby": heading === null ? null : headingId(number),
  };
  const picture =
    tag === null ? plain(section, document, words) : markup`${element(tag, {id: widgetId(number), class: "widget"})}\n`;
  const failed =
    failure === null ? null : markup`<p class="failure">${words.text("failure", {message: words.said(failure)})}</p>\n`;
  const title = heading === null ? null : markup`<h2 id="${headingId(number)}">${heading}</h2>\n`;
  return markup`${element("section", attributes, ["\n", title, paragraphs(note), picture, failed])}\n`;
}

// An answer without a widget is its sentence and its first table.
function plain({result, sentence}: DocumentSection, {maxRows}: ReportDocument, words: PageWords): Markup | null {
  if (result === null) return null;
  const table = result.tables[result.firstTable];
  return markup`<p class="summary"><bdi>${sentence}</bdi></p>\n${table ? resultTable(table, String(result.query.tz), words, maxRows) : null}`;
}

/** Text as paragraphs, parted by empty lines. */
function paragraphs(text: string | null): Markup[] {
  const parts = (text ?? "").split(/\n\s*\n/).map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => markup`<p class="note">${linked(part)}</p>\n`);
}

const ADDRESS = /(https:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/;

/** https addresses in a text become links; nothing else does. */
function linked(text: string): Gap {
  return text.split(ADDRESS).map((part, i): Gap => {
    const isAddress = i % 2 === 1 && URL.canParse(part);
    return isAddress ? markup`<a href="${new URL(part).href}" rel="noreferrer">${part}</a>` : part;
  });
}
