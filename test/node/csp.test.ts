// Widgets on a page with a strict content policy and Trusted Types: no report, no error, and pictures all the same.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {after, before, describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {build, type OutputFile} from "esbuild";
import type {HTTPRequest} from "puppeteer-core";
import {launchBrowser, type LaunchedBrowser} from "../../reports/render/browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}test/components/csp`;
const origin = "http://strict.invalid";
const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  "require-trusted-types-for 'script'; trusted-types lit-html lifecycle-kit",
].join("; ");

async function bundle(): Promise<readonly OutputFile[]> {
  const {outputFiles} = await build({
    entryPoints: [`${folder}/page.ts`],
    absWorkingDir: root,
    outdir: "/",
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    conditions: ["browser", "production"],
    define: {"process.env.NODE_ENV": '"production"', "__LIFECYCLE_KIT_VERSION__": '"0.0.0"'},
    logLevel: "error",
  });
  return outputFiles;
}

/** Answers from memory; everything has the policy. */
function answer(request: HTTPRequest, scripts: readonly OutputFile[]): void {
  const {pathname} = new URL(request.url());
  const script = scripts.find(({path}) => path.replaceAll("\\", "/").endsWith(pathname));
  const headers = {"content-security-policy": policy};
  if (pathname === "/")
    void request.respond({headers, contentType: "text/html", body: readFileSync(`${folder}/page.html`, "utf8")});
  else if (pathname === "/page.css")
    void request.respond({headers, contentType: "text/css", body: readFileSync(`${folder}/page.css`, "utf8")});
  else if (script) void request.respond({headers, contentType: "text/javascript", body: script.text});
  else void request.respond({status: 404, body: ""});
}

describe("widgets under a strict content policy", () => {
  let launched: LaunchedBrowser;
  let outcome: {violations: string[]; states: Record<string, string>};
  const errors: string[] = [];

  before(async () => {
    const scripts = await bundle();
    launched = await launchBrowser();
    const page = await launched.browser.newPage();
    await page.setRequestInterception(true);
    page.on("request", (request) => answer(request, scripts));
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${origin}/`);
    outcome = (await page.evaluate("outcome")) as typeof outcome;
  });

  after(() => launched?.close());

  it("breaks no rule of the policy", () => assert.deepEqual(outcome.violations, []));
  it("throws nothing", () => assert.deepEqual(errors, []));
  it("draws every widget that has an answer in this data", () => {
    for (const name of ["funnel", "retention", "retention-curve"]) assert.equal(outcome.states[name], "ready", name);
  });
});
