// Builds the files that stand alone: `--mode cdn` registers every element; `--mode worker` answers in a worker, its rarer parts in
// files of their own; `--mode whole` is that worker as one file, for those who can take one file only.
import {fileURLToPath} from "node:url";
import {defineConfig, type Plugin} from "vite";
import {define, version, workerAddress} from "./vite.config.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const worker = "engine/hosts/worker-entry.ts";
const modes: Readonly<Record<string, {entry: string; file: string; parts: boolean}>> = {
  cdn: {entry: "components/define.ts", file: "lifecycle-kit.cdn", parts: false},
  worker: {entry: worker, file: "lifecycle-kit.worker", parts: true},
  whole: {entry: worker, file: "lifecycle-kit.worker.whole", parts: false},
};
/** The notices of the packages inside are in a file of their own, where each text stands once. */
const banner = `/*! lifecycle-kit ${version} (MIT), with the packages of licenses.md beside this file */`;

/** What @stdlib brings along for engines that lack it, and every engine of ours has. */
const native: Readonly<Record<string, string>> = {
  "@stdlib/array-float64": "Float64Array",
  "@stdlib/array-uint8": "Uint8Array",
  "@stdlib/array-uint16": "Uint16Array",
  "@stdlib/array-uint32": "Uint32Array",
  "@stdlib/utils-define-property": "Object.defineProperty",
};

/**
 * All that the worker starts with is one file, and so is what most kinds of question share; what two or a few share stands by itself, so
 * that no question loads what it does not need.
 */
const groups = [
  {name: "core", tags: ["$initial" as const], priority: 3},
  {name: "common", test: /[\\/]engine[\\/](analyses|model|stats)[\\/]/, minShareCount: 8, priority: 2},
  {name: "words", test: /[\\/]engine[\\/]results[\\/]/, minShareCount: 7, priority: 2},
  {name: "shared", minShareCount: 2, entriesAware: true, priority: 1},
];

const nativeInstead: Plugin = {
  name: "native-instead",
  enforce: "pre",
  resolveId: (source) => (source in native ? `\0native:${source}` : null),
  load: (id) => (id.startsWith("\0native:") ? `module.exports = ${native[id.slice(8)]!};` : null),
};

export default defineConfig(({mode}) => {
  const wanted = modes[mode];
  if (!wanted) throw new Error(`--mode must be ${Object.keys(modes).join(", ")}; got ${mode}`);
  const {entry, file, parts} = wanted;
  return {
    root,
    publicDir: false,
    plugins: [
      nativeInstead,
      ...(mode === "cdn"
        ? [workerAddress(`new URL(/* @vite-ignore */ "./lifecycle-kit.worker.js", import.meta.url)`)]
        : []),
    ],
    define: {...define, "process.env.NODE_ENV": JSON.stringify("production")},
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: "es2022",
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      license: {fileName: `${file}.licenses.md`},
      lib: {entry: `${root}${entry}`, formats: ["es"], fileName: () => `${file}.js`},
      rolldownOptions: {
        output: {
          codeSplitting: parts && {groups},
          // Pieces that a few share would be named after all of these.
          chunkFileNames: ({name}) => `${file}/${name.startsWith("shared") ? "shared" : "[name]"}-[hash].js`,
          // Vite keeps the white space of libraries for bundlers to come; here none comes after.
          minify: true,
          comments: false,
          postBanner: banner,
        },
      },
    },
  };
});
