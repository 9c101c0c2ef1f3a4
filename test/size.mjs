// `npm run size`: what a page downloads, minified and gzipped, against the budget of each part. Ends with code 1 when
// a part is too big. Widgets are bundled as a page would bundle them; of the worker the files are measured that are released.
import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {build} from "esbuild";
import {build as release} from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const kB = 1000;
const budgets = {shell: 40 * kB, widget: 10 * kB, engine: 90 * kB, engineWithArquero: 170 * kB};
/** A widget asks a Host and does not hold the engine; what comes from there is counted with the engine. */
const engineFile = /[\\/]engine[\\/]/;

/** Minified and gzipped bytes of what loads at once when the entries load (of one, `names` only); lazy parts are told apart. */
async function measure(entries, {without = [], names = null} = {}) {
  const {outputFiles, metafile} = await build({
    stdin: {
      contents: entries
        .map((file, i) => `export ${names ?? `* as e${i}`} from ${JSON.stringify(join(root, file))};`)
        .join("\n"),
      resolveDir: root,
    },
    absWorkingDir: root,
    outdir: "out",
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    conditions: ["browser", "production"],
    external: ["node:*", ...without.filter((name) => typeof name === "string")],
    define: {"process.env.NODE_ENV": '"production"', "__LIFECYCLE_KIT_VERSION__": '"0.0.0"'},
    plugins: without.filter((name) => typeof name !== "string"),
    logLevel: "error",
  });
  const outputs = new Map(Object.entries(metafile.outputs));
  const sizes = new Map(
    outputFiles.map(({path, contents}) => [path.slice(root.length), gzipSync(contents, {level: 9}).length]),
  );
  const first = [...outputs].find(([, {entryPoint}]) => entryPoint === "<stdin>")[0];
  const eager = reach(first, outputs);
  const total = (names) => [...names].reduce((bytes, name) => bytes + (sizes.get(name) ?? 0), 0);
  return {eager: total(eager), lazy: total([...outputs.keys()].filter((name) => !eager.has(name)))};
}

function reach(name, outputs, seen = new Set()) {
  if (seen.has(name) || !outputs.has(name)) return seen;
  seen.add(name);
  for (const {path, kind} of outputs.get(name).imports) if (kind === "import-statement") reach(path, outputs, seen);
  return seen;
}

/** Leaves the engine out of a measurement, as if it were there already. */
const leaveOutEngine = {
  name: "leave-out-engine",
  setup({onResolve}) {
    onResolve({filter: /^\./}, ({path, resolveDir}) =>
      engineFile.test(join(resolveDir, path).slice(root.length - 1)) ? {path, external: true} : null,
    );
  },
};

function widgets() {
  const folder = join(root, "components");
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "define.ts")))
    .sort();
}

const lines = [];
let over = 0;

function judge(part, bytes, budget) {
  const fits = bytes <= budget;
  if (!fits) over += 1;
  lines.push(
    `${fits ? "ok  " : "OVER"} ${(bytes / kB).toFixed(1).padStart(6)} kB of ${String(budget / kB).padStart(3)} kB  ${part}`,
  );
}

/** The cheapest and the dearest widget alone with its shell, then what each adds to a page that has the base widget. */
async function judgeWidgets(names) {
  const entry = (name) => `components/${name}/define.ts`;
  const options = {without: [leaveOutEngine]};
  const data = names.includes("data") ? [entry("data")] : [];
  const alone = new Map();
  for (const name of names) alone.set(name, (await measure([...data, entry(name)], options)).eager);
  for (const [name, bytes] of alone)
    if (name !== "dashboard" && name !== "data") judge(`lk-${name} alone, with its shell`, bytes, budgets.shell);
  const base = ["metric", "retention"].find((name) => names.includes(name)) ?? names[0];
  const page = (await measure([...data, entry(base)], options)).eager;
  for (const name of names.filter((other) => other !== base && other !== "data")) {
    const both = (await measure([...data, entry(base), entry(name)], options)).eager;
    judge(`lk-${name} on a page with lk-${base}`, both - page, budgets.widget);
  }
}

/** The files of the worker as they are released: name → bytes and the files it imports at once, and module → its file. */
async function releasedWorker() {
  const built = await release({
    configFile: join(root, "vite.cdn.config.ts"),
    mode: "worker",
    logLevel: "error",
    build: {write: false, sourcemap: false},
  });
  const chunks = [built].flat().flatMap(({output}) => output.filter(({type}) => type === "chunk"));
  const files = new Map(
    chunks.map(({fileName, code, imports}) => [fileName, {bytes: gzipSync(code, {level: 9}).length, imports}]),
  );
  const fileOf = new Map(chunks.map(({facadeModuleId, fileName}) => [facadeModuleId?.slice(root.length), fileName]));
  return {files, fileOf};
}

/** Bytes of the files that load for these modules, what they import at once included. */
function loadedFor({files, fileOf}, modules) {
  const seen = new Set();
  const load = (name) => {
    if (seen.has(name) || !files.has(name)) return;
    seen.add(name);
    files.get(name).imports.forEach(load);
  };
  for (const module of modules) {
    if (!fileOf.has(module)) throw new Error(`${module} is in no file of its own`);
    load(fileOf.get(module));
  }
  return [...seen].reduce((bytes, name) => bytes + files.get(name).bytes, 0);
}

const entry = "engine/hosts/worker-entry.ts";

/** What the first question of a kind loads besides the worker: who answers it and who says the answer in words. */
function modulesOf(kind) {
  const own = [`engine/analyses/${kind}.ts`, `engine/hosts/${kind}.ts`].find((file) => existsSync(join(root, file)));
  return [entry, own, `engine/results/summaries/${kind}.ts`];
}

/** An analysis that only measures are read from has no sentence. */
function kinds() {
  const said = readdirSync(join(root, "engine/results/summaries")).map((name) => name.replace(/\.ts$/, ""));
  const answered = ["analyses", "hosts"].flatMap((room) => readdirSync(join(root, "engine", room)));
  return said.filter((kind) => answered.includes(`${kind}.ts`));
}

async function judgeEngine() {
  const worker = await releasedWorker();
  judge("engine in its worker, plain files read, without Arquero", loadedFor(worker, [entry]), budgets.engine);
  for (const kind of kinds()) {
    const bytes = loadedFor(worker, modulesOf(kind));
    lines.push(
      `     ${(bytes / kB).toFixed(1).padStart(6)} kB            the same and a first question of kind ${kind}`,
    );
  }
  const all = [...worker.files.values()].reduce((sum, {bytes}) => sum + bytes, 0);
  lines.push(`     ${(all / kB).toFixed(1).padStart(6)} kB            all files of the worker`);
  const here = await measure(["engine/hosts/here.ts"]);
  judge("engine on the page's own thread, as lk-data has it", here.eager, budgets.engine);
  const page = await measure(["engine/index.ts"], {names: "{localHost, openDataset}"});
  judge("engine from code on the page's own thread, with Arquero", page.eager, budgets.engineWithArquero);
}

await judgeWidgets(widgets());
await judgeEngine();
console.log(lines.join("\n"));
console.log(over === 0 ? "all parts keep their budgets" : `${over} of the parts above are too big`);
process.exitCode = over === 0 ? 0 : 1;
