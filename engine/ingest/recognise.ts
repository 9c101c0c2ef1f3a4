// Finds out which system wrote a file, from its beginning (sources.md 6).
import {DataError, QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {byCodePoint} from "../model/order.js";
import type {Recognition, Sample, Source} from "./adapter.js";
import type {OpenedFile} from "./open-file.js";
import {listed} from "./roles.js";
import {sampleOf} from "./sample.js";

/** A file's writer. */
export interface Recognised {
  readonly source: Source;
  readonly recognition: Recognition;
}

/** What a look at a file tells. */
export interface Look {
  readonly sample: Sample;
  /** Who wrote it; null = nobody known, a generic file. */
  readonly known: Recognised | null;
  /** Who may have written it, though that is not believed. */
  readonly nearest: Recognised | null;
}

const BELIEVED = 0.5;

/** Finds the source with the highest score, or the one that was stated. Throws DataError when a stated source does not know the file. */
export function recognise(opened: OpenedFile, sources: readonly Source[]): Look {
  const stated = opened.options.source;
  const sample = sampleOf(opened);
  if (stated === "generic") return {sample, known: null, nearest: null};
  if (stated !== undefined) return {sample, known: statedSource(stated, sample, sources), nearest: null};
  const [best, second] = candidates(sample, sources);
  if (!best || best.recognition.score < BELIEVED) return {sample, known: null, nearest: best ?? null};
  if (second && best.recognition.score - second.recognition.score < NEARLY_EQUAL)
    opened.book.note(
      `read as ${best.source.name} (${best.recognition.why}), though it could be ${second.source.name} too ` +
        `(${second.recognition.why}); state source to choose`,
    );
  return {sample, known: best, nearest: null};
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

/** What a file could be, and what to state then. */
export function guessOf({source, recognition}: Recognised): string {
  return (
    `The nearest guess is ${source.name} (${recognition.why}): state source "${source.name}" (--source ${source.name}) if it is, ` +
    `or ${MAP_IT}`
  );
}

const MAP_IT = "map the columns (--map user=…,ts=…,name=…)";

/** The same for a file that cannot be read at all: whose export its columns look like in part. */
export async function farGuess(sample: Sample, sources: readonly Source[]): Promise<string | null> {
  const {nearMiss} = await import("./near-miss.js");
  const near = nearMiss(sample, sources);
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
