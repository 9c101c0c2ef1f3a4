// `--dry-run`: what a run would read, answer and write. It answers every question once, draws nothing and writes nothing.
import {dirname, resolve} from "node:path";
import type {LoadedConfig} from "../config/load.js";
import {prepareData} from "../data/prepare.js";
import {documentOf, type ReportDocument} from "../data/report-document.js";
import type {Terminal} from "../terminal/console.js";
import {chosenSections, planOf, type PlannedReport} from "./plan.js";
import type {RunEffects, RunOptions} from "./run.js";

/** Prints the plan of a run on standard output. Throws whatever would fail the run before anything is drawn. */
export async function dryRun(
  loaded: LoadedConfig,
  options: RunOptions,
  effects: RunEffects,
  terminal: Terminal,
): Promise<void> {
  const {config, file} = loaded;
  const {signal, out} = options;
  const wanted = chosenSections(config, options);
  const dataset = await prepareData(loaded, effects, terminal, signal);
  const plan = planOf(loaded, dataset, options);
  // The questions of all values are the same; the first value shows whether they can be asked.
  const first = plan[0] && (await documentOf(config, dataset, {each: plan[0].each, wanted, signal}));
  const folder = out === undefined ? resolve(dirname(file), "report") : resolve(out);
  await terminal.out(`${[...inputLines(first), ...sectionLines(first), ...fileLines(plan, folder)].join("\n")}\n`);
}

function inputLines(document: ReportDocument | undefined): string[] {
  const files = document?.source.files ?? [];
  return [
    "inputs",
    ...files.map(({path, source, read, rejected}) => `  ${path}  ${source}, ${read} rows, ${rejected} rejected`),
  ];
}

function sectionLines(document: ReportDocument | undefined): string[] {
  const lines = (document?.sections ?? []).map(({number, heading, widget, result, failure}) => {
    const what = result ? `${result.kind} as ${widget}: ${result.summary}` : (failure ?? "words");
    return `  ${number}  ${heading ?? "(no heading)"}  ${what}`;
  });
  return ["sections", ...lines];
}

function fileLines(plan: readonly PlannedReport[], folder: string): string[] {
  return [`files in ${folder}`, ...plan.flatMap(({files}) => files.map(({name}) => `  ${name}`))];
}
