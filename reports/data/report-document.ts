// What a report says, before it has a shape: headings, notes and frozen answers. Never raw events.
import {answer} from "../../engine/hosts/answer.js";
import {drive} from "../../engine/hosts/drive.js";
import {instantsOf} from "../../engine/hosts/question.js";
import {createCalendar, type Calendar} from "../../engine/model/calendar.js";
import {valueAt} from "../../engine/model/column.js";
import type {Dataset} from "../../engine/model/dataset.js";
import {QueryError} from "../../engine/model/errors.js";
import {byCodePoint} from "../../engine/model/order.js";
import type {Predicate} from "../../engine/model/predicate-schema.js";
import type {Diagnostics, Result} from "../../engine/results/result.js";
import {queryOf} from "../config/load.js";
import {fillIn, type TemplateValues} from "../config/names.js";
import type {AnalysisSection, ReportConfig} from "../config/schema.js";
import {exitCodeOf} from "../terminal/exit.js";

export interface DocumentSection {
  readonly heading: string | null;
  readonly note: string | null;
  readonly pageBreak: boolean;
  readonly widget: string | null;
  readonly props: Readonly<Record<string, unknown>>;
  /** Null for a section of words, or where the answer failed. */
  readonly result: Result | null;
  /** Why there is no answer, when the report may go on without it. */
  readonly failure: string | null;
}

export interface ReportDocument {
  readonly title: string;
  readonly values: TemplateValues;
  readonly locale: string;
  readonly theme: "light" | "dark";
  readonly tz: string;
  /** ISO instant. */
  readonly asOf: string;
  readonly range: readonly [string, string];
  readonly source: Pick<Diagnostics, "rows" | "dataset" | "engine">;
  readonly sections: readonly DocumentSection[];
  readonly maxRows: number;
}

/** A section that failed the report; carries the exit code of its cause. */
export class SectionError extends Error {
  override readonly name = "SectionError";
  readonly exitCode: number;
  constructor(message: string, readonly causes: readonly unknown[]) {
    super(message);
    this.exitCode = Math.max(...causes.map(exitCodeOf));
  }
}

/** The values a report is written for, one report each; `[null]` without `each`. */
export function eachValues(config: ReportConfig, dataset: Dataset, fileLines: readonly string[] | null): (string | null)[] {
  const {each} = config;
  if (!each) return [null];
  const listed = each.values ?? fileLines;
  if (listed) return [...new Set(listed)];
  return valuesOf(dataset, each.prop!);
}

function valuesOf(dataset: Dataset, prop: string): string[] {
  const index = dataset.index("user");
  const values = new Set<string>();
  const column = index.column(prop);
  if (column) for (let i = 0; i < index.size; i++) add(values, valueAt(column, i));
  for (const value of dataset.profilesOf(index).get(prop)?.column.dictionary ?? []) add(values, value);
  if (!column && values.size === 0) throw new QueryError(`no event and no profile carries "${prop}"`, "each.prop");
  return [...values].sort(byCodePoint);
}

const add = (values: Set<string>, value: unknown) => value !== null && values.add(String(value));

/** The document for one value of `each`. Throws SectionError when a section fails and the config does not say `onError: note`. */
export async function documentOf(
  config: ReportConfig, dataset: Dataset, each: string | null, tell: (done: number, heading: string) => void, signal?: AbortSignal,
): Promise<ReportDocument> {
  const calendar = createCalendar({tz: config.tz, weekStart: config.weekStart});
  const {range} = instantsOf({range: config.range}, calendar, dataset);
  const values = templateValues(config, dataset, calendar, range, each);
  const write = (text: string | undefined) => (text === undefined ? null : fillIn(text, values));
  const sections: DocumentSection[] = [];
  const failures: {heading: string; error: unknown}[] = [];
  for (const [s, section] of config.sections.entries()) {
    const heading = write(section.heading);
    tell(s / config.sections.length, heading ?? "");
    const base = {heading, note: write(section.note), pageBreak: section.pageBreak ?? false, widget: null, props: {}, result: null, failure: null};
    if (!("query" in section)) {
      sections.push(base);
      continue;
    }
    try {
      const result = await drive(answer(restricted(section, config, each), dataset), {signal});
      sections.push({...base, result, widget: section.widget ?? widgetOf(result.kind), props: section.props ?? {}});
    } catch (error) {
      if (signal?.aborted) throw error;
      const message = error instanceof Error ? error.message : String(error);
      if ((section.onError ?? config.onError) === "note") sections.push({...base, failure: message});
      else failures.push({heading: heading ?? `sections[${s}]`, error});
    }
  }
  if (failures.length) {
    throw new SectionError(failures.map(({heading, error}) => `${heading}: ${error instanceof Error ? error.message : String(error)}`).join("\n"), failures.map(({error}) => error));
  }
  return {
    title: fillIn(config.title, values), values, locale: config.locale, theme: config.theme, tz: config.tz,
    asOf: new Date(Number.isNaN(dataset.asOf) ? 0 : dataset.asOf).toISOString(), range, source: sourceOf(sections, dataset), sections, maxRows: config.maxRows,
  };
}

function restricted(section: AnalysisSection, config: ReportConfig, each: string | null): {kind: string} & Record<string, unknown> {
  const query = queryOf(section.query, config);
  const prop = config.each?.prop;
  if (each === null || prop === undefined) return query;
  const own: Predicate = {prop, op: "eq", value: each};
  return {...query, where: query.where === undefined ? own : {all: [query.where, own]}};
}

function sourceOf(sections: readonly DocumentSection[], dataset: Dataset): ReportDocument["source"] {
  const first = sections.find((section) => section.result)?.result?.diagnostics;
  const total = (field: "read" | "kept" | "rejected") => dataset.ledger.files.reduce((sum, file) => sum + file[field], 0);
  return {
    rows: first?.rows ?? {read: total("read"), kept: total("kept"), rejected: total("rejected"), afterAsOf: 0},
    dataset: dataset.hash,
    engine: first?.engine ?? "",
  };
}

function templateValues(
  config: ReportConfig, dataset: Dataset, calendar: Calendar, range: readonly [string, string], each: string | null,
): TemplateValues {
  const day = (ms: number) => (Number.isNaN(ms) ? "" : calendar.label("day", calendar.periodOf(ms, "day")));
  const period = `${day(Date.parse(range[0]))}_${day(Date.parse(range[1]) - 1)}`;
  return {title: config.title, date: day(dataset.asOf), period, each: each ?? ""};
}

/** Which widget draws a kind by default. */
export function widgetOf(kind: string): string {
  return kind;
}
