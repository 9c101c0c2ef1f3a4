// Runs the tests of the engine and the components in a browser, and writes their counts for test/run.mjs.
import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {esbuildPlugin} from "@web/dev-server-esbuild";
import {defaultReporter} from "@web/test-runner";
import {puppeteerLauncher} from "@web/test-runner-puppeteer";
import {tsImport} from "tsx/esm/api";
import {countReporter} from "./test/helpers/runner/count-reporter.mjs";
import {vendorPlugin} from "./test/helpers/runner/vendor-plugin.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const {findBrowser} = await tsImport("./reports/render/find-browser.ts", import.meta.url);
const {executablePath, headless, args, env} = await findBrowser();
const conditions = ["browser", "development"];

/** Sources name each other with .js; what a page asks for by address (a worker) has only its .ts file. */
async function typescriptAddress(context, next) {
  const file = context.path.endsWith(".js") && `${root}${decodeURIComponent(context.path).slice(1)}`;
  if (file && !existsSync(file) && existsSync(file.replace(/js$/, "ts")))
    context.url = context.url.replace(/\.js(?=$|\?)/, ".ts");
  await next();
}

export default {
  files: ["test/engine/**/*.test.ts", "test/components/**/*.test.ts"],
  rootDir: root,
  nodeResolve: {browser: true, exportConditions: conditions},
  middleware: [typescriptAddress],
  plugins: [
    await vendorPlugin({
      root,
      conditions,
      folders: ["engine", "components", "test/engine", "test/components", "test/helpers"],
    }),
    esbuildPlugin({ts: true, target: "es2022", tsconfig: `${root}tsconfig.json`}),
  ],
  browsers: [
    puppeteerLauncher({launchOptions: {executablePath, headless, args: [...args], env: {...process.env, ...env}}}),
  ],
  concurrency: 2,
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  filterBrowserLogs: ({args}) => !args.some((text) => /Lit is in dev mode/.test(String(text))),
  testFramework: {config: {timeout: 60_000}},
  reporters: [
    defaultReporter({reportTestProgress: process.stdout.isTTY ?? false}),
    countReporter(process.env.LK_COUNT_FILE),
  ],
  coverageConfig: {include: ["components/**", "engine/**"], reportDir: "coverage"},
};
