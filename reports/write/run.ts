// A run of a report: reads the data, answers, draws, writes every file whole, and leaves a manifest of how it went.
import {mkdir} from "node:fs/promises";
import {dirname, resolve} from "node:path";
import {AbortError} from "../../engine/model/errors.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {LoadedConfig} from "../config/load.js";
import {insideFolder} from "../config/names.js";
import type {openInputs} from "../data/open.js";
import {prepareData} from "../data/prepare.js";
import {documentOf} from "../data/report-document.js";
import type {launchBrowser} from "../render/browser.js";
import {BrowserError} from "../render/find-browser.js";
import type {Kit} from "../render/kit.js";
import {logoAddress} from "../render/logo.js";
import {createRenderer, type Renderer} from "../render/renderer.js";
import type {Terminal} from "../terminal/console.js";
import {exitCodeOf} from "../terminal/exit.js";
import {removeLeftovers, writeAtomic, WriteError} from "./atomic.js";
import {limited, timeLimits, type TimeLimits} from "./limits.js";
import {MANIFEST} from "./manifest.js";
import {chosenSections, planOf, type Choice, type PlannedReport} from "./plan.js";
import {produce} from "./produce.js";
import {startRecord, type RunRecord} from "./record.js";

/** What the outside world does for a run; tests replace single parts. */
export interface RunEffects {
  /** Epoch ms. */
  now(): number;
  open: typeof openInputs;
  launch: typeof launchBrowser;
  kit(): Kit;
}

export interface RunOptions extends Choice {
  /** The output folder; default `report/` beside the config. */
  readonly out?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RunOutcome {
  readonly folder: string;
  /** Names of the files written, in order. */
  readonly files: readonly string[];
}

/** Reports that failed, by their messages; carries the highest exit code of their causes. */
export class RunError extends Error {
  override readonly name = "RunError";
  readonly exitCode: number;
  constructor(readonly causes: readonly unknown[]) {
    super(causes.map((cause) => (cause instanceof Error ? cause.message : String(cause))).join("\n"));
    this.exitCode = Math.max(...causes.map(exitCodeOf));
  }
}

/** Writes a report, or one for each value. One that fails does not stop the others; the run then rejects with all that failed. */
export async function runReport(
  loaded: LoadedConfig,
  options: RunOptions,
  effects: RunEffects,
  terminal: Terminal,
): Promise<RunOutcome> {
  const folder = await outputFolder(loaded, options);
  const record = startRecord(loaded.config.title, effects.now);
  const limits = timeLimits(loaded.config);
  try {
    await limited("run", limits.run, options.signal, async (signal) => {
      const run = {loaded, options: {...options, signal}, effects, terminal, folder, record, limits};
      await writeAll(run);
    });
  } catch (error) {
    record.failed(error, options.signal?.aborted ?? false);
    throw error;
  } finally {
    await writeAtomic(insideFolder(folder, MANIFEST), record.text());
  }
  return {folder, files: record.files};
}

interface Run {
  readonly loaded: LoadedConfig;
  readonly options: RunOptions & {readonly signal: AbortSignal};
  readonly effects: RunEffects;
  readonly terminal: Terminal;
  readonly folder: string;
  readonly record: RunRecord;
  readonly limits: TimeLimits;
}

async function outputFolder({file}: LoadedConfig, {out}: RunOptions): Promise<string> {
  const folder = out === undefined ? resolve(dirname(file), "report") : resolve(out);
  try {
    await mkdir(folder, {recursive: true});
    await removeLeftovers(folder);
  } catch (cause) {
    throw new WriteError(`cannot write to ${folder}: ${(cause as Error).message}`, {cause});
  }
  return folder;
}

async function writeAll(run: Run): Promise<void> {
  const {loaded, options, effects, terminal, record, limits} = run;
  const {signal} = options;
  // What can be found wrong without the data is found before they are read.
  chosenSections(loaded.config, options);
  const logo = loaded.config.logo === undefined ? null : logoAddress(dirname(loaded.file), loaded.config.logo);
  const dataset = await record.time("read", () =>
    limited("load", limits.load, signal, (inner) => prepareData(loaded, effects, terminal, inner)),
  );
  record.read(dataset);
  const plan = planOf(loaded, dataset, options);
  for (const {files} of plan) for (const {name} of files) insideFolder(run.folder, name);
  const renderer = createRenderer({...effects, logo, limits, note: (line) => terminal.note(line), signal});
  try {
    await writeReports(run, plan, dataset, renderer);
  } finally {
    record.drew(renderer);
    await renderer.close();
  }
}

async function writeReports(
  run: Run,
  plan: readonly PlannedReport[],
  dataset: Dataset,
  renderer: Renderer,
): Promise<void> {
  const failures: unknown[] = [];
  const progress = run.terminal.progress("writing");
  try {
    for (const [i, report] of plan.entries()) {
      try {
        await writeOne(run, report, dataset, renderer, (done, what) => progress.tell((i + done) / plan.length, what));
      } catch (error) {
        if (run.options.signal.aborted) throw new AbortError("the run was stopped");
        failures.push(report.each ? labelled(error, report.each.label) : error);
        if (error instanceof BrowserError || error instanceof WriteError) break;
      }
    }
  } finally {
    progress.end();
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new RunError(failures);
}

/** Answers take about this share of a report's time; the rest is drawing. */
const ANSWERING = 0.5;

async function writeOne(
  {loaded: {config}, options, terminal, folder, record}: Run,
  {each, files}: PlannedReport,
  dataset: Dataset,
  renderer: Renderer,
  tell: (done: number, what: string) => void,
): Promise<void> {
  const {signal} = options;
  const wanted = chosenSections(config, options);
  const onProgress = (done: number, heading: string) => tell(done * ANSWERING, heading);
  const document = await record.time("answer", () => documentOf(config, dataset, {each, wanted, onProgress, signal}));
  for (const {heading, number, failure} of document.sections) {
    if (failure !== null) terminal.note(`warning: section "${heading ?? number}" became a note: ${failure}`);
  }
  tell(ANSWERING, document.title);
  const made = await record.time("draw", () => produce(document, files, renderer));
  for (const {bytes, entry} of made) {
    signal.throwIfAborted();
    await record.time("write", () => writeAtomic(insideFolder(folder, entry.file), bytes));
    record.wrote(entry);
    terminal.note(
      `wrote ${entry.file}${entry.pages === null ? "" : `, ${entry.pages} page${entry.pages === 1 ? "" : "s"}`}`,
    );
  }
}

function labelled(error: unknown, label: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(`${label}: ${message}`, {cause: error}), {exitCode: exitCodeOf(error)});
}
