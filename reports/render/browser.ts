// Starts a Chromium for rendering: sandboxed, with a fresh profile, over a pipe.
import {mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import puppeteer, {type Browser} from "puppeteer-core";
import {isAlive} from "../terminal/alive.js";
import {BrowserError, findBrowser, type BrowserEffects} from "./find-browser.js";

export type LaunchOptions = {
  /** Whether pages may resolve host names. Default false: every name fails, whatever the page asks for. */
  readonly network?: boolean;
  /** Host names and addresses that resolve all the same when `network` is false, such as "127.0.0.1". */
  readonly allowHosts?: readonly string[];
  /** More arguments for the browser. */
  readonly args?: readonly string[];
  /** Milliseconds the browser may take to start. Default 60,000. */
  readonly timeout?: number;
  /** Stops a start under way and closes a started browser. */
  readonly signal?: AbortSignal;
  /** Replaces parts of the machine, for tests. */
  readonly effects?: Partial<BrowserEffects>;
};

/** A started browser; `close` ends its processes and removes its profile, also when it hangs. */
export type LaunchedBrowser = {
  readonly browser: Browser;
  readonly version: string;
  readonly close: () => Promise<void>;
};

/** Starts a browser. Without `network` no page in it reaches anything but what is served by interception. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const {network = false, allowHosts = [], args = [], timeout = 60_000, signal} = options;
  signal?.throwIfAborted();
  removeStaleProfiles();
  const found = await findBrowser(options.effects);
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
  const rules = ["MAP * ~NOTFOUND", ...allowHosts.map((host) => `EXCLUDE ${host}`)].join(", ");
  try {
    const browser = await puppeteer.launch({
      executablePath: found.executablePath,
      headless: found.headless,
      args: [...found.args, ...quietArgs, ...(network ? [] : [`--host-resolver-rules=${rules}`]), ...args],
      env: {...process.env, ...found.env},
      userDataDir: profile,
      pipe: true,
      timeout,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(signal ? {signal} : {}),
    });
    return launched(browser, await browser.version(), profile, signal);
  } catch (cause) {
    removeFolder(profile);
    signal?.throwIfAborted();
    throw new BrowserError(`the browser ${found.executablePath} did not start: ${firstLine(cause)}`, {cause});
  }
}

/** Removes profiles whose process has ended without cleaning up, as after kill -9. */
export function removeStaleProfiles(folder: string = tmpdir()): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(profilePrefix) ? Number.parseInt(name.slice(profilePrefix.length), 10) : NaN;
    if (pid > 0 && !isAlive(pid) && isOurs(join(folder, name))) removeFolder(join(folder, name));
  }
}

const profilePrefix = "lifecycle-kit-browser-";

/** Keeps the browser from calling home and from depending on the machine's screen. */
const quietArgs = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--no-first-run",
  "--no-default-browser-check",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--hide-scrollbars",
];

function launched(browser: Browser, version: string, profile: string, signal?: AbortSignal): LaunchedBrowser {
  const onExit = () => {
    browser.process()?.kill("SIGKILL");
    removeFolder(profile);
  };
  const onAbort = () => void close();
  const forget = () => {
    process.off("exit", onExit);
    signal?.removeEventListener("abort", onAbort);
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= end(browser, profile).finally(forget));
  process.once("exit", onExit);
  signal?.addEventListener("abort", onAbort, {once: true});
  return {browser, version, close};
}

/** Asks the browser to end and, after five seconds, makes it. */
async function end(browser: Browser, profile: string): Promise<void> {
  const program = browser.process();
  const deadline = new Promise<void>((resolve) => setTimeout(resolve, 5000).unref());
  await Promise.race([browser.close().catch(() => undefined), deadline]);
  if (program && program.exitCode === null && program.signalCode === null) program.kill("SIGKILL");
  removeFolder(profile);
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 50});
  } catch {
    // A process of the browser may still hold a file; the next start removes the folder.
  }
}

function isOurs(folder: string): boolean {
  return statSync(folder, {throwIfNoEntry: false})?.uid === process.getuid?.();
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0] ?? "";
}
