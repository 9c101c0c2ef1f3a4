// The document on paper: drawn at the width of the sheet, printed with tags and bookmarks, finished so that it can be repeated.
import type {Browser} from "puppeteer-core";
import {finishedPdf, type FinishedPdf} from "./pdf-finish.js";
import {fitTables, markLong, styleWidgets, unfold} from "./in-page.js";
import {withLivePage, type LiveOptions} from "./live-page.js";
import {tableStyles, widgetPaperStyles} from "./styles.js";

export type Paper = "a4" | "letter";

const MM = 96 / 25.4;
/** Sheets less the margins of the print style, in CSS px. */
const TEXT: Readonly<Record<Paper, {readonly width: number; readonly height: number}>> = {
  a4: {width: Math.floor((210 - 36) * MM), height: (297 - 38) * MM},
  letter: {width: Math.floor((215.9 - 36) * MM), height: (279.4 - 38) * MM},
};

/** A picture with its table may be pushed to the next page as a whole when it takes no more than this share of one. */
const WHOLE = 0.5;

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
    await page.evaluate(fitTables);
    await page.evaluate(markLong, TEXT[paper].height * WHOLE);
    return page.pdf({format: paper, printBackground: true, tagged: true, outline: true, timeout: printLimit});
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
