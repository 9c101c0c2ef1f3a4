// Finds out which system wrote a file, from its beginning (sources.md 6).
import {DataError, QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {byCodePoint} from "../model/order.js";
import type {Recognition, Sample, Source} from "./adapter.js";
import {textAt} from "./cells.js";
import {isObject, recordsIn} from "./json-records.js";
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
  const [best, second] = candidates(sample, sources);
  if (!best || best.recognition.score < BELIEVED) return null;
  if (second && best.recognition.score - second.recognition.score < NEARLY_EQUAL)
    opened.book.note(
      `read as ${best.source.name} (${best.recognition.why}), though it could be ${second.source.name} too ` +
        `(${second.recognition.why}); state source to choose`,
    );
  return best;
}

const NEARLY_EQUAL = 0.05;

// By score, of equals by name, so that the order of the register does not matter.
function candidates(sample: Sample, sources: readonly Source[]): Recognised[] {
  return sources
    .flatMap((source) => {
      const recognition = source.recognise(sample);
      return recognition ? [{source, recognition}] : [];
    })
    .sort((a, b) => b.recognition.score - a.recognition.score || byCodePoint(a.source.name, b.source.name));
}

/** What a file that nobody is believed to have written could be, and what to state then; null without any guess. */
export function nearestGuess(opened: OpenedFile, sources: readonly Source[]): string | null {
  const [best] = candidates(sampleOf(opened), sources);
  if (!best) return null;
  const {source, recognition} = best;
  return (
    `The nearest guess is ${source.name} (${recognition.why}): state source "${source.name}" (--source ${source.name}) if it is, ` +
    `or ${MAP_IT}`
  );
}

const MAP_IT = "map the columns (--map user=…,ts=…,name=…)";

/** The same for a file that cannot be read at all: whose export its columns look like in part. */
export async function farGuess(opened: OpenedFile, sources: readonly Source[]): Promise<string | null> {
  const {nearMiss} = await import("./near-miss.js");
  const near = nearMiss(sampleOf(opened), sources);
  if (!near) return null;
  const {source, missing, spelled} = near;
  const faults = [
    ...(missing.length > 0 ? [`lacks ${listed(missing)}`] : []),
    ...spelled.map(([wanted, found]) => `calls "${wanted}" "${found}"`),
  ];
  return `The nearest guess is ${source.name}, though the file ${faults.join(" and ")}: if it is, give it the export's own header, or ${MAP_IT}`;
}

function statedSource(name: string, sample: Sample, sources: readonly Source[]): Recognised {
  const source = sources.find((known) => known.name === name.toLowerCase());
  if (!source) {
    const names = [...new Set(["generic", ...sources.map((known) => known.name)])];
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
