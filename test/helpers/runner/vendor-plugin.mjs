// Bundles the packages that page tests import once, so that a test file costs a dozen requests and not hundreds.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {build} from "esbuild";

/** Packages that talk to the test server itself and must come from it. */
const notBundled = [/^@web\//, /^node:/, /^virtual:/];
const specifier = /(?:\bfrom\s*|\bimport\s*\(?\s*)(["'])([^"'./][^"']*)\1/g;

/**
 * A plugin that answers imports of packages with their bundled copy. The copies live in node_modules/.cache under a
 * name made of the lock and the list of packages, so they are made again when either changes.
 */
export async function vendorPlugin({root, folders, conditions}) {
  // A package that is not installed is left to the server, which fails the one file that asks for it.
  const packages = importedPackages(folders.map((folder) => join(root, folder))).filter((name) =>
    isInstalled(root, name),
  );
  const home = await vendorFolder(root, packages, conditions);
  const address = (name) => `/${home.slice(root.length)}/${fileName(name)}.js`;
  const addresses = new Map(packages.map((name) => [name, address(name)]));
  return {name: "vendor", resolveImport: ({source}) => addresses.get(source)};
}

/** The packages that TypeScript sources below the folders import, sorted. Type imports are left out. */
export function importedPackages(folders) {
  const found = new Set();
  for (const file of folders.flatMap(sources)) {
    const code = readFileSync(file, "utf8").replace(/\b(?:import|export) type [^;]*;/g, "");
    for (const [, , name] of code.matchAll(specifier))
      if (!notBundled.some((pattern) => pattern.test(name))) found.add(name);
  }
  return [...found].sort();
}

function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true})
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => join(folder, name));
}

async function vendorFolder(root, packages, conditions) {
  const lock = readFileSync(join(root, "package-lock.json"));
  const key = createHash("sha256")
    .update(lock)
    .update(JSON.stringify([packages, conditions]))
    .digest("hex");
  const home = join(root, "node_modules/.cache/lifecycle-kit", `vendor-${key.slice(0, 16)}`);
  if (!existsSync(home)) await bundle(root, packages, conditions, home);
  return home;
}

/** Builds beside the target and renames: two runs at once, or a killed one, leave a whole folder or none. */
async function bundle(root, packages, conditions, home) {
  mkdirSync(dirname(home), {recursive: true});
  removeOld(dirname(home));
  const staging = mkdtempSync(join(dirname(home), ".vendor-"));
  await build({
    absWorkingDir: root,
    entryPoints: packages.map((name) => ({in: name, out: fileName(name)})),
    outdir: staging,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    conditions,
    define: {"process.env.NODE_ENV": '"development"', "global": "globalThis"},
    logLevel: "error",
  });
  if (existsSync(home)) rmSync(staging, {recursive: true, force: true});
  else renameSync(staging, home);
}

/** Removes copies that no run of the last day has made. */
function removeOld(cache) {
  for (const name of readdirSync(cache).filter((item) => /^\.?vendor-/.test(item))) {
    const age = Date.now() - statSync(join(cache, name)).mtimeMs;
    if (age > 86_400_000) rmSync(join(cache, name), {recursive: true, force: true});
  }
}

function isInstalled(root, name) {
  const [first, second] = name.split("/");
  return existsSync(join(root, "node_modules", first.startsWith("@") ? `${first}/${second}` : first));
}

function fileName(name) {
  return name.replaceAll("/", "__").replace(/\.js$/, "");
}
