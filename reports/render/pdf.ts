// The document on paper: drawn at the width of the sheet, printed with tags and bookmarks, finished so that it can be repeated.
import type {Browser, Page} from "puppeteer-core";
import {finishedPdf, type FinishedPdf} from "./pdf-finish.js";
import {arrangeSections, fitTables, measureSections, sayRulesOnce, settle, styleWidgets, unfold} from "./in-page.js";
import {withLivePage, type LiveOptions} from "./live-page.js";
import {bestLayouts, type Layout} from "./paging.js";
import {tableStyles, widgetPaperStyles} from "./styles.js";

export type Paper = "a4" | "letter";

const MM = 96 / 25.4;
/** Sheets less the margins of the print style, in CSS px. */
const TEXT: Readonly<Record<Paper, {readonly width: number; readonly height: number}>> = {
  a4: {width: Math.floor((210 - 36) * MM), height: (297 - 38) * MM},
  letter: {width: Math.floor((215.9 - 36) * MM), height: (279.4 - 38) * MM},
};

/** Heights of pictures with two axes, in CSS px, the most wanted first. */
const PICTURES = [190, 164, 140, 214, 120];

export interface PrintOptions extends Pick<LiveOptions, "input" | "limit" | "signal"> {
  readonly paper: Paper;
  /** Longest time for printing the page that is drawn, in ms. */
  readonly printLimit: number;
}

/** The report as the browser prints it. */
async function printedPdf(browser: Browser, {paper, printLimit, ...options}: PrintOptions): Promise<Uint8Array> {
  const live: LiveOptions = {...options, still: true, media: "print", width: TEXT[paper].width};
  return withLivePage(browser, live, async ({page}) => {
    await page.evaluate(styleWidgets, tableStyles + widgetPaperStyles);
    await page.evaluate(unfold);
    await page.evaluate(sayRulesOnce);
    await page.evaluate(fitTables);
    await arrange(page, TEXT[paper].height);
    return page.pdf({format: paper, printBackground: true, tagged: true, outline: true, timeout: printLimit});
  });
}

interface Arrangement {
  readonly picture: number;
  readonly breaks: boolean;
}

/** Draws every section in the height, whole or broken, in which together they fill the pages best. */
async function arrange(page: Page, height: number): Promise<void> {
  const tried: Awaited<ReturnType<typeof tryPictures>>[] = [];
  for (const picture of PICTURES) tried.push(await tryPictures(page, picture));
  const {start, sections} = tried[0]!;
  const ways = sections.map((_, s) =>
    waysOf(
      tried.map(({sections}) => sections[s]!),
      height,
    ),
  );
  const paged = sections.map(({gap, onNewPage}, s) => ({gap, onNewPage, layouts: ways[s]!.map(({layout}) => layout)}));
  const chosen = bestLayouts(paged, height, start);
  await draw(
    page,
    chosen.map((choice, s) => ways[s]![choice]!.arrangement),
  );
}

async function tryPictures(page: Page, picture: number): Promise<ReturnType<typeof measureSections>> {
  const count = await page.evaluate(() => document.querySelectorAll(".section").length);
  await draw(
    page,
    Array.from({length: count}, () => ({picture, breaks: true})),
  );
  return page.evaluate(measureSections);
}

async function draw(page: Page, arrangement: readonly Arrangement[]): Promise<void> {
  await page.evaluate(arrangeSections, arrangement);
  await page.evaluate(settle);
}

// Whole where a page can hold it, and broken where it has places for that.
function waysOf(measured: readonly Layout[], page: number): {layout: Layout; arrangement: Arrangement}[] {
  return measured.flatMap(({height, breaks}, p) => {
    const picture = PICTURES[p]!;
    const whole = {layout: {height, breaks: []}, arrangement: {picture, breaks: false}};
    const broken = {layout: {height, breaks}, arrangement: {picture, breaks: true}};
    if (height > page) return [broken];
    return breaks.length === 0 ? [whole] : [whole, broken];
  });
}

/** The finished PDF of a report. */
export async function pdfOf(browser: Browser, options: PrintOptions): Promise<FinishedPdf> {
  const {title, locale, asOf, source, sections} = options.input.document;
  return finishedPdf(await printedPdf(browser, options), {
    title,
    lang: locale,
    date: asOf ?? new Date(0).toISOString(),
    engine: source.engine,
    headings: sections.flatMap(({heading}) => heading ?? []),
  });
}
