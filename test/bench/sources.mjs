// How long exports of Segment and Marketo take to be ready, compared with a plain log of as many rows and bytes in the same run.
//
//     node test/bench/sources.mjs [--rows 1e6] [--runs 3] [--quick]      (npm run bench does this too)
//
// The files are read in turns, each time in a process of its own. A ratio up to 2 is what the kit promises; a higher one fails.
import {statSync} from "node:fs";
import {cpus} from "node:os";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {runInNode} from "./in-node.mjs";
import {put, seconds, spread, table} from "./results.mjs";
import {areMade, fileOf, PAIRS} from "./sources-data.mjs";

const PROMISED = 2;

/** Measures all pairs and prints a table; with `write` it goes into README.md. Gives the highest ratio. */
export async function benchSources({rows, runs, write}) {
  if (!areMade(rows)) {
    console.log(`making exports of ${rows} rows`);
    await runInNode("sources-data.mjs", String(rows));
  }
  const found = new Map();
  for (let run = 0; run < runs; run++)
    for (const name of PAIRS.flatMap((pair) => [pair.plain, pair.export]))
      found.set(name, [...(found.get(name) ?? []), await load(name, rows)]);
  const ratios = PAIRS.map((pair) => ratioOf(pair, found));
  const text = `${cpus().length} cores, Node ${process.versions.node}, ${rows} rows, ${runs} run${runs === 1 ? "" : "s"} in turns; ratios are of the least times.\n\n${tableOf(rows, found, ratios)}`;
  console.log(`\n## Exports of systems\n\n${text}\n`);
  if (write) put("sources", text);
  return Math.max(...ratios);
}

async function load(name, rows) {
  const file = fileOf(name, rows);
  const result = await runInNode("engines/source.mjs", JSON.stringify({file}));
  const expected = PAIRS.find((pair) => pair.export === name)?.source ?? "generic";
  if (result.source !== expected || result.kept + result.rejected !== rows)
    throw new Error(`${name} was read as ${result.source}, ${result.kept} rows kept and ${result.rejected} rejected`);
  console.log(`${name}: ${seconds(result.ms)}`);
  return result;
}

const times = (found, name) => found.get(name).map(({ms}) => ms);
// What else the machine does only adds to a time, so the least ones are compared.
const least = (all) => Math.min(...all);
const ratioOf = (pair, found) => least(times(found, pair.export)) / least(times(found, pair.plain));

function tableOf(rows, found, ratios) {
  const cells = (name, ratio) => {
    const size = `${Math.round(statSync(fileOf(name, rows)).size / 1e6)} MB`;
    const peak = Math.max(...found.get(name).map((result) => result.peak));
    return [name, size, found.get(name)[0].events, spread(times(found, name)), ratio, `${(peak / 1e9).toFixed(2)} GB`];
  };
  return table(
    ["file", "size", "events", "to ready, ms (least–most)", "of the plain one", "peak memory"],
    PAIRS.flatMap((pair, p) => [cells(pair.plain, ""), cells(pair.export, `${ratios[p].toFixed(2)}×`)]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values} = parseArgs({
    options: {rows: {type: "string"}, runs: {type: "string"}, quick: {type: "boolean"}},
  });
  const {makeNodeBundles} = await import("./bundles.mjs");
  await makeNodeBundles();
  const rows = Number(values.rows ?? (values.quick ? 1e5 : 1e6));
  const highest = await benchSources({rows, runs: Number(values.runs ?? (values.quick ? 1 : 3)), write: rows === 1e6});
  if (highest > PROMISED) {
    console.error(`an export takes ${highest.toFixed(2)} times as long as a plain file; ${PROMISED} is promised`);
    process.exitCode = 1;
  }
}
