// Builds all that the package ships: library, page bundle, worker, types and manifest.
// --if-stale skips the work when nothing changed since the last build; --lenient (for `prepare`) never fails an install.
import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules/.cache/lifecycle-kit/build.json");
const rooms = ["engine", "components", "reports"];
const settings = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "vite.config.ts",
  "vite.cdn.config.ts",
];
const tools = [".ci/build.mjs", ".ci/cem.config.mjs"];

/** What a build depends on, as one digest of paths and contents. */
function digest() {
  const hash = createHash("sha256");
  for (const file of [...rooms.flatMap(filesBelow), ...settings, ...tools].sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath ?? item.path, item.name).slice(root.length));
}

/** The steps whose sources exist: a name and the command line of a package's own program. */
function steps() {
  const has = (path) => existsSync(join(root, path));
  const vite = (...rest) => [bin("vite"), "build", "--logLevel", "warn", ...rest];
  return [
    ["library", has("engine/index.ts") || has("components/index.ts"), () => vite()],
    ["page bundle", has("components/define.ts"), () => vite("-c", "vite.cdn.config.ts", "--mode", "cdn")],
    ["worker", has("engine/hosts/worker-entry.ts"), () => vite("-c", "vite.cdn.config.ts", "--mode", "worker")],
    ["whole worker", has("engine/hosts/worker-entry.ts"), () => vite("-c", "vite.cdn.config.ts", "--mode", "whole")],
    ["types", rooms.some(has), () => [bin("typescript", "tsc"), "-p", "tsconfig.build.json", "--pretty", "false"]],
    [
      "manifest",
      has("components"),
      () => [
        bin("@custom-elements-manifest/analyzer", "cem"),
        "analyze",
        "--quiet",
        "--litelement",
        "--globs",
        "components/**/*.ts",
        "--outdir",
        ".",
        "--config",
        ".ci/cem.config.mjs",
      ],
    ],
  ].filter(([, wanted]) => wanted);
}

/** The file behind a package's command, whether or not node_modules/.bin is in order. */
function bin(name, command = name) {
  const require = createRequire(import.meta.url);
  const folder = packageFolder(require, name);
  const {bin: bins} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bins === "string" ? bins : bins[command]);
}

function packageFolder(require, name) {
  for (const base of require.resolve.paths(name) ?? [])
    if (existsSync(join(base, name, "package.json"))) return join(base, name);
  throw new Error(`the package ${name} is not installed; run npm ci with the development dependencies`);
}

function run(name, [file, ...args]) {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {cwd: root, stdio: ["ignore", "inherit", "inherit"]});
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code !== 0) return reject(new Error(`${name} failed (${signal ?? `exit code ${code}`})`));
      console.log(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve();
    });
  });
}

/** Runs every step, the slow type step beside the others; tells of all failures, not only the first. */
async function build() {
  const wanted = steps();
  if (wanted.length === 0) return console.log("nothing to build yet");
  rmSync(join(root, "dist"), {recursive: true, force: true});
  const types = wanted.filter(([name]) => name === "types").map(([name, , command]) => run(name, command()));
  const results = await Promise.allSettled([...types, oneByOne(wanted.filter(([name]) => name !== "types"))]);
  const failures = results.filter(({status}) => status === "rejected").map(({reason}) => reason.message);
  joinLicences();
  if (failures.length > 0) throw new Error(failures.join("; "));
}

async function oneByOne(wanted) {
  const failures = [];
  for (const [name, , command] of wanted) await run(name, command()).catch((error) => failures.push(error.message));
  if (failures.length > 0) throw new Error(failures.join("; "));
}

/** Joins the notices of the bundled packages into one file, each licence text once however many packages carry it. */
function joinLicences() {
  const dist = join(root, "dist");
  const files = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith(".licenses.md")) : [];
  const carriers = new Map();
  for (const section of files.flatMap((name) => readFileSync(join(dist, name), "utf8").split(/^## /m).slice(1))) {
    const [title, ...rest] = section.split("\n");
    const text = rest.join("\n").trim();
    carriers.set(text, (carriers.get(text) ?? new Set()).add(title.trim()));
  }
  const parts = Array.from(carriers, ([text, titles]) => `## ${[...titles].sort().join(", ")}\n\n${text}\n`);
  if (parts.length > 0)
    writeFileSync(join(dist, "licenses.md"), `# Licences of the packages in the bundles\n\n${parts.join("\n")}`);
  for (const name of files) rmSync(join(dist, name));
}

function isFresh(hash) {
  const made = ["dist", ...(existsSync(join(root, "components")) ? ["custom-elements.json"] : [])];
  if (!existsSync(stamp) || !made.every((name) => existsSync(join(root, name)))) return false;
  return JSON.parse(readFileSync(stamp, "utf8")).hash === hash;
}

async function main(flags) {
  const hash = digest();
  if (flags.has("--if-stale") && isFresh(hash)) return console.log("the build is up to date");
  rmSync(stamp, {force: true});
  await build();
  mkdirSync(dirname(stamp), {recursive: true});
  writeFileSync(stamp, JSON.stringify({hash}));
}

const flags = new Set(process.argv.slice(2));
try {
  await main(flags);
} catch (error) {
  console.error(`build: ${error.message}`);
  process.exitCode = flags.has("--lenient") ? 0 : 1;
  if (flags.has("--lenient")) console.error("build: the installation goes on; run npm run build to see the trouble");
}
