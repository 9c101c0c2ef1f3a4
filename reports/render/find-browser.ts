// Finds a Chromium on this machine.
import {spawnSync} from "node:child_process";
import {accessSync, constants, statSync} from "node:fs";
import {homedir} from "node:os";
import {delimiter, join} from "node:path";
import {
  Browser as BrowserName,
  ChromeReleaseChannel,
  computeSystemExecutablePath,
  getInstalledBrowsers,
} from "@puppeteer/browsers";
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

const noBrowser =
  "no browser was found. Do one of these: install one (Debian: apt-get install chromium-headless-shell), " +
  "or run npx puppeteer browsers install chrome-headless-shell, " +
  "or set PUPPETEER_EXECUTABLE_PATH to the program of a Chrome, Chromium or Edge";

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
