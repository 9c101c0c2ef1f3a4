// Half, cut and altered exports: whatever is wrong with a file, it is refused with a message, or every record of it is explained.
import {expect} from "@esm-bundle/chai";
import fc from "fast-check";
import {openDataset, rowsOfDataset} from "../../../engine/index.js";
import {DataError, QueryError} from "../../../engine/model/errors.js";
import {EXPORTS, exportBytes, MORE_EXPORTS, type ExportFile} from "../../helpers/exports.js";
import "../../helpers/seed.js";

const ALL = {...EXPORTS, ...MORE_EXPORTS};
const TEXT = /\.(csv|json|ndjson|txt)$/;
const VALUES = ["null", '""', "[]", "{}", "12", "true", '"x"', "[null]"];

/** One way to spoil a text, at a place between 0 and 1. */
const DAMAGE: readonly ((text: string, place: number, pick: number) => string)[] = [
  // Cut off.
  (text, place) => text.slice(0, Math.max(1, Math.floor(place * text.length))),
  // A line lost, which may be a header.
  (text, place) => lines(text, place, (all, i) => all.filter((_, k) => k !== i)),
  // A line twice, somewhere else.
  (text, place, pick) => lines(text, place, (all, i) => [...all.slice(0, pick), all[i]!, ...all.slice(pick)]),
  // A word of a header or a cell changed.
  (text, place, pick) =>
    replaced(text, place, /[A-Za-z_]{3,}/g, (word) => ["", "xx", "é", word.toUpperCase()][pick % 4]!),
  // A value of JSON of another type.
  (text, place, pick) =>
    replaced(text, place, /:\s*("(?:[^"\\]|\\.)*"|-?\d+|null|true|false|\[\]|\{\})/g, () => `:${VALUES[pick % 8]!}`),
];

function lines(text: string, place: number, change: (all: string[], i: number) => string[]): string {
  const all = text.split("\n");
  return change(all, Math.floor(place * all.length)).join("\n");
}

function replaced(text: string, place: number, pattern: RegExp, by: (found: string) => string): string {
  const all = [...text.matchAll(pattern)];
  const found = all[Math.floor(place * all.length)];
  return found ? text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length) : text;
}

const pathOf = (file: ExportFile) => (typeof file === "string" ? file : file.path);

async function inputsOf(folder: string, spoil: (path: string, text: string) => string) {
  const files = ALL[folder]!;
  return Promise.all(
    files.map(async (file) => {
      const data = await exportBytes(`${folder}/${pathOf(file)}`);
      const described = typeof file === "string" ? {path: file} : file;
      if (!TEXT.test(described.path)) return {...described, data};
      return {...described, data: new TextEncoder().encode(spoil(described.path, new TextDecoder().decode(data)))};
    }),
  );
}

describe("a damaged export", () => {
  for (const folder of Object.keys(ALL)) {
    const victims = ALL[folder]!.map(pathOf).filter((path) => TEXT.test(path));
    if (victims.length === 0) continue;
    it(`of ${folder} is refused with a message, or explained record by record`, async () => {
      const place = fc.double({min: 0, max: 0.999, noNaN: true});
      const kind = fc.nat({max: DAMAGE.length - 1});
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...victims), kind, place, fc.nat({max: 40}), async (victim, k, at, pick) => {
          const inputs = await inputsOf(folder, (path, text) => (path === victim ? DAMAGE[k]!(text, at, pick) : text));
          const dataset = await openDataset(inputs).catch((error: unknown) => {
            expect(error).to.satisfy((e: unknown) => e instanceof DataError || e instanceof QueryError, String(error));
            return null;
          });
          if (!dataset) return;
          for (const {read, kept, rejected} of dataset.ledger.files) expect(kept + rejected).to.equal(read);
          for (const event of rowsOfDataset(dataset, "events")) expect(event.ts).to.satisfy(Number.isFinite);
        }),
        {numRuns: 40},
      );
    });
  }
});
