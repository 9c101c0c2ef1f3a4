// `npm run bench`: the kit against its peers on the same generated log; see README.md beside this file.
import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {cpus} from "node:os";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));
const {values: flags} = parseArgs({
  options: {
    quick: {type: "boolean"},
    size: {type: "string", multiple: true},
    runs: {type: "string"},
    agree: {type: "boolean"},
    kinds: {type: "boolean"},
    dashboard: {type: "boolean"},
  },
});
const usual = flags.dashboard ? ["1e6"] : ["1e5", "1e6", "1e7"];
const sizes = flags.quick ? [1e5] : (flags.size ?? usual).map(Number);
/** Measurements of the kit alone, which make their own data and need no peers. */
const own = flags.kinds || flags.dashboard;
for (const size of sizes)
  if (!Number.isInteger(size) || size < 1000 || size > 2e7)
    throw new Error(`--size must be a whole number of events from 1000 to 2e7; got ${size}`);

if (!own && !existsSync(`${here}node_modules/@duckdb/node-api`)) {
  const npm = spawnSync("npm", ["ci", "--prefix", here, "--no-audit", "--no-fund"], {stdio: "inherit"});
  if (npm.status !== 0) throw new Error("the peers could not be installed: npm ci --prefix test/bench failed");
}

const {makeBundles} = await import("./bundles.mjs");
const {isMade, filesOf} = await import("./data.mjs");
const {disagreements, tell, tellDashboard, tellKinds} = await import("./results.mjs");
const {dashboardTasks, kindTasks, tasksOf} = await import("./tasks.mjs");
const {runInPage} = await import("./browser.mjs");
const {runInNode} = await import("./in-node.mjs");
const {benchSources} = await import("./sources.mjs");

async function runSize(size) {
  if (!own && !isMade(size)) {
    console.log(`making ${size} events`);
    await runInNode("data.mjs", String(size));
  }
  const results = [];
  for (const task of chosenTasks(size)) {
    const started = Date.now();
    const details = {...task.details, size};
    const url = details.format && `/data/${filesOf(size)[details.format].split(/[\\/]/).pop()}`;
    const found = task.page
      ? await runInPage(task.page, {...details, file: url})
      : await runInNode(task.script, JSON.stringify(details));
    results.push({...task, found});
    console.log(
      `${task.name}: ${task.details.what ?? "load"} ${details.format ?? ""} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  return results;
}

function chosenTasks(size) {
  const runs = flags.quick ? 1 : Number(flags.runs ?? 0);
  if (!own) return tasksOf(size, {runs, agree: flags.agree});
  return [...(flags.kinds ? kindTasks() : []), ...(flags.dashboard ? dashboardTasks() : [])];
}

await makeBundles(own ? ["kit", "dashboard"] : undefined);
const bySize = new Map();
for (const size of sizes) {
  const results = await runSize(size);
  const kinds = results.find(({found}) => found.kinds)?.found.kinds;
  if (kinds) bySize.set(size, kinds);
  const dashboard = results.find(({found}) => found.dashboard)?.found.dashboard;
  if (dashboard) tellDashboard(size, dashboard, {cores: cpus().length, write: size === 1e6});
  if (own) continue;
  const wrong = disagreements(results);
  if (wrong.length > 0) {
    console.error(`at ${size} events the engines do not agree, so no time is told:\n${wrong.join("\n")}`);
    process.exitCode = 1;
    continue;
  }
  console.log(`at ${size} events all engines agree`);
  if (!flags.agree) tell(size, results, {cores: cpus().length, write: !flags.quick});
}
if (!own && !flags.agree && !flags.size) {
  const rows = flags.quick ? 1e5 : 1e6;
  await benchSources({rows, runs: Number(flags.runs ?? (flags.quick ? 1 : 3)), write: !flags.quick});
}
if (bySize.size > 0) tellKinds(bySize, {cores: cpus().length, write: !flags.quick});
