// Makes a printed PDF repeatable and says what it is: dates, identifier, language and title; refuses one that lacks something.
import {createHash} from "node:crypto";
import {PDFDict, PDFDocument, PDFHeader, PDFHexString, PDFName, PDFString} from "@cantoo/pdf-lib";
import {markup} from "./html.js";
import {renumberTags} from "./pdf-ids.js";

/** What a finished PDF says about itself, and what must be found in it. */
export interface PdfFacts {
  readonly title: string;
  readonly lang: string;
  /** ISO instant that stands for the dates of the file. */
  readonly date: string;
  readonly engine: string;
  /** Headings that must be among its bookmarks, in this order. */
  readonly headings: readonly string[];
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** A PDF that came out wrong; printing again may help. */
export class PdfError extends Error {
  override readonly name = "PdfError";
  readonly exitCode = 4;
}

const SAVING = {useObjectStreams: true, rewrite: true, addDefaultPage: false, updateFieldAppearances: false};

/** The same bytes for the same pages and facts. Throws PdfError for a missing heading or a blank page. */
export async function finishedPdf(printed: Uint8Array, facts: PdfFacts): Promise<FinishedPdf> {
  const document = await PDFDocument.load(printed, {updateMetadata: false});
  check(document, facts);
  const date = new Date(facts.date);
  document.setTitle(facts.title);
  document.setLanguage(facts.lang);
  document.setCreator(`lifecycle-kit ${facts.engine}`);
  document.setCreationDate(date);
  document.setModificationDate(date);
  renumberTags(document);
  describe(document, facts);
  await identify(document, facts);
  // Objects in compressed streams came with 1.5; the tags of a page weigh more than the page.
  document.context.header = PDFHeader.forVersion(1, 7);
  const bytes = await document.save(SAVING);
  return {bytes, pages: document.getPageCount()};
}

function check(document: PDFDocument, {title, headings}: PdfFacts): void {
  const bookmarks = [...bookmarksOf(document)];
  for (const heading of [title, ...headings]) {
    const found = bookmarks.findIndex((bookmark) => isTitle(bookmark, heading));
    if (found === -1) throw new PdfError(`the PDF lacks the heading "${heading}"`);
    const [bookmark] = bookmarks.splice(0, found + 1).slice(-1);
    bookmark!.set(TITLE, PDFHexString.fromText(heading));
  }
  // A page that holds anything a reader may read has an entry in the tags.
  const blank = document.getPages().findIndex(({node}) => !node.has(PDFName.of("StructParents")));
  if (blank !== -1) throw new PdfError(`page ${blank + 1} of the PDF is blank`);
}

const TITLE = PDFName.of("Title");

/** The bookmarks in the order of the document. */
function* bookmarksOf({catalog}: PDFDocument): Generator<PDFDict> {
  const below = function* (parent: PDFDict): Generator<PDFDict> {
    for (let item = childOf(parent, "First"); item; item = childOf(item, "Next")) {
      yield item;
      yield* below(item);
    }
  };
  const root = childOf(catalog, "Outlines");
  if (root) yield* below(root);
}

function childOf(parent: PDFDict, name: string): PDFDict | undefined {
  return parent.lookupMaybe(PDFName.of(name), PDFDict);
}

// Chromium writes the title of a heading that moved to the next page twice or more.
function isTitle(bookmark: PDFDict, heading: string): boolean {
  const title = bookmark.lookup(TITLE);
  if (!(title instanceof PDFString || title instanceof PDFHexString)) return false;
  const [written, wanted] = [plain(title.decodeText()), plain(heading)];
  if (written === wanted) return true;
  if (wanted === "") return false;
  return RIGHT_TO_LEFT.test(wanted) ? isReordered(written, wanted) : written.replaceAll(wanted, "") === "";
}

const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u;

// Chromium writes what runs from right to left in pieces as they stand on the page: the same letters in another order.
function isReordered(written: string, wanted: string): boolean {
  const times = Math.round(written.length / wanted.length);
  const sorted = (text: string) => [...text].sort().join("");
  return times > 0 && sorted(written) === sorted(wanted.repeat(times));
}

const plain = (text: string) => text.normalize("NFC").replace(/[\s\u00ad]+/g, "");

/** The same facts as XMP, which archives and screen readers look at. */
function describe(document: PDFDocument, {title, lang, date, engine}: PdfFacts): void {
  const xmp = markup`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${lang}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>lifecycle-kit ${engine}</xmp:CreatorTool>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
  const stream = document.context.stream(Buffer.from(xmp.text, "utf8"), {Type: "Metadata", Subtype: "XML"});
  document.catalog.set(PDFName.of("Metadata"), document.context.register(stream));
}

/** An identifier from the content: the document as it is written, but for the identifier, and the facts. */
async function identify(document: PDFDocument, facts: PdfFacts): Promise<void> {
  delete document.context.trailerInfo.ID;
  const bytes = await document.save(SAVING);
  const hash = createHash("sha256").update(bytes).update(JSON.stringify(facts)).digest("hex").slice(0, 32);
  const id = PDFHexString.of(hash);
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}
