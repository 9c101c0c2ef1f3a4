// The page of a report: a cover line, its sections, and what there is to know about the data.
import type {DocumentSection, ReportDocument} from "../data/report-document.js";
import {sharedNotes, withoutNotes} from "./shared-notes.js";
import {aboutData} from "./about.js";
import {json, markup, own, type Markup} from "./html.js";
import type {Kit} from "./kit.js";
import {headingId, sectionMarkup, tagOf, widgetId} from "./section.js";
import {pageStyles, type Margins} from "./styles.js";
import {pageWords, type PageWords} from "./words.js";

export interface PageInput {
  readonly document: ReportDocument;
  readonly kit: Pick<Kit, "has">;
  /** A picture as a data: address, for the cover. */
  readonly logo: string | null;
}

/** How a page comes to its script, its fonts and its policy. */
export interface PageParts {
  /** Content-Security-Policy of the page. */
  readonly policy: string;
  /** `@font-face` rules. */
  readonly fonts: string;
  /** The script elements; they follow the answers. */
  readonly scripts: Markup;
  /** Drawn once and left alone (static pages, paper) instead of for a reader with a mouse. */
  readonly still: boolean;
}

/** Gives the widgets their properties and answers; only what a widget declares is set. Runs after the kit. */
export const BOOT = `for (const {id, props, result} of JSON.parse(document.getElementById("answers").textContent)) {
  const widget = document.getElementById(id);
  const declared = widget.constructor.elementProperties;
  if (!declared) throw new Error("the component bundle lacks " + widget.localName + "; build it again");
  for (const [name, value] of Object.entries(props)) if (declared.has(name)) widget[name] = value;
  widget.result = result;
}
`;

/** The whole page as text. */
export function reportPage({document, kit, logo}: PageInput, {policy, fonts, scripts, still}: PageParts): string {
  const words = pageWords(document.locale);
  const drawn = document.sections.map((section) => ({section, tag: tagOf(section, kit)}));
  const answers = drawn.filter(({tag}) => tag !== null).map(({section}) => answerOf(section, document, still));
  return markup`<!doctype html>
${rootTag(document)}<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${`lifecycle-kit ${document.source.engine}`}">
<title>${document.title}</title>
<style id="fonts">${own(fonts)}</style>
<style>${own(pageStyles(marginsOf(document, words)))}</style>
</head>
<body>
${cover(document, words, logo)}<main>
${drawn.map(({section, tag}) => sectionMarkup(section, tag, document, words))}</main>
${aboutData(document, words)}${answers.length > 0 ? script(answers, scripts) : null}</body>
</html>
`.text;
}

/** The start tag of the root element. */
export function rootTag({locale, theme}: ReportDocument): Markup {
  return markup`<html lang="${locale}" dir="${pageWords(locale).direction}" data-theme="${theme}">`;
}

function script(answers: readonly object[], scripts: Markup): Markup {
  return markup`<script type="application/json" id="answers">${json(answers)}</script>\n${scripts}\n`;
}

/** What a widget is given: the properties of its section over ours, and its answer. */
function answerOf(
  {number, props, result}: DocumentSection,
  {maxRows, sections}: ReportDocument,
  still: boolean,
): object {
  const answer = still && result ? withoutNotes(result, sharedNotes(sections)) : result;
  return {id: widgetId(number), props: {view: "both", density: "compact", ...props, still, maxRows}, result: answer};
}

const LONGEST_FOOT = 100;

function marginsOf({title, each, source}: ReportDocument, {text}: PageWords): Margins {
  const name = each && !title.includes(each.value) ? `${title} · ${each.value}` : title;
  const room = LONGEST_FOOT - source.dataset.length;
  return {foot: `${name.length > room ? `${name.slice(0, room - 1)}…` : name} · ${source.dataset}`, page: text("page")};
}

function cover(document: ReportDocument, words: PageWords, logo: string | null): Markup {
  const facts = coverFacts(document, words).map(
    ([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  );
  return markup`<header class="cover">
${logo === null ? null : markup`<img class="logo" src="${logo}" alt="">\n`}<h1>${document.title}</h1>
<dl class="facts">${facts}</dl>
${contents(document, words)}</header>
`;
}

function coverFacts(
  {title, each, range, tz, asOf}: ReportDocument,
  {text, range: days, day, startsDay, instant}: PageWords,
): [string, string][] {
  return [
    ...(each && !title.includes(each.value) ? [[each.name, each.value] as [string, string]] : []),
    ...(range ? [[text("period"), days(range, tz)] as [string, string]] : []),
    [text("zone"), tz],
    ...(asOf ? [[text("asOf"), (startsDay(asOf, tz) ? day : instant)(asOf, tz)] as [string, string]] : []),
  ];
}

/** From this many headings on, a list of them pays. */
const CONTENTS_FROM = 4;

/** The headings, each with the sentence that answers its question. */
function contents({sections}: ReportDocument, {text}: PageWords): Markup | null {
  const named = sections.filter(({heading}) => heading !== null);
  if (named.length < CONTENTS_FROM) return null;
  const entry = ({number, heading, result, sentence}: DocumentSection) => {
    const gist = result && sentence ? markup`<span class="gist"><bdi>${sentence}</bdi></span>` : null;
    return markup`<li><a href="#${headingId(number)}">${heading}</a>${gist}</li>\n`;
  };
  return markup`<nav class="contents" aria-label="${text("contents")}"><ol>
${named.map(entry)}</ol></nav>
`;
}
