// Builds the library: one ES module for each source file, with the packages of package.json left outside.
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {defineConfig, type Plugin} from "vite";
import {MAP_PRESETS} from "./engine/ingest/map-presets.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  version: string;
};

const {dependencies, peerDependencies} = manifest;
export const {version} = manifest;

const outside = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];

/** Every folder of components/ with a define.ts is an entry of its own, so a new widget needs no change here. */
function widgetEntries(): string[] {
  if (!existsSync(`${root}components`)) return [];
  return readdirSync(`${root}components`, {withFileTypes: true})
    .filter((item) => item.isDirectory())
    .flatMap(({name}) => [`components/${name}/define`, `components/${name}/${name}`]);
}

/** The entries that exist, as output name → source file. */
export function libraryEntries(): Record<string, string> {
  const fixed = ["components/index", "components/define", "engine/index", "reports/index", "reports/cli"];
  const present = [...fixed, ...widgetEntries()].filter((name) => existsSync(`${root}${name}.ts`));
  return Object.fromEntries(present.map((name) => [name, `${root}${name}.ts`]));
}

/** True for what an importer must find in its own node_modules: our dependencies, their files, and Node's modules. */
export function isOutside(source: string): boolean {
  return source.startsWith("node:") || outside.some((name) => source === name || source.startsWith(`${name}/`));
}

const workerUrl = /new URL\(\s*(?:\/\*[^*]*\*\/\s*)?(["'])\.\/worker-entry\.[jt]s\1\s*,\s*import\.meta\.url\s*\)/g;

/**
 * Points the worker host at the worker as a build has it: `address` is the expression that replaces the neighbouring
 * worker-entry.ts of the sources, `prelude` what that expression needs imported.
 */
export function workerAddress(address: string, prelude = ""): Plugin {
  let found = 0;
  return {
    name: "worker-address",
    enforce: "pre",
    transform(code, id) {
      if (!id.includes("/engine/hosts/")) return null;
      const replaced = code.replace(workerUrl, address);
      if (replaced === code) return null;
      found += 1;
      return {code: prelude + replaced, map: null};
    },
    buildEnd(error) {
      if (!error && found === 0 && existsSync(`${root}engine/hosts/worker.ts`)) {
        this.error(
          `no module of engine/hosts says new URL("./worker-entry.js", import.meta.url), so the worker would not be found`,
        );
      }
    },
  };
}

/** Writes each preset of maps as a file: the example for presets of one's own. */
const presetFiles: Plugin = {
  name: "preset-files",
  generateBundle() {
    for (const [name, preset] of Object.entries(MAP_PRESETS))
      this.emitFile({type: "asset", fileName: `presets/${name}.json`, source: `${JSON.stringify(preset, null, 2)}\n`});
  },
};

/** Constants that sources may name: the version, for the warning about two copies on one page. */
export const define = {__LIFECYCLE_KIT_VERSION__: JSON.stringify(version)};

export default defineConfig({
  root,
  publicDir: false,
  // A file without imports of packages, because a page without a bundler cannot resolve those; with a bundler the address is one that
  // it follows, to a file that it may copy alone.
  plugins: [workerAddress(`new URL("../../lifecycle-kit.worker.whole.js", import.meta.url)`), presetFiles],
  define,
  // A server build is a plain translation: addresses made from import.meta.url stay as they were written.
  ssr: {noExternal: true},
  build: {
    ssr: true,
    outDir: "dist",
    emptyOutDir: false,
    target: "es2022",
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: libraryEntries(),
      external: isOutside,
      output: {
        format: "es",
        preserveModules: true,
        preserveModulesRoot: root,
        // npm leaves out folders called node_modules when it packs.
        entryFileNames: ({name}) => `${name.replaceAll("node_modules", "vendor")}.js`,
      },
    },
  },
});
