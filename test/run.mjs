// `npm test`: runs every kind of test, shows what each prints, and ends with one line of counts over all of them.
// Names as arguments choose: node test/run.mjs types build page node stories
import {spawn} from "node:child_process";
import {existsSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {countLine, judge, readCounts, sum} from "./helpers/runner/counts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "lifecycle-kit-test-"));
/** Far more than a slow machine needs; a runner that hangs is a failure, not an endless wait. */
const limit = 40 * 60_000;
const tool = (path) => join(root, "node_modules", path);

/** Each runner is a list of commands for Node, run in order. `single` ones are a test in themselves. */
const runners = {
  types: {title: "types", single: true, commands: [[tool("typescript/bin/tsc"), "-p", ".", "--pretty", "false"]]},
  build: {title: "build", single: true, commands: [[".ci/build.mjs", "--if-stale"]]},
  page: {title: "engine and components in a browser", commands: [[tool("@web/test-runner/dist/bin.js")]]},
  node: {
    title: "command line, reports and house rules in Node",
    commands: [[".ci/build.mjs", "--if-stale"], nodeTests()],
  },
  stories: {
    title: "stories and their accessibility",
    commands: [
      [".ci/build.mjs", "--if-stale"],
      [
        tool("storybook/dist/bin/dispatcher.js"),
        "build",
        "-o",
        "storybook-static",
        "--disable-telemetry",
        "--loglevel",
        "warn",
      ],
      ["test/stories/run.mjs"],
    ],
  },
};

function nodeTests() {
  const folder = join(root, "test/node");
  const files = existsSync(folder)
    ? readdirSync(folder, {recursive: true})
        .filter((name) => name.endsWith(".test.ts"))
        .sort()
    : [];
  const reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"];
  const counts = [
    "--test-reporter=./test/helpers/runner/node-counts.mjs",
    `--test-reporter-destination=${countFile("node")}`,
  ];
  // Without a file Node would look for tests by itself; a name that is not there fails as it should.
  const named = files.length > 0 ? files.map((name) => join("test/node", name)) : ["test/node/none.test.ts"];
  return ["--import", "tsx", "--test", "--test-concurrency=2", ...reporters, ...counts, ...named];
}

function countFile(name) {
  return join(scratch, `${name}.json`);
}

/** The zone has summer time and an odd offset, so that a test which leans on the machine's own zone shows itself. */
const env = {
  ...process.env,
  TZ: "Pacific/Chatham",
  STORYBOOK_DISABLE_TELEMETRY: "1",
  NO_UPDATE_NOTIFIER: "1",
};

/** What a terminal takes as orders to move or wipe; colours stay. */
const cursorMoves = new RegExp(`${String.fromCharCode(27)}\\[\\d*[A-HJKSTf]`, "g");

let current;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    current?.kill(signal);
    rmSync(scratch, {recursive: true, force: true});
    process.exit(130);
  });
}

/** Runs one command and gives its exit code; output goes straight through, without cursor moves when it is no terminal. */
function run(name, args) {
  return new Promise((resolve) => {
    const terminal = process.stdout.isTTY;
    const stdio = ["ignore", terminal ? "inherit" : "pipe", "inherit"];
    current = spawn(process.execPath, args, {cwd: root, env: {...env, LK_COUNT_FILE: countFile(name)}, stdio});
    const timer = setTimeout(() => {
      console.error(`${name} has not ended after ${limit / 60_000} minutes and is stopped`);
      current.kill("SIGKILL");
    }, limit);
    current.stdout?.on("data", (chunk) => process.stdout.write(String(chunk).replace(cursorMoves, "")));
    current.on("error", (error) => console.error(`${name}: ${error.message}`));
    current.on("close", (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/** Runs the commands of one runner up to the first that fails, and counts. */
async function runAll(name, {commands, single}) {
  let code = 0;
  for (const args of commands) if (code === 0) code = await run(name, args);
  const counts = single
    ? {passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0}
    : readCounts(countFile(name));
  if (!counts) console.error(`${name}: no counts were reported (exit code ${code}), which is a failure`);
  return judge(counts, code);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(runners, name));
if (unknown.length > 0) {
  console.error(`unknown runner ${unknown.join(", ")}; there are ${Object.keys(runners).join(", ")}`);
  process.exit(2);
}

const results = [];
const chosen = Object.entries(runners).filter(([name]) => wanted.length === 0 || wanted.includes(name));
for (const [position, [name, runner]] of chosen.entries()) {
  const started = Date.now();
  console.log(`\n── ${position + 1}/${chosen.length} ${runner.title} ──`);
  const counts = await runAll(name, runner);
  results.push(counts);
  console.log(`── ${name}: ${countLine(counts)} in ${((Date.now() - started) / 1000).toFixed(1)} s ──`);
}
rmSync(scratch, {recursive: true, force: true});
const total = sum(results);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${countLine(total)}`);
