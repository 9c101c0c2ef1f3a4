// What a report says, before it has a shape: headings, notes and frozen answers. Never raw events.
import {answered as answeredQuery} from "../../engine/hosts/answer.js";
import type {Dataset} from "../../engine/model/dataset.js";
import type {FileReport} from "../../engine/model/ledger.js";
import {VERSION} from "../../engine/model/version.js";
import {sentencesFor} from "../../engine/results/languages.js";
import type {Result} from "../../engine/results/result.js";
import {summarise} from "../../engine/results/summarise.js";
import {queryOf} from "../config/check.js";
import {fillIn, type TemplateValues} from "../config/names.js";
import type {AnalysisSection, ReportConfig, SectionConfig} from "../config/schema.js";
import {TABLE, tablesOf, widgetsOf} from "../config/widgets.js";
import {exitCodeOf} from "../terminal/exit.js";
import type {EachValue} from "./each.js";
import {rangeOf, templateValues} from "./template-values.js";

/** A section with its words filled in and its question answered. */
export interface DocumentSection {
  /** Place in the config, from 1. */
  readonly number: number;
  readonly heading: string | null;
  readonly note: string | null;
  readonly pageBreak: boolean;
  /** Tag of the widget without prefix, or "table"; null for a section of words. */
  readonly widget: string | null;
  readonly props: Readonly<Record<string, unknown>>;
  /** Null for a section of words, or where the answer failed. */
  readonly result: Result | null;
  /** The sentence of the answer in the report's language; empty without one. */
  readonly sentence: string;
  /** Why there is no answer, when the report may go on without it. */
  readonly failure: string | null;
  /** Whether the report may go on when this section fails. */
  readonly mayFail: boolean;
}

export interface DocumentSource {
  readonly files: readonly FileReport[];
  readonly rows: {readonly read: number; readonly kept: number; readonly rejected: number; readonly afterAsOf: number};
  /** Hash of the content. */
  readonly dataset: string;
  readonly engine: string;
}

export interface ReportDocument {
  readonly title: string;
  readonly values: TemplateValues;
  /** The value the report is about, with what it is called; null without `each`. */
  readonly each: {readonly name: string; readonly value: string} | null;
  readonly locale: string;
  readonly theme: "light" | "dark";
  readonly tz: string;
  /** ISO instant; null without events. */
  readonly asOf: string | null;
  /** ISO instants `[from, to)`; null without events. */
  readonly range: readonly [from: string, to: string] | null;
  readonly source: DocumentSource;
  readonly sections: readonly DocumentSection[];
  /** Rows that a printed table shows at most. */
  readonly maxRows: number;
}

/** Sections that failed a report; carries the highest exit code of their causes. */
export class SectionError extends Error {
  override readonly name = "SectionError";
  readonly exitCode: number;
  constructor(failures: readonly {readonly heading: string; readonly cause: unknown}[]) {
    super(failures.map(({heading, cause}) => `section "${heading}": ${messageOf(cause)}`).join("\n"));
    this.exitCode = Math.max(...failures.map(({cause}) => exitCodeOf(cause)));
  }
}

export interface DocumentOptions {
  readonly each: EachValue | null;
  /** Which sections to write; default all. */
  readonly wanted?: (section: SectionConfig, number: number) => boolean;
  /** Share of the sections that is done, and the heading that is under way. */
  readonly onProgress?: (done: number, heading: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The document for one value of `each`. Throws SectionError when sections fail that may not. */
export async function documentOf(
  config: ReportConfig,
  dataset: Dataset,
  options: DocumentOptions,
): Promise<ReportDocument> {
  const range = rangeOf(config, dataset);
  const values = templateValues(config, dataset, options.each);
  const chosen = config.sections
    .map((section, s) => ({section, number: s + 1}))
    .filter(({section, number}) => options.wanted?.(section, number) ?? true);
  return {
    title: values.title,
    values,
    each: options.each && {name: config.each?.as ?? config.each?.prop ?? "", value: options.each.label},
    locale: config.locale,
    theme: config.theme,
    tz: config.tz,
    asOf: Number.isNaN(dataset.asOf) ? null : new Date(dataset.asOf).toISOString(),
    range,
    source: sourceOf(dataset),
    sections: await sectionsOf(chosen, config, dataset, values, options),
    maxRows: config.maxRows,
  };
}

type Chosen = readonly {readonly section: SectionConfig; readonly number: number}[];

async function sectionsOf(
  chosen: Chosen,
  config: ReportConfig,
  dataset: Dataset,
  values: TemplateValues,
  {each, onProgress, signal}: DocumentOptions,
): Promise<DocumentSection[]> {
  const sections: DocumentSection[] = [];
  const failures: {heading: string; cause: unknown}[] = [];
  for (const [i, {section, number}] of chosen.entries()) {
    const words = wordsOf(section, number, values, config);
    onProgress?.(i / chosen.length, words.heading ?? "");
    try {
      sections.push("query" in section ? await answered(section, words, config, dataset, each, signal) : words);
    } catch (cause) {
      signal?.throwIfAborted();
      if (words.mayFail) sections.push({...words, failure: messageOf(cause)});
      else failures.push({heading: words.heading ?? String(number), cause});
    }
  }
  if (failures.length) throw new SectionError(failures);
  return sections;
}

function wordsOf(
  section: SectionConfig,
  number: number,
  values: TemplateValues,
  config: ReportConfig,
): DocumentSection {
  const write = (text: string | undefined) => (text === undefined ? null : fillIn(text, values));
  return {
    number,
    heading: write(section.heading),
    note: write(section.note),
    pageBreak: section.pageBreak ?? false,
    widget: null,
    props: {},
    result: null,
    sentence: "",
    failure: null,
    mayFail: (("onError" in section ? section.onError : undefined) ?? config.onError) === "note",
  };
}

async function answered(
  section: AnalysisSection,
  words: DocumentSection,
  config: ReportConfig,
  dataset: Dataset,
  each: EachValue | null,
  signal: AbortSignal | undefined,
): Promise<DocumentSection> {
  const result = await answeredQuery(restricted(section, config, each), dataset, {signal});
  const widget = section.widget ?? widgetsOf(result.kind)[0] ?? TABLE;
  const sentence = summarise(result, config.locale, await sentencesFor(config.locale)) || result.summary;
  return {...words, result, sentence, widget, props: section.props ?? {}};
}

/** The query with the tables that its widget draws, unless it says which. */
function withTables<Q extends {readonly kind: string; readonly [field: string]: unknown}>(query: Q, widget = ""): Q {
  const tables = tablesOf(widget, query["compare"] !== undefined);
  return tables ? {tables, ...query} : query;
}

function restricted(
  section: AnalysisSection,
  config: ReportConfig,
  each: EachValue | null,
): {kind: string} & Record<string, unknown> {
  const query = withTables(queryOf(section.query, config), section.widget);
  if (!each?.prop) return query;
  const own = {prop: each.prop, op: "in", value: [...each.values]};
  return {...query, where: query["where"] === undefined ? own : {all: [query["where"], own]}};
}

function sourceOf(dataset: Dataset): DocumentSource {
  const {files} = dataset.ledger;
  const total = (field: "read" | "kept" | "rejected") => files.reduce((sum, file) => sum + file[field], 0);
  const afterAsOf = dataset.store.ts.reduce((count, ts) => count + (ts >= dataset.asOf ? 1 : 0), 0);
  return {
    files,
    rows: {read: total("read"), kept: total("kept"), rejected: total("rejected"), afterAsOf},
    dataset: dataset.hash,
    engine: VERSION,
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
