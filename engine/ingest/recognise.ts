// Finds out which system wrote a file, from its beginning (sources.md 6).
import {DataError, QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import type {Recognition, Sample, Source} from "./adapter.js";
import {textAt} from "./cells.js";
import {isObject, recordsIn} from "./json-files.js";
import type {OpenedFile} from "./open-file.js";
import {listed} from "./roles.js";

/** A file's writer; null = nobody known, a generic file. */
export interface Recognised {
  readonly source: Source;
  readonly recognition: Recognition;
}

const BELIEVED = 0.5;
const SHOWN = 200;

/** The source with the highest score, or the one that was stated. Throws DataError when a stated source does not know the file. */
export function recognise(opened: OpenedFile, sources: readonly Source[]): Recognised | null {
  const stated = opened.options.source;
  if (stated === "generic") return null;
  const sample = sampleOf(opened);
  if (stated !== undefined) return statedSource(stated, sample, sources);
  let best: Recognised | null = null;
  for (const source of sources) {
    const recognition = source.recognise(sample);
    if (recognition && recognition.score >= BELIEVED && recognition.score > (best?.recognition.score ?? 0))
      best = {source, recognition};
  }
  return best;
}

function statedSource(name: string, sample: Sample, sources: readonly Source[]): Recognised {
  const source = sources.find((known) => known.name === name.toLowerCase());
  if (!source) {
    const names = ["generic", ...sources.map((known) => known.name)];
    throw new QueryError(`unknown source "${name}"${didYouMean(name, names)}; known are ${names.join(", ")}`, "source");
  }
  const recognition = source.recognise(sample);
  if (recognition) return {source, recognition};
  throw new DataError(
    `does not look like an export of ${source.name}: its columns are ${listed(sample.header)}; leave source out, or use source "generic" with a map`,
    sample.path,
  );
}

const tidy = (name: string) => name.trim().replace(/\s+/g, " ").toLowerCase();

/** The beginning of an opened file. */
export function sampleOf({book, options, content}: OpenedFile): Sample {
  const rows = content.kind === "delimited" ? content.file.sample : content.kind === "table" ? tableRows(content) : [];
  const document = content.kind === "document" ? content.document : undefined;
  const records =
    content.kind === "columnar"
      ? content.file.sample
      : content.kind === "lines"
        ? content.first.slice(0, SHOWN).map(({value}) => value)
        : content.kind === "document"
          ? (recordsIn(document) ?? [document]).slice(0, SHOWN)
          : [];
  const header =
    rows[0]?.map((cell) => cell.trim()) ?? (content.kind === "columnar" ? content.file.names : keysOf(records));
  const known = new Set(header.map(tidy));
  return {
    path: book.path,
    format: content.kind === "delimited" ? content.file.format : (book.format as Sample["format"]),
    options,
    rows,
    header,
    records,
    document,
    has: (...names) => names.every((name) => known.has(tidy(name))),
    rowWith: (...names) =>
      rows.findIndex((row) => {
        const cells = new Set(row.map(tidy));
        return names.every((name) => cells.has(tidy(name)));
      }),
  };
}

function tableRows({table}: Extract<OpenedFile["content"], {kind: "table"}>): string[][] {
  const rows = [table.names.slice()];
  for (let r = 0; r < Math.min(table.size, SHOWN); r++) rows.push(table.cells.map((cells) => textAt(cells, r) ?? ""));
  return rows;
}

function keysOf(records: readonly unknown[]): string[] {
  return [...new Set(records.flatMap((record) => (isObject(record) ? Object.keys(record) : [])))];
}
