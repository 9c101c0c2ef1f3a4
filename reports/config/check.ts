// What the schema cannot say about a config: zones, hosts, widgets that fit their query, and queries that can be asked at all.
import {extname} from "node:path";
import {normalise} from "../../engine/hosts/question.js";
import {presetIn} from "../../engine/ingest/preset-in.js";
import {createCalendar} from "../../engine/model/calendar.js";
import {QueryError} from "../../engine/model/errors.js";
import {isRecord} from "../../engine/model/is-record.js";
import {didYouMean} from "../../engine/model/nearest.js";
import {isPresetFile, presetNamed} from "./preset-file.js";
import type {ReportConfig} from "./schema.js";
import {widgetsOf} from "./widgets.js";

/** A config as far as it is known to be well formed: parts that the schema refused are left out. */
export type PartialConfig = Partial<ReportConfig>;

/** Faults as lines that begin with the path of what is wrong. */
export function faultsBeyondSchema(config: PartialConfig): string[] {
  const [zone, range] = [zoneFaults(config), rangeFaults(config)];
  return [
    ...zone,
    ...localeFaults(config),
    ...range,
    ...inputFaults(config),
    ...logoFaults(config),
    ...eachFaults(config),
    ...sectionFaults(config, [...(zone.length ? ["tz", "range"] : []), ...(range.length ? ["range"] : [])]),
  ];
}

const NO_DATA = {asOf: 0, firstTs: NaN, lastTs: NaN, historyStart: NaN};

function zoneFaults({tz}: PartialConfig): string[] {
  return tz === undefined ? [] : faultOf("tz", () => createCalendar({tz}));
}

function localeFaults({locale}: PartialConfig): string[] {
  try {
    if (locale !== undefined) Intl.getCanonicalLocales(locale);
    return [];
  } catch {
    return [`locale: ${JSON.stringify(locale)} is no language tag; write one like de, en-GB or pt-BR`];
  }
}

function rangeFaults({range, asOf, tz}: PartialConfig): string[] {
  const asked = asOf === "run" ? undefined : asOf;
  return faultOf(
    "",
    () => normalise({kind: "quality", tz, range, ...(asked ? {asOf: asked} : {})}, NO_DATA),
    /^(range|asOf)/,
  );
}

function faultOf(path: string, check: () => unknown, only = /^/): string[] {
  try {
    check();
    return [];
  } catch (error) {
    const {message} = error as Error;
    if (!(error instanceof QueryError) && !(error instanceof RangeError)) throw error;
    return message
      .split("\n")
      .filter((line) => only.test(line))
      .map((line) => (path && !line.startsWith(path) ? `${path}: ${line}` : line));
  }
}

function inputFaults({inputs = [], tables = {}, rates, allowHosts = []}: PartialConfig): string[] {
  const named: [string, unknown][] = [
    ...inputs.map((input, i): [string, unknown] => [`inputs[${i}]`, input]),
    ...Object.entries(tables).map(([name, input]): [string, unknown] => [`tables.${name}`, input]),
    ...(rates === undefined ? [] : [["rates", rates] as [string, unknown]]),
  ];
  return named.flatMap(([at, input]) => {
    const map = isRecord(input) ? mapFaults(input["map"], at) : [];
    const path = typeof input === "string" ? input : isRecord(input) ? input["path"] : undefined;
    if (typeof path !== "string") return map;
    const fault = addressFault(path, allowHosts);
    return fault ? [`${at}${typeof input === "string" ? "" : ".path"}: ${fault}`, ...map] : map;
  });
}

// Fields of the other tables are their own, so only the name of a preset can be checked here.
function mapFaults(map: unknown, at: string): string[] {
  return faultOf(`${at}.map`, () => {
    const named = presetNamed(map);
    // The file of a preset is read with the data.
    if (named !== undefined && !isPresetFile(named))
      presetIn(typeof map === "string" ? map : {preset: named as string}, `${at}.map`);
  });
}

/** Why an input may not be read, or null. A path without a scheme is a file beside the config. */
export function addressFault(path: string, allowHosts: readonly string[]): string | null {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(path)?.[1]?.toLowerCase();
  if (scheme === undefined) return null;
  if (scheme === "file") return `${path} is a file: address; write its path`;
  if (scheme !== "https")
    return `${path} begins with ${scheme}:; an input is a file, or an https address on a host of allowHosts`;
  const host = URL.canParse(path) ? new URL(path).host : "";
  if (host && allowHosts.some((allowed) => allowed.toLowerCase() === host)) return null;
  return `the host "${host}" is not in allowHosts${didYouMean(host, allowHosts)}; write allowHosts: ["${host}"] to allow it`;
}

const PICTURES = [".png", ".jpg", ".jpeg", ".svg"];

function logoFaults({logo}: PartialConfig): string[] {
  if (logo === undefined || PICTURES.includes(extname(logo).toLowerCase())) return [];
  return [`logo: ${logo} must end in ${PICTURES.join(", ")}`];
}

function eachFaults({each}: PartialConfig): string[] {
  return each?.values && each.file ? ["each: write values or file, not both"] : [];
}

// Queries are checked without what is wrong for all of them.
function sectionFaults(config: PartialConfig, wrong: readonly string[]): string[] {
  const common = Object.fromEntries(Object.entries(config).filter(([name]) => !wrong.includes(name))) as PartialConfig;
  return (config.sections ?? []).flatMap((section, s) => {
    if (!isRecord(section) || !("query" in section) || !isRecord(section.query)) return [];
    const at = `sections[${s}]`;
    return [...queryFaults(section.query, common, at), ...widgetFaults(section, at)];
  });
}

/** Faults of a query that can be seen without data: unknown kinds and keys, missing options, impossible values. */
function queryFaults(query: Record<string, unknown>, config: PartialConfig, at: string): string[] {
  try {
    normalise(queryOf(query, config), NO_DATA);
    return [];
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return error.message.split("\n").map((line) => `${at}.query.${line}`);
  }
}

function widgetFaults(
  {widget, query}: {widget?: string | undefined; query: Record<string, unknown>},
  at: string,
): string[] {
  if (widget === undefined || typeof query["kind"] !== "string") return [];
  const fitting = widgetsOf(query["kind"]);
  if (fitting.includes(widget)) return [];
  return [
    `${at}.widget: "${widget}" does not draw ${query["kind"]} answers${didYouMean(widget, fitting)}; write one of ${fitting.join(", ")}`,
  ];
}

/** A section's query with what the whole report says: zone, week start, range, filter. The section's own words win; filters add up. */
export function queryOf(
  query: Record<string, unknown>,
  {tz, weekStart, range, where}: PartialConfig,
): {kind: string} & Record<string, unknown> {
  const filters = [where, query["where"]].filter((part) => part !== undefined);
  return {
    ...(tz === undefined ? {} : {tz}),
    ...(weekStart === undefined ? {} : {weekStart}),
    ...(range === undefined ? {} : {range}),
    ...(query as {kind: string}),
    ...(filters.length ? {where: filters.length === 1 ? filters[0] : {all: filters}} : {}),
  };
}
