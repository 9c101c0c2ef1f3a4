// From one document to the bytes of its files.
import {performance} from "node:perf_hooks";
import {SectionError, type DocumentSection, type ReportDocument} from "../data/report-document.js";
import {DrawError} from "../render/live-page.js";
import type {Renderer} from "../render/renderer.js";
import {widgetId} from "../render/section.js";
import {sha256, type ManifestFile} from "./manifest.js";
import {csvFile, jsonFile} from "./numbers.js";
import type {PlannedFile} from "./plan.js";

export interface MadeFile {
  readonly bytes: string | Uint8Array;
  readonly entry: ManifestFile;
}

/** The files of one report, none of them written yet. Throws SectionError when a section cannot be drawn that may not fail. */
export async function produce(
  document: ReportDocument,
  files: readonly PlannedFile[],
  renderer: Renderer,
): Promise<MadeFile[]> {
  const made: MadeFile[] = [];
  for (const file of files) {
    const started = performance.now();
    const content = await contentOf(document, file, renderer);
    if (content)
      made.push({bytes: content.bytes, entry: entryOf(document, file, content, performance.now() - started)});
  }
  return made;
}

interface Content {
  readonly bytes: string | Uint8Array;
  readonly rows: number;
  readonly pages: number | null;
}

async function contentOf(
  document: ReportDocument,
  {output, section}: PlannedFile,
  renderer: Renderer,
): Promise<Content | null> {
  const rows = document.source.rows.kept;
  switch (output.format) {
    case "html":
      return drawn(document, async (tried) => ({
        bytes: await renderer.html(tried, output.interactive ?? false),
        rows,
        pages: null,
      }));
    case "pdf":
      return drawn(document, async (tried) => ({...(await renderer.pdf(tried, output.paper ?? "a4")), rows}));
    case "csv": {
      const numbers = csvFile(document.sections.find(({number}) => number === section)!);
      return numbers && {bytes: numbers.text, rows: numbers.rows, pages: null};
    }
    case "json": {
      const numbers = jsonFile(document);
      return {bytes: numbers.text, rows: numbers.rows, pages: null};
    }
  }
}

// A section that cannot be drawn and may fail becomes a note, and the report is drawn again without it.
async function drawn<T>(document: ReportDocument, draw: (document: ReportDocument) => Promise<T>): Promise<T> {
  try {
    return await draw(document);
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    const failing = document.sections.filter(({number}) => error.failures.has(widgetId(number)));
    if (failing.length === 0 || failing.some(({mayFail}) => !mayFail)) throw named(error, failing);
    const sections = document.sections.map((section) =>
      failing.includes(section)
        ? {...section, result: null, failure: error.failures.get(widgetId(section.number))!}
        : section,
    );
    return drawn({...document, sections}, draw);
  }
}

function named(error: DrawError, failing: readonly DocumentSection[]): Error {
  if (failing.length === 0) return error;
  return new SectionError(
    failing.map(({heading, number}) => {
      const cause = Object.assign(new Error(error.failures.get(widgetId(number))), {exitCode: error.exitCode});
      return {heading: heading ?? String(number), cause};
    }),
  );
}

function entryOf(
  {each}: ReportDocument,
  {name, output}: PlannedFile,
  {bytes, rows, pages}: Content,
  ms: number,
): ManifestFile {
  const length = typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.length;
  return {
    file: name,
    format: output.format,
    bytes: length,
    sha256: sha256(bytes),
    rows,
    pages,
    each: each?.value ?? null,
    ms: Math.round(ms),
  };
}
