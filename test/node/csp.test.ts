// Widgets on a page with a strict content policy and Trusted Types: no report, no error, and pictures all the same.
import assert from "node:assert/strict";
import {existsSync, readFileSync} from "node:fs";
import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";
import {basename, join} from "node:path";
import {after, before, describe, it} from "node:test";
import {fileURLToPath} from "node:url";
import {build, type BuildOptions} from "esbuild";
import {launchBrowser, type LaunchedBrowser} from "../../reports/render/browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}test/components/csp`;
const policy = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'",
  "require-trusted-types-for 'script'; trusted-types lit-html lifecycle-kit",
].join("; ");

const common: BuildOptions & {write: false} = {
  absWorkingDir: root,
  outdir: "/",
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
  conditions: ["browser", "production"],
  define: {"process.env.NODE_ENV": '"production"', "__LIFECYCLE_KIT_VERSION__": '"0.0.0"'},
  logLevel: "error",
};

/** A script by its path on the page: the page in parts, and the worker as it is released. */
type Scripts = (pathname: string) => string | null;

async function bundle(): Promise<Scripts> {
  const {outputFiles} = await build({...common, entryPoints: [`${folder}/page.ts`], splitting: true});
  const page = new Map(outputFiles.map(({path, text}) => [`/${basename(path)}`, text]));
  return (pathname) => page.get(pathname) ?? released(pathname);
}

function released(pathname: string): string | null {
  const file = join(root, "dist", pathname);
  return /^\/lifecycle-kit\.worker[./]/.test(pathname) && existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Answers from memory; everything has the policy. A server, since what a worker asks for cannot be intercepted. */
async function serve(scripts: Scripts, asked: string[]): Promise<Server> {
  const server = createServer(({url}, response) => {
    const {pathname} = new URL(url!, "http://localhost");
    asked.push(pathname);
    const send = (type: string, body: string) =>
      response.writeHead(200, {"content-security-policy": policy, "content-type": type}).end(body);
    const script = scripts(pathname);
    if (pathname === "/") send("text/html", readFileSync(`${folder}/page.html`, "utf8"));
    else if (pathname === "/page.css") send("text/css", readFileSync(`${folder}/page.css`, "utf8"));
    else if (script !== null) send("text/javascript", script);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("widgets under a strict content policy", () => {
  let launched: LaunchedBrowser;
  let server: Server;
  let outcome: {violations: string[]; states: Record<string, string>; worker: object};
  const errors: string[] = [];
  const asked: string[] = [];

  before(async () => {
    server = await serve(await bundle(), asked);
    launched = await launchBrowser({allowHosts: ["127.0.0.1"]});
    const page = await launched.browser.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    outcome = (await page.evaluate("outcome")) as typeof outcome;
  });

  after(async () => {
    await launched?.close();
    server?.close();
  });

  it("breaks no rule of the policy", () => assert.deepEqual(outcome.violations, []));
  it("throws nothing", () => assert.deepEqual(errors, []));
  it("draws every widget that has an answer in this data", () => {
    for (const name of ["funnel", "retention", "retention-curve"]) assert.equal(outcome.states[name], "ready", name);
  });
  it("answers in a worker at a given address", () => {
    assert.deepEqual(outcome.worker, {state: "ready", reached: [3, 2, 2, 1, 1, 1], lines: []});
    assert.ok(asked.includes("/lifecycle-kit.worker.js"));
  });
  it("loads of the worker what the question needs, and no more", () => {
    const parts = asked.flatMap((path) => /^\/lifecycle-kit\.worker\/(\w+)-/.exec(path)?.[1] ?? []);
    for (const name of ["core", "funnel"]) assert.ok(parts.includes(name), name);
    for (const name of ["retention", "stages", "parquet"]) assert.ok(!parts.includes(name), name);
  });
});
