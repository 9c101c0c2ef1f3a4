// Runs a page engine in a fresh Chromium, served from this machine, and reads how much memory its renderers needed at most.
import {createReadStream, existsSync, readFileSync, readdirSync, statSync} from "node:fs";
import {createServer} from "node:http";
import {basename, dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {tsImport} from "tsx/esm/api";
import {bundles} from "./bundles.mjs";
import {cache} from "./data.mjs";

const {launchBrowser} = await tsImport("../../reports/render/browser.ts", import.meta.url);
const duckdb = fileURLToPath(new URL("node_modules/@duckdb/duckdb-wasm/dist/", import.meta.url));
const types = {js: "text/javascript", wasm: "application/wasm", csv: "text/csv"};

/** Only the files of three folders, by their plain names. */
function serve() {
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url, "http://localhost");
    if (pathname === "/")
      return response.writeHead(200, {"content-type": "text/html"}).end("<!doctype html><title>bench</title>");
    const folder = {"/": bundles, "/duckdb": duckdb, "/data": cache}[dirname(pathname)];
    const file = folder && join(folder, basename(pathname));
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    const type = types[file.split(".").pop()] ?? "application/octet-stream";
    response.writeHead(200, {"content-type": type, "content-length": statSync(file).size});
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** What `run(task)` of a page engine resolves to, with the browser's version and the peak of its renderers in bytes. */
export async function runInPage(engine, task, patience = 600_000) {
  const server = await serve();
  const {browser, version, close} = await launchBrowser({allowHosts: ["127.0.0.1"]});
  try {
    const page = await browser.newPage();
    const broken = new Promise((_, reject) =>
      page.on("error", (error) => reject(new Error(`the page died: ${error.message}`))),
    );
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const started = `import("/${engine}.js").then((m) => m.run(${JSON.stringify(task)}))
      .then((value) => (globalThis.outcome = {value}), (error) => (globalThis.outcome = {error: String(error?.stack ?? error)}))`;
    await page.evaluate(`void ${started}`);
    const outcome = await Promise.race([outcomeOf(page, patience), broken]);
    if (outcome.error) throw new Error(`${engine} in a page: ${outcome.error}`);
    return {...outcome.value, version, peak: rendererPeak(browser.process()?.pid)};
  } finally {
    await close();
    server.closeAllConnections();
    server.close();
  }
}

async function outcomeOf(page, patience) {
  for (const until = Date.now() + patience; Date.now() < until;) {
    const outcome = await page.evaluate("globalThis.outcome ?? null");
    if (outcome) return outcome;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`the page has not ended after ${patience / 1000} s`);
}

/** Peak resident bytes of the renderers below a process, as Linux counts them; null elsewhere. */
function rendererPeak(pid) {
  if (process.platform !== "linux" || !pid) return null;
  const status = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? [statusOf(name)].filter(Boolean) : []));
  const below = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const {id, parent} of status) if (below.has(parent) && !below.has(id)) grown = Boolean(below.add(id));
  }
  const renderers = status.filter(({id, renderer}) => renderer && below.has(id));
  return renderers.length ? renderers.reduce((sum, {peak}) => sum + peak, 0) : null;
}

function statusOf(name) {
  try {
    const text = readFileSync(`/proc/${name}/status`, "utf8");
    const number = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
    const renderer = readFileSync(`/proc/${name}/cmdline`, "utf8").includes("--type=renderer");
    return {id: Number(name), parent: number("PPid"), peak: number("VmHWM") * 1024, renderer};
  } catch {
    return null; // The process has ended meanwhile.
  }
}
