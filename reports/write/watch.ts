// `--watch`: writes the report again whenever its config or an input changes, and shows it on a page that follows.
import {readFile} from "node:fs/promises";
import {dirname, join, resolve} from "node:path";
import {watch as watchFiles} from "chokidar";
import {loadConfig, type LoadedConfig} from "../config/load.js";
import {isAddress} from "../data/inputs.js";
import type {Terminal} from "../terminal/console.js";
import {messageOf} from "../terminal/exit.js";
import {startPreview} from "./preview.js";
import {runReport, type RunEffects, type RunOptions} from "./run.js";

export interface WatchOptions extends RunOptions {
  /** Port of the preview; 0 for any that is free. */
  readonly port: number;
}

/** How long files must be quiet before the report is written again, in ms: an editor may write one several times. */
const QUIET = 200;

/** Runs until `signal` fires. A config or data that cannot be used is told, on the page too, and the watch goes on. */
export async function watchReport(
  named: string,
  options: WatchOptions,
  effects: RunEffects,
  terminal: Terminal,
): Promise<void> {
  const {signal} = options;
  const preview = await startPreview(options.port);
  const files = watchFiles([resolve(named)], {
    ignoreInitial: true,
    awaitWriteFinish: {stabilityThreshold: QUIET, pollInterval: 50},
  });
  try {
    terminal.note(`preview at ${preview.address}`);
    const run = async () => {
      try {
        const loaded = await loadConfig(named);
        files.add(watched(loaded));
        const {folder, files: written} = await runReport(loaded, options, effects, terminal);
        const page = written.find((name) => name.endsWith(".html"));
        preview.show(page === undefined ? null : await readFile(join(folder, page)), null);
      } catch (error) {
        if (signal?.aborted) return;
        const message = messageOf(error, terminal.verbose);
        terminal.note(message);
        preview.show(null, message);
      }
    };
    await run();
    await onEachChange(files, run, signal);
  } finally {
    await files.close();
    await preview.close();
  }
}

function watched({file, config}: LoadedConfig): string[] {
  const named = [
    ...config.inputs,
    ...Object.values(config.tables ?? {}),
    ...(config.rates === undefined ? [] : [config.rates]),
  ];
  const paths = named
    .map((input) => (typeof input === "string" ? input : input.path))
    .filter((path) => !isAddress(path));
  const others = [config.logo, config.each?.file].filter((path) => path !== undefined);
  return [...paths, ...others].map((path) => resolve(dirname(file), path));
}

/** Calls `run` after every change, one at a time; changes during a run make one more. Resolves when `signal` fires. */
async function onEachChange(
  files: ReturnType<typeof watchFiles>,
  run: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  let changed = false;
  let wake = () => {};
  files.on("all", () => {
    changed = true;
    wake();
  });
  signal?.addEventListener("abort", () => wake(), {once: true});
  while (!signal?.aborted) {
    if (changed) {
      changed = false;
      await run();
    } else await new Promise<void>((resolve) => (wake = resolve));
  }
}
