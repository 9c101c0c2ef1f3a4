// Unpacks the headless browser of the development dependency @sparticuz/chromium: Linux on x64, no root needed.
import {spawn} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from "node:fs";
import {createRequire} from "node:module";
import {homedir, tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {pathToFileURL} from "node:url";

export type PackedBrowser = {readonly executablePath: string; readonly env: Readonly<Record<string, string>>};

/** Whether a program starts with these additions to the environment. */
export type Probe = (file: string, env: Readonly<Record<string, string>>) => boolean;

/**
 * Gives the packed browser, unpacked once into the user's cache folder, or null where it is not installed or cannot
 * run. Machines that lack libnss3 and its relatives get the copies that the package carries.
 */
export async function unpackBrowser({probe}: {probe: Probe}): Promise<PackedBrowser | null> {
  const source = locate();
  if (process.platform !== "linux" || process.arch !== "x64" || !source) return null;
  const folder = join(cacheFolder(), `chromium-${source.version}`);
  if (!existsSync(join(folder, "chromium"))) await unpackInto(folder, source.entry);
  const executablePath = join(folder, "chromium");
  const libraries = [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
  const env = [{}, {LD_LIBRARY_PATH: libraries}].find((additions) => probe(executablePath, additions));
  return env ? {executablePath, env} : null;
}

/** The package's version and its entry as a URL, or null when it is not installed. */
function locate(): {version: string; entry: string} | null {
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve("@sparticuz/chromium");
    const folder = entry.slice(0, entry.lastIndexOf("chromium/build") + "chromium".length);
    const {version} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {version: string};
    return {version, entry: pathToFileURL(entry).href};
  } catch {
    return null;
  }
}

/** A folder that only this user writes to: a program found in a shared one could be anybody's. */
function cacheFolder(): string {
  const home = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folder = join(home, "lifecycle-kit");
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    return folder;
  } catch {
    return mkdtempSync(join(tmpdir(), "lifecycle-kit-cache-"));
  }
}

/**
 * Unpacks beside the target and renames, so that a killed or a second run never meets half a browser. The package
 * unpacks into the temporary folder of its process, hence a process with one of its own; the variable for AWS makes
 * it unpack its libraries too.
 */
async function unpackInto(folder: string, entry: string): Promise<void> {
  removeLeftovers(dirname(folder));
  const staging = mkdtempSync(join(dirname(folder), stagingPrefix));
  const script = `const {default: chromium} = await import(${JSON.stringify(entry)}); await (chromium.default ?? chromium).executablePath();`;
  try {
    await runNode(script, {...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x"});
    if (!existsSync(join(folder, "chromium"))) renameSync(staging, folder);
  } catch (error) {
    // Another run may have put the same folder there between the check and the rename.
    if (!existsSync(join(folder, "chromium"))) throw error;
  } finally {
    rmSync(staging, {recursive: true, force: true});
  }
}

const stagingPrefix = ".unpacking-";

/** Removes what a killed run was unpacking; nothing takes ten minutes to unpack. */
function removeLeftovers(cache: string): void {
  for (const name of readdirSync(cache).filter((item) => item.startsWith(stagingPrefix))) {
    const age = Date.now() - (statSync(join(cache, name), {throwIfNoEntry: false})?.mtimeMs ?? Date.now());
    if (age > 600_000) rmSync(join(cache, name), {recursive: true, force: true});
  }
}

function runNode(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let trouble = "";
    child.stderr.on("data", (chunk: Buffer) => (trouble += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `the packed browser could not be unpacked: ${trouble.trim().split("\n").pop() ?? `exit code ${code}`}`,
          ),
        );
    });
  });
}
