// Storybook's own build: the sources as they are, without the settings of the library build.
import {readFileSync} from "node:fs";
import {defineConfig} from "vite";
import {workerAddress} from "../vite.config.js";

const {version} = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {version: string};

export default defineConfig({
  define: {__LIFECYCLE_KIT_VERSION__: JSON.stringify(version)},
  plugins: [
    workerAddress(
      "new URL(workerFile, document.baseURI)",
      `import workerFile from "/engine/hosts/worker-entry.ts?worker&url";\n`,
    ),
  ],
  worker: {format: "es"},
  build: {target: "es2022", chunkSizeWarningLimit: 4000},
});
