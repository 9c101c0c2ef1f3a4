// Builds the two files that stand alone: `--mode cdn` registers every element, `--mode worker` answers in a worker.
import {fileURLToPath} from "node:url";
import {defineConfig} from "vite";
import {define, version, workerAddress} from "./vite.config.js";

const root = fileURLToPath(new URL(".", import.meta.url));
const files = {cdn: "components/define.ts", worker: "engine/hosts/worker-entry.ts"};
/** The notices of the packages inside are in a file of their own, where each text stands once. */
const banner = `/*! lifecycle-kit ${version} (MIT), with the packages of licenses.md beside this file */`;

export default defineConfig(({mode}) => {
  if (mode !== "cdn" && mode !== "worker") throw new Error(`--mode must be cdn or worker; got ${mode}`);
  return {
    root,
    publicDir: false,
    plugins:
      mode === "cdn" ? [workerAddress(`new URL(/* @vite-ignore */ "./lifecycle-kit.worker.js", import.meta.url)`)] : [],
    define: {...define, "process.env.NODE_ENV": JSON.stringify("production")},
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: "es2022",
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      license: {fileName: `lifecycle-kit.${mode}.licenses.md`},
      lib: {entry: `${root}${files[mode]}`, formats: ["es"], fileName: () => `lifecycle-kit.${mode}.js`},
      // Vite keeps the white space of libraries for bundlers to come; here none comes after.
      rolldownOptions: {output: {codeSplitting: false, minify: true, comments: false, postBanner: banner}},
    },
  };
});
