// `report`: writes the reports of a config, says what it would write, or keeps a preview up to date.
import type {OutputConfig} from "../config/schema.js";
import {loadConfig} from "../config/load.js";
import {openInputs} from "../data/open.js";
import {launchBrowser} from "../render/browser.js";
import {builtKit} from "../render/kit.js";
import type {Terminal} from "../terminal/console.js";
import {UsageError} from "../terminal/exit.js";
import {untilStopped} from "../terminal/stop.js";
import {dryRun} from "../write/dry-run.js";
import {runReport, type RunEffects, type RunOptions} from "../write/run.js";
import {watchReport} from "../write/watch.js";

export interface ReportOptions {
  out?: string;
  format?: string[];
  only?: string[];
  param?: Record<string, string>;
  dryRun?: boolean;
  watch?: boolean;
  port?: number;
}

const FORMATS = ["html", "pdf", "csv", "json"] as const;

/** The real world. */
export const realEffects: RunEffects = {now: Date.now, open: openInputs, launch: launchBrowser, kit: builtKit};

export async function report(file: string, options: ReportOptions, terminal: Terminal): Promise<void> {
  const {out, only, param: params} = options;
  const choice = {out, only, params, formats: formatsOf(options.format)};
  await untilStopped(async (signal) => {
    if (options.watch) return watchReport(file, {...choice, signal, port: options.port ?? 0}, realEffects, terminal);
    const loaded = await loadConfig(file);
    if (options.dryRun) return dryRun(loaded, {...choice, signal}, realEffects, terminal);
    await writeReport(loaded, {...choice, signal}, terminal);
  });
}

async function writeReport(
  loaded: Awaited<ReturnType<typeof loadConfig>>,
  options: RunOptions,
  terminal: Terminal,
): Promise<void> {
  const {folder, files} = await runReport(loaded, options, realEffects, terminal);
  terminal.note(`${files.length} ${files.length === 1 ? "file" : "files"} in ${folder}`);
}

function formatsOf(formats: readonly string[] | undefined): OutputConfig["format"][] | undefined {
  return formats?.map((format) => {
    const known = FORMATS.find((name) => name === format);
    if (known) return known;
    throw new UsageError(`--format ${format}: write ${FORMATS.join(", ")}, or some of them with commas`);
  });
}
