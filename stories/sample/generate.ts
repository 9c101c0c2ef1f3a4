// `npm run sample`: writes the sample company's files, and the exports of its systems. Without options it writes stories/sample/data
// and stories/sample/exports, the same bytes every time.

import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {makeCompany} from "./company.js";
import {exportsOf} from "./systems/index.js";
import {filesOf} from "./write.js";

/** Reads a whole number of at least `least` from an option; the usage error names option and value. */
function whole(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`--${option} must be a whole number of at least ${least}; got "${text}"`);
  return value;
}

function main(args: string[]): void {
  const {values} = parseArgs({
    args,
    options: {people: {type: "string"}, seed: {type: "string"}, months: {type: "string"}, out: {type: "string"}},
  });
  const [people, seed, months] = [
    whole("people", values.people, 100),
    whole("seed", values.seed, 0),
    whole("months", values.months, 1),
  ];
  const company = makeCompany({...(people && {people}), ...(seed !== undefined && {seed}), ...(months && {months})});
  const out = values.out ?? fileURLToPath(new URL("data/", import.meta.url));
  write(out, filesOf(company));
  // Other sizes of company are for the event log alone.
  if (args.length > 0) return;
  const exports = fileURLToPath(new URL("exports/", import.meta.url));
  rmSync(exports, {recursive: true, force: true});
  write(exports, exportsOf(company).files);
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
    console.error(`${name}: ${Buffer.byteLength(text)} bytes`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
