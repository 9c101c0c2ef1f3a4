// Bundles what the benchmark runs: the kit and the generator for Node, each page engine and the kit's worker for Chromium.
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {cache} from "./data.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
export const bundles = join(cache, "bundles");

const {version} = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const common = {
  absWorkingDir: root,
  outdir: bundles,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  entryNames: "[name]",
  define: {"process.env.NODE_ENV": '"production"', "__LIFECYCLE_KIT_VERSION__": JSON.stringify(version)},
  logLevel: "error",
};
const resolution = {mainFields: ["browser", "module", "main"], conditions: ["browser", "production"]};
const PAGES = ["kit", "dashboard", "arquero", "rows", "duckdb"];

/** The kit and the generator for Node; needs no peers. */
export async function makeNodeBundles() {
  await build({
    ...common,
    entryPoints: {million: join(root, "stories/sample/million.ts"), engine: join(here, "engines/kit-entry.mjs")},
    platform: "node",
    packages: "external",
  });
}

/** `pages`: the page engines that will be needed. */
export async function makeBundles(pages = PAGES) {
  const files = pages.map((name) => join(here, `pages/${name}.mjs`));
  await Promise.all([
    makeNodeBundles(),
    build({...common, ...resolution, entryPoints: files.filter((file) => existsSync(file)), external: ["node:*"]}),
    build({
      ...common,
      ...resolution,
      entryPoints: {
        "worker": join(root, "engine/hosts/worker-entry.ts"),
        "million-worker": join(root, "stories/sample/million-worker.ts"),
      },
      external: ["node:*"],
    }),
  ]);
}
