// Finds a Chromium on this machine and starts it for rendering: sandboxed, with a fresh profile, over a pipe.
import {spawnSync} from "node:child_process";
import {accessSync, constants, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {homedir, tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {
  Browser as BrowserName,
  ChromeReleaseChannel,
  computeSystemExecutablePath,
  getInstalledBrowsers,
} from "@puppeteer/browsers";
import puppeteer, {type Browser} from "puppeteer-core";
import {unpackBrowser, type PackedBrowser} from "./packed-browser.js";

/** No browser, or one that does not start: the command line ends with code 4. */
export class BrowserError extends Error {
  readonly exitCode = 4;
  override readonly name = "BrowserError";
}

/** What `findBrowser` looks at; tests replace single parts of it. */
export type BrowserEffects = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
  /** True for a file that may be run; a file without the x bit only looks like a browser. */
  readonly isExecutable: (file: string) => boolean;
  /** Executables in Puppeteer's own cache, the best one first. */
  readonly cached: () => Promise<readonly {readonly file: string; readonly shell: boolean}[]>;
  /** Where Chrome's installer puts a release channel, or null. */
  readonly installed: (channel: ChromeReleaseChannel) => string | null;
  /** The browser packed in a development dependency, or null where there is none. */
  readonly packed: () => Promise<PackedBrowser | null>;
  /** One line for the person at the terminal, on standard error. */
  readonly warn: (line: string) => void;
};

/** A browser and how to start it. */
export type FoundBrowser = {
  readonly executablePath: string;
  /** "shell" for the headless-only build, true for a whole browser. */
  readonly headless: true | "shell";
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How it was found, for the log. */
  readonly origin: string;
};

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

const shellNames = ["chromium-headless-shell", "chrome-headless-shell"];
const browserNames = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];
const channels = [
  ChromeReleaseChannel.STABLE,
  ChromeReleaseChannel.BETA,
  ChromeReleaseChannel.DEV,
  ChromeReleaseChannel.CANARY,
];

/**
 * Finds a browser: PUPPETEER_EXECUTABLE_PATH, a headless shell on PATH, Puppeteer's cache, an installed Chrome,
 * a Chromium or Edge on PATH, the packed browser. Throws BrowserError with three remedies when there is none.
 */
export async function findBrowser(overrides: Partial<BrowserEffects> = {}): Promise<FoundBrowser> {
  const effects = {...machineEffects(), ...overrides};
  const found = named(effects) ?? onPath(shellNames, true, effects) ?? (await cachedBrowser(effects));
  const browser = found ?? installedBrowser(effects) ?? onPath(browserNames, false, effects) ?? (await packed(effects));
  if (!browser) throw new BrowserError(noBrowser);
  return {...browser, args: [...browser.args, ...sandboxArgs(effects)]};
}

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

const noBrowser =
  "no browser was found. Do one of these: install one (Debian: apt-get install chromium-headless-shell), " +
  "or run npx puppeteer browsers install chrome-headless-shell, " +
  "or set PUPPETEER_EXECUTABLE_PATH to the program of a Chrome, Chromium or Edge";

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

type Candidate = FoundBrowser | null;

function candidate(executablePath: string, shell: boolean, origin: string): FoundBrowser {
  return {executablePath, headless: shell ? "shell" : true, args: [], env: {}, origin};
}

function named({env, isExecutable}: BrowserEffects): Candidate {
  const file = env["PUPPETEER_EXECUTABLE_PATH"];
  if (!file) return null;
  if (!isExecutable(file)) {
    throw new BrowserError(`PUPPETEER_EXECUTABLE_PATH must be a program that can be run; got ${file}`);
  }
  return candidate(file, /headless[-_]shell/.test(file), "PUPPETEER_EXECUTABLE_PATH");
}

function onPath(names: readonly string[], shell: boolean, {env, isExecutable}: BrowserEffects): Candidate {
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const endings = process.platform === "win32" ? [".exe"] : [""];
  for (const name of names) {
    for (const folder of folders) {
      const file = endings.map((ending) => join(folder, name + ending)).find(isExecutable);
      if (file) return candidate(file, shell, "PATH");
    }
  }
  return null;
}

async function cachedBrowser({cached, isExecutable}: BrowserEffects): Promise<Candidate> {
  const hit = (await cached()).find(({file}) => isExecutable(file));
  return hit ? candidate(hit.file, hit.shell, "Puppeteer's cache") : null;
}

function installedBrowser({installed, isExecutable}: BrowserEffects): Candidate {
  for (const channel of channels) {
    const file = installed(channel);
    if (file && isExecutable(file)) return candidate(file, false, `installed Chrome (${channel})`);
  }
  return null;
}

async function packed({packed: unpack}: BrowserEffects): Promise<Candidate> {
  const found = await unpack();
  return found && {...candidate(found.executablePath, true, "@sparticuz/chromium"), env: found.env};
}

let warned = false;

/** Chromium refuses to run its sandbox as root; the person is told once a process. */
function sandboxArgs({uid, warn}: BrowserEffects): string[] {
  if (uid !== 0) return [];
  if (!warned) warn("warning: running as root, so the browser runs without its sandbox");
  warned = true;
  return ["--no-sandbox"];
}

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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isOurs(folder: string): boolean {
  return statSync(folder, {throwIfNoEntry: false})?.uid === process.getuid?.();
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0] ?? "";
}

function machineEffects(): BrowserEffects {
  return {
    env: process.env,
    uid: process.getuid?.(),
    isExecutable,
    cached: cachedBrowsers,
    installed: installedChrome,
    packed: () => unpackBrowser({probe}),
    warn: (line) => void process.stderr.write(`${line}\n`),
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    const stat = statSync(file);
    return stat.isFile() && stat.size > 0;
  } catch {
    return false;
  }
}

async function cachedBrowsers(): Promise<{file: string; shell: boolean}[]> {
  const cacheDir = process.env["PUPPETEER_CACHE_DIR"] ?? join(homedir(), ".cache", "puppeteer");
  const all = await getInstalledBrowsers({cacheDir}).catch(() => []);
  const shells = all.filter(({browser}) => browser === BrowserName.CHROMEHEADLESSSHELL);
  const whole = all.filter(({browser}) => browser === BrowserName.CHROME || browser === BrowserName.CHROMIUM);
  return [...shells, ...whole].map(({executablePath: file, browser}) => ({
    file,
    shell: browser === BrowserName.CHROMEHEADLESSSHELL,
  }));
}

function installedChrome(channel: ChromeReleaseChannel): string | null {
  try {
    return computeSystemExecutablePath({browser: BrowserName.CHROME, channel});
  } catch {
    return null;
  }
}

/** True when the program starts at all, with these additions to the environment. */
function probe(file: string, env: Readonly<Record<string, string>>): boolean {
  const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const {status} = spawnSync(file, [...root, "--version"], {env: {...process.env, ...env}, timeout: 30_000});
  return status === 0;
}
