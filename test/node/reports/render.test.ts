// A report as a real browser draws it: the static page, the document on paper, and what neither may do.
import assert from "node:assert/strict";
import {after, before, describe, it} from "node:test";
import {PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString} from "@cantoo/pdf-lib";
import type {Browser, Page} from "puppeteer-core";
import {prepareData} from "../../../reports/data/prepare.js";
import {documentOf, type ReportDocument} from "../../../reports/data/report-document.js";
import {launchBrowser, type LaunchedBrowser} from "../../../reports/render/browser.js";
import {fitTables, styleWidgets} from "../../../reports/render/in-page.js";
import {builtKit} from "../../../reports/render/kit.js";
import {withLivePage} from "../../../reports/render/live-page.js";
import {pdfOf} from "../../../reports/render/pdf.js";
import {SCREEN_WIDTH, staticHtml} from "../../../reports/render/static.js";
import {tableStyles} from "../../../reports/render/styles.js";
import type {ReportSpec} from "../../../reports/index.js";
import {effects, FUNNEL, loaded, recordingTerminal, RETENTION} from "./helpers.js";

const LIMIT = 60_000;
const sections: ReportSpec["sections"] = [
  {heading: "From visit to value", query: FUNNEL, note: "See https://example.com/funnel."},
  {heading: "Who comes back", query: RETENTION},
  {heading: "Where they stand", query: {kind: "stages", period: "week"}},
  {heading: "What came in", query: {kind: "quality"}},
];

async function documentFor(more: Partial<ReportSpec> = {}): Promise<ReportDocument> {
  const config = loaded({sections, outputs: [{format: "html"}], ...more});
  return documentOf(config.config, await prepareData(config, effects(), recordingTerminal()), {each: null});
}

