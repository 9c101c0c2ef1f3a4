// What a run would write: for each report its values and the names of its files, all known before the first is made.
import {didYouMean} from "../../engine/model/nearest.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {LoadedConfig} from "../config/load.js";
import {distinctNames, fillIn, plainName, slug, type TemplateValues} from "../config/names.js";
import type {OutputConfig, ReportConfig, SectionConfig} from "../config/schema.js";
import {eachValues, paramName, type EachValue} from "../data/each.js";
import {templateValues} from "../data/template-values.js";
import {UsageError} from "../terminal/exit.js";
import {MANIFEST} from "./manifest.js";

/** What the command line chooses of a report. */
export interface Choice {
  /** Formats to write; one that the config does not name is written as it would be by default. */
  readonly formats?: readonly OutputConfig["format"][] | undefined;
  /** Headings (as slugs) or numbers of the sections to write. */
  readonly only?: readonly string[] | undefined;
  /** `--param`: name → value. */
  readonly params?: Readonly<Record<string, string>> | undefined;
}

export interface PlannedFile {
  readonly name: string;
  readonly output: OutputConfig;
  /** For csv: the number of the section whose first table it holds. */
  readonly section: number | null;
}

export interface PlannedReport {
  readonly each: EachValue | null;
  readonly values: TemplateValues;
  readonly files: readonly PlannedFile[];
}

/** The reports of a run. Throws UsageError for two files of one name, or for a choice that chooses nothing. */
export function planOf(loaded: LoadedConfig, dataset: Dataset, choice: Choice): PlannedReport[] {
  const {config} = loaded;
  const outputs = chosenOutputs(config, choice);
  const wanted = chosenSections(config, choice);
  const reports = eachValues(loaded, dataset, paramOf(config, choice)).map((each): PlannedReport => {
    const values = templateValues(config, dataset, each);
    return {each, values, files: outputs.flatMap((output) => filesOf(output, values, config, wanted))};
  });
  distinctNames([MANIFEST, ...reports.flatMap(({files}) => files.map(({name}) => name))]);
  return reports;
}

/** Whether a section is to be written. Throws UsageError for a name that no section has. */
export function chosenSections(
  {sections}: ReportConfig,
  {only}: Choice,
): (section: SectionConfig, number: number) => boolean {
  if (!only?.length) return () => true;
  const names = sections.map(({heading}, s) => (heading === undefined ? String(s + 1) : slug(heading)));
  const wanted = only.map((name) => {
    const found = names.indexOf(slug(name));
    if (found !== -1) return found + 1;
    if (/^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= sections.length) return Number(name);
    throw new UsageError(
      `--only ${name}: no such section${didYouMean(slug(name), names)}; there are ${names.join(", ")}`,
    );
  });
  return (_section, number) => wanted.includes(number);
}

function chosenOutputs({outputs}: ReportConfig, {formats}: Choice): readonly OutputConfig[] {
  if (!formats?.length) return outputs;
  return formats.flatMap((format) => {
    const named = outputs.filter((output) => output.format === format);
    return named.length ? named : [{format}];
  });
}

function paramOf({each}: ReportConfig, {params = {}}: Choice): string | undefined {
  const known = each ? [paramName(each)] : [];
  for (const name of Object.keys(params)) {
    if (known.includes(name)) continue;
    const hint = known.length ? `${didYouMean(name, known)}; this report has ${known[0]}` : "; this report has no each";
    throw new UsageError(`--param ${name}: no such parameter${hint}`);
  }
  return known[0] === undefined ? undefined : params[known[0]];
}

function filesOf(
  output: OutputConfig,
  values: TemplateValues,
  {sections}: ReportConfig,
  wanted: (section: SectionConfig, number: number) => boolean,
): PlannedFile[] {
  const name = plainName(output.file === undefined ? defaultName(values) : fillIn(output.file, values));
  if (output.format !== "csv") return [{name: `${name}.${output.format}`, output, section: null}];
  return sections.flatMap((section, s) => {
    if (!("query" in section) || !wanted(section, s + 1)) return [];
    return [{name: `${name}-${s + 1}.csv`, output, section: s + 1}];
  });
}

function defaultName({title, each}: TemplateValues): string {
  return slug(title.includes(each) ? title : `${title} ${each}`);
}
