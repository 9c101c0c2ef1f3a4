// Opens every story of the built Storybook in a browser and counts it as a test: it renders, its play function and
// its accessibility check pass, and nothing is thrown. Each story is seen in light, dark and right-to-left pages.
import {readFileSync} from "node:fs";
import {createServer} from "node:http";
import {readFile} from "node:fs/promises";
import {extname, join, normalize} from "node:path";
import {fileURLToPath} from "node:url";
import {tsImport} from "tsx/esm/api";
import {reportCounts} from "../helpers/runner/counts.mjs";

const folder = fileURLToPath(new URL("../../storybook-static/", import.meta.url));
const variants = new Map([
  ["light", ""],
  ["dark", "theme:dark"],
  ["rtl", "direction:rtl;locale:ar"],
]);
const pages = 2;
const patience = 90_000;

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Serves the folder on a loopback port; paths stay inside it. */
function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      const body = await readFile(join(folder, path));
      response
        .writeHead(200, {
          "content-type": types[extname(path)] ?? "application/octet-stream",
          "cache-control": "max-age=600",
        })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Every story with its variants, and those whose tags ask to be left out. */
function plan() {
  const {entries} = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
  const stories = Object.values(entries).filter(({type}) => type === "story");
  const only = process.env.LK_STORIES;
  const chosen = only ? stories.filter(({id}) => id.includes(only)) : stories;
  const tested = chosen.filter(({tags}) => tags.includes("test"));
  return {
    skipped: chosen.length - tested.length,
    runs: tested.flatMap((story) => Array.from(variants, ([variant, globals]) => ({...story, variant, globals}))),
  };
}

/** Runs in the page before any script: collects what Storybook announces until the story is finished or broken. */
function listen() {
  const seen = (globalThis.__storyOutcome = {finished: null, broken: []});
  const hear = (channel) => {
    channel.on("storyFinished", (report) => (seen.finished = report));
    for (const name of ["playFunctionThrewException", "storyThrewException", "storyErrored", "storyMissing"]) {
      channel.on(name, (cause) =>
        seen.broken.push(`${name}: ${cause?.message ?? cause?.title ?? JSON.stringify(cause)}`),
      );
    }
  };
  let channel;
  Object.defineProperty(globalThis, "__STORYBOOK_ADDONS_CHANNEL__", {
    configurable: true,
    get: () => channel,
    set(value) {
      channel = value;
      hear(value);
    },
  });
}

/** What is wrong with a story, as lines; none when all is well. */
async function troubles(page, origin, {id, globals}) {
  const thrown = [];
  const onError = (error) => thrown.push(`the page threw: ${error.message ?? error}`);
  page.on("pageerror", onError);
  try {
    await page.goto(`${origin}/iframe.html?id=${id}&viewMode=story&globals=${encodeURIComponent(globals)}`, {
      timeout: patience,
    });
    await page.waitForFunction(
      () => globalThis.__storyOutcome.finished ?? globalThis.__storyOutcome.broken.length > 0,
      {timeout: patience, polling: 50},
    );
    const {finished, broken} = await page.evaluate(outcome);
    return [...thrown, ...broken, ...(broken.length > 0 ? [] : verdict(finished))];
  } catch (error) {
    return [...thrown, `did not finish: ${error.message}`];
  } finally {
    page.off("pageerror", onError);
  }
}

/** Runs in the page: the parts of the outcome that can be sent. */
function outcome() {
  const {finished, broken} = globalThis.__storyOutcome;
  const reports = (finished?.reporters ?? []).map(({type, status, result}) => ({
    type,
    status,
    error: result?.error?.message,
    violations: (result?.violations ?? []).map(({id, help, nodes}) => ({
      id,
      help,
      where: nodes.map(({target}) => target.flat(3).join(" ")).slice(0, 3),
    })),
  }));
  return {broken, finished: finished && {status: finished.status, reports}};
}

function verdict({status, reports}) {
  const a11y = reports.filter(({type}) => type === "a11y");
  if (a11y.length === 0) return ["no accessibility report: the check is switched off or did not run"];
  const found = a11y.flatMap(({violations, error}) => [
    ...violations.map(({id, help, where}) => `${id}: ${help} (${where.join("; ")})`),
    ...(error ? [`the accessibility check failed: ${error}`] : []),
  ]);
  return found.length === 0 && status === "error" ? ["the story ended with an error"] : found;
}

/** A new page that listens from the start. */
async function openPage(browser) {
  const page = await browser.newPage();
  await page.setViewport({width: 1000, height: 800});
  await page.evaluateOnNewDocument(listen);
  return page;
}

async function work(browser, origin, queue, counts) {
  const page = await openPage(browser);
  for (let story = queue.shift(); story; story = queue.shift()) {
    const wrong = await troubles(page, origin, story);
    counts[wrong.length > 0 ? "failed" : "passed"] += 1;
    console.log(`${wrong.length > 0 ? "✗" : "✓"} ${story.title} / ${story.name} (${story.variant})`);
    for (const line of wrong) console.log(`    ${line}`);
  }
  await page.close();
}

const {launchBrowser} = await tsImport("../../reports/render/browser.ts", import.meta.url);
const {runs, skipped} = plan();
const counts = {passed: 0, failed: 0, skipped};
if (runs.length === 0) console.error("no story was found to test");
const server = await serve();
const {browser, close} = await launchBrowser({allowHosts: ["127.0.0.1"]});
try {
  const origin = `http://127.0.0.1:${server.address().port}`;
  await Promise.all(Array.from({length: pages}, () => work(browser, origin, runs, counts)));
} finally {
  await close();
  server.close();
}
reportCounts(counts);