describe("a report in a real browser", {timeout: 300_000}, () => {
  let running: LaunchedBrowser;
  let browser: Browser;
  before(async () => {
    running = await launchBrowser();
    browser = running.browser;
  });
  after(() => running.close());
  const input = (drawn: ReportDocument) => ({document: drawn, kit: builtKit(), logo: null});

  it("is a static page without script that looks like the live one, pixel by pixel, and asks for nothing", async () => {
    const drawn = await documentFor();
    const live = {input: input(drawn), limit: LIMIT, still: true, media: "screen", width: SCREEN_WIDTH} as const;
    const alive = await withLivePage(browser, live, async ({page}) => {
      await page.evaluate(styleWidgets, tableStyles);
      await page.evaluate(fitTables);
      return picture(page);
    });
    const html = await staticHtml(browser, {input: input(drawn), limit: LIMIT});
    assert.doesNotMatch(html, /<script|\son\w+=|javascript:/i);
    assert.doesNotMatch(html, /(?:src|srcset|url\(|@import)\s*[=(]?\s*["']?https?:/i);
    const page = await browser.newPage();
    try {
      const asked: string[] = [];
      page.on("request", (request) => void (request.url().startsWith("data:") || asked.push(request.url())));
      await page.setViewport({width: SCREEN_WIDTH, height: 1200});
      await page.setContent(html, {waitUntil: "load"});
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      const {pixels, differing} = await compared(page, alive, await picture(page));
      // Text that a script wrote in pieces is one piece in a page that was read, which may move the edge of a letter by a hair.
      assert.ok(pixels > 500_000 && differing <= pixels / 50_000, `${differing} of ${pixels} pixels differ`);
      assert.deepEqual(asked, []);
    } finally {
      await page.close();
    }
  });

  it("is drawn as paper shows it, in light colours and without motion", async () => {
    const paper = {input: input(await documentFor()), limit: LIMIT, still: true, media: "print", width: 657} as const;
    const held = await withLivePage(browser, paper, ({page}) =>
      page.evaluate(() =>
        ["print", "(prefers-color-scheme: light)", "(prefers-reduced-motion: reduce)"].map(
          (query) => matchMedia(query).matches,
        ),
      ),
    );
    assert.deepEqual(held, [true, true, true]);
  });

  it("is a document on paper: title, language, tags, bookmarks, page numbers, dates of asOf", async () => {
    const drawn = await documentFor({locale: "de", title: "Überblick"});
    const {bytes, pages} = await pdfOf(browser, {
      input: input(drawn),
      limit: LIMIT,
      paper: "a4",
      printLimit: LIMIT,
    });
    const pdf = await PDFDocument.load(bytes, {updateMetadata: false});
    assert.equal(pdf.getPageCount(), pages);
    assert.equal(pdf.getTitle(), "Überblick");
    assert.equal(pdf.getLanguage(), "de");
    assert.equal(
      pdf.getCreationDate()?.toISOString(),
      new Date(Math.floor(Date.parse(drawn.asOf!) / 1000) * 1000).toISOString(),
    );
    const {catalog, context} = pdf;
    assert.equal(String(catalog.lookup(PDFName.of("MarkInfo"), PDFDict).get(PDFName.of("Marked"))), "true");
    assert.ok(catalog.get(PDFName.of("StructTreeRoot")) instanceof PDFRef);
    assert.deepEqual(bookmarks(catalog.lookup(PDFName.of("Outlines"), PDFDict)), [
      "Überblick",
      ...sections.map(({heading}) => heading!),
      "Über die Daten",
    ]);
    const tags = new Set<string>();
    for (const [, object] of context.enumerateIndirectObjects())
      if (object instanceof PDFDict && object.get(PDFName.of("Type")) === PDFName.of("StructElem"))
        tags.add(String(object.get(PDFName.of("S"))));
    for (const tag of ["/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure", "/P"]) assert.ok(tags.has(tag), tag);
  });

  it("is a document on paper where nothing happened, too", async () => {
    const drawn = await documentFor({range: ["2031-01-01", "2031-02-01"], sections: sections.slice(0, 3)});
    const {pages} = await pdfOf(browser, {input: input(drawn), limit: LIMIT, paper: "letter", printLimit: LIMIT});
    assert.equal(pages, 1);
  });

  it("is the same bytes when drawn again, on the page and on paper", async () => {
    const drawn = await documentFor();
    const page = {input: input(drawn), limit: LIMIT};
    assert.equal(await staticHtml(browser, page), await staticHtml(browser, page));
    const print = () => pdfOf(browser, {...page, paper: "letter", printLimit: LIMIT});
    assert.equal(Buffer.compare((await print()).bytes, (await print()).bytes), 0);
  });
});

/** How many pixels of two pictures differ; all where their sizes do. */
async function compared(page: Page, a: Buffer, b: Buffer): Promise<{pixels: number; differing: number}> {
  const [first, second] = [a, b].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  await page.setContent(`<img src="${first}"><img src="${second}"><canvas></canvas>`);
  return page.evaluate(async () => {
    const images = Array.from(document.images);
    for (const image of images) await image.decode();
    const canvas = document.querySelector("canvas")!;
    const [{naturalWidth: width, naturalHeight: height}, other] = images as [HTMLImageElement, HTMLImageElement];
    const pixels = width * height;
    if (other.naturalWidth !== width || other.naturalHeight !== height) return {pixels, differing: pixels};
    Object.assign(canvas, {width, height});
    const drawing = canvas.getContext("2d")!;
    const data: Uint32Array[] = [];
    for (const image of images) {
      drawing.drawImage(image, 0, 0);
      data.push(new Uint32Array(drawing.getImageData(0, 0, width, height).data.buffer));
    }
    let differing = 0;
    for (let i = 0; i < pixels; i++) if (data[0]![i] !== data[1]![i]) differing++;
    return {pixels, differing};
  });
}

async function picture(page: Page): Promise<Buffer> {
  return Buffer.from(await page.screenshot({fullPage: true, type: "png"}));
}

function bookmarks(node: PDFDict): string[] {
  const titles: string[] = [];
  for (let item = node.lookupMaybe(PDFName.of("First"), PDFDict); item;) {
    const title = item.lookup(PDFName.of("Title"));
    titles.push(title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : String(title));
    titles.push(...bookmarks(item));
    item = item.lookupMaybe(PDFName.of("Next"), PDFDict);
  }
  return titles;
}
