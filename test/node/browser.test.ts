// Finding a browser: the order of places, what a missing one says, and a start that leaves nothing behind.
import assert from "node:assert/strict";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, it} from "node:test";
import {launchBrowser, removeStaleProfiles} from "../../reports/render/browser.js";
import {BrowserError, findBrowser, type BrowserEffects} from "../../reports/render/find-browser.js";

/** A machine on which only the listed files can be run. */
function machine(runnable: string[], more: Partial<BrowserEffects> = {}): Partial<BrowserEffects> {
  return {
    env: {PATH: "/a:/b"},
    uid: 1000,
    isExecutable: (file) => runnable.includes(file),
    cached: () => Promise.resolve([]),
    installed: () => null,
    packed: () => Promise.resolve(null),
    warn: () => undefined,
    ...more,
  };
}

const cache = {cached: () => Promise.resolve([{file: "/cache/shell", shell: true}])};
const chrome = {installed: (channel: string) => (channel === "beta" ? "/opt/chrome-beta" : null)};
const packed = {packed: () => Promise.resolve({executablePath: "/packed", env: {LD_LIBRARY_PATH: "/lib"}})};

describe("findBrowser", () => {
  it("takes the program that PUPPETEER_EXECUTABLE_PATH names before all others", async () => {
    const env = {PATH: "/a", PUPPETEER_EXECUTABLE_PATH: "/mine"};
    const found = await findBrowser(machine(["/mine", "/a/chromium-headless-shell"], {env}));
    assert.equal(found.executablePath, "/mine");
    assert.equal(found.headless, true);
  });

  it("refuses a PUPPETEER_EXECUTABLE_PATH that cannot be run, rather than take another browser", async () => {
    const env = {PATH: "/a", PUPPETEER_EXECUTABLE_PATH: "/gone"};
    await assert.rejects(findBrowser(machine(["/a/chromium"], {env})), /PUPPETEER_EXECUTABLE_PATH.*\/gone/);
  });

  it("takes a headless shell, then the cache, then Chrome, then Chromium on the path, then the packed browser", async () => {
    const all = ["/b/chrome-headless-shell", "/cache/shell", "/opt/chrome-beta", "/b/chromium"];
    const rest = {...cache, ...chrome, ...packed};
    const order: string[] = [];
    for (let runnable = all; ; runnable = runnable.slice(1)) {
      order.push((await findBrowser(machine(runnable, rest))).executablePath);
      if (runnable.length === 0) break;
    }
    assert.deepEqual(order, [...all, "/packed"]);
  });

  it("passes over a file that exists and cannot be run", async () => {
    const found = await findBrowser(machine(["/b/chromium"], {...cache, ...chrome}));
    assert.equal(found.executablePath, "/b/chromium");
  });

  it("hands on what the packed browser needs in its environment", async () => {
    const found = await findBrowser(machine([], packed));
    assert.deepEqual({...found.env}, {LD_LIBRARY_PATH: "/lib"});
    assert.equal(found.headless, "shell");
  });

  it("names three remedies when there is no browser, and asks for exit code 4", async () => {
    await assert.rejects(findBrowser(machine([])), (error) => {
      assert.ok(error instanceof BrowserError);
      assert.equal(error.exitCode, 4);
      for (const remedy of ["apt-get install", "npx puppeteer", "PUPPETEER_EXECUTABLE_PATH"])
        assert.match(error.message, new RegExp(remedy));
      return true;
    });
  });

  it("keeps the sandbox, and gives it up only for root, saying so in one line", async () => {
    const lines: string[] = [];
    const as = (uid: number) => findBrowser(machine(["/a/chromium"], {uid, warn: (text) => lines.push(text)}));
    assert.deepEqual((await as(1000)).args, []);
    assert.deepEqual(lines, []);
    assert.deepEqual((await as(0)).args, ["--no-sandbox"]);
    await as(0);
    assert.equal(lines.length, 1);
  });
});

const profiles = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`lifecycle-kit-browser-${process.pid}-`));

describe("launchBrowser", () => {
  it("renders, reaches nothing on the network, and leaves no process and no profile", async () => {
    let requests = 0;
    const server = createServer((_request, response) => response.end(String((requests += 1))));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const {browser, version, close} = await launchBrowser();
    try {
      assert.match(version, /Chrom/);
      assert.equal(profiles().length, 1);
      const page = await browser.newPage();
      await page.setContent("<p>seven</p>");
      assert.equal(await page.evaluate(() => document.body.innerText), "seven");
      await assert.rejects(page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
      assert.equal(requests, 0);
    } finally {
      await close();
      server.close();
    }
    assert.notEqual(browser.process()?.exitCode ?? browser.process()?.signalCode, null);
    assert.deepEqual(profiles(), []);
  });

  it("closes the browser when its signal is aborted", async () => {
    const controller = new AbortController();
    const {browser} = await launchBrowser({signal: controller.signal});
    const gone = new Promise((resolve) => browser.once("disconnected", resolve));
    controller.abort();
    await gone;
    assert.equal(browser.connected, false);
  });

  it("does not start under a signal that is aborted already", async () => {
    await assert.rejects(launchBrowser({signal: AbortSignal.abort()}), {name: "AbortError"});
  });

  it("says which program did not start", async () => {
    const effects = machine(["/bin/false"], {env: {PUPPETEER_EXECUTABLE_PATH: "/bin/false"}});
    await assert.rejects(
      launchBrowser({effects}),
      (error) => error instanceof BrowserError && error.message.includes("/bin/false"),
    );
    assert.deepEqual(profiles(), []);
  });
});

describe("removeStaleProfiles", () => {
  it("removes the profile of a process that has ended and keeps that of one that runs", () => {
    const folder = mkdtempSync(join(tmpdir(), "profiles-"));
    const [dead, alive] = [
      join(folder, "lifecycle-kit-browser-999999999-x"),
      join(folder, `lifecycle-kit-browser-${process.pid}-x`),
    ];
    for (const path of [dead, alive]) mkdirSync(path);
    removeStaleProfiles(folder);
    assert.deepEqual([existsSync(dead), existsSync(alive)], [false, true]);
    rmSync(folder, {recursive: true});
  });
});
