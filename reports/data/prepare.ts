// The data of a report: its inputs and tables, opened as its config says.
import {dirname, resolve} from "node:path";
import {createCalendar} from "../../engine/model/calendar.js";
import type {Dataset} from "../../engine/model/dataset.js";
import {hasSentences} from "../../engine/results/languages.js";
import type {LoadedConfig} from "../config/load.js";
import type {ReportConfig} from "../config/schema.js";
import type {Terminal} from "../terminal/console.js";
import {expectFiles, isAddress, type Input} from "./inputs.js";
import {ledgerNotes, type openInputs} from "./open.js";
import {withPreset} from "./preset-files.js";
import {reportReadPath} from "./read-path.js";

type InputConfig = ReportConfig["inputs"][number];

/** What the outside world does for a report's data; tests replace it. */
export interface DataEffects {
  /** Epoch ms. */
  now(): number;
  open: typeof openInputs;
}

/** The dataset of a report. Rows that were rejected are named on the terminal. Throws DataError when an input cannot be used. */
export async function prepareData(
  {file, config}: LoadedConfig,
  {now, open}: DataEffects,
  terminal: Terminal,
  signal?: AbortSignal,
): Promise<Dataset> {
  if (!hasSentences(config.locale))
    terminal.note(
      `locale "${config.locale}": there are words in English and German only, so words are English and figures and dates as ${config.locale} writes them`,
    );
  const folder = dirname(file);
  const {inputs, tables} = sortedInputs(config, folder);
  const local = [...inputs, ...Object.values(tables).flat()].flatMap(({path}) => (path.includes("://") ? [] : [path]));
  expectFiles(local, (path) => resolve(folder, path));
  const readPath = reportReadPath(folder, config.allowHosts ?? []);
  const dataset = await open(
    inputs,
    {...datasetOptions(config, folder, now()), tables, readPath, ...(signal ? {signal} : {})},
    terminal,
  );
  for (const line of [...ledgerNotes(dataset), ...dataset.ledger.notes]) terminal.note(line);
  return dataset;
}

/** Events are inputs; what fills another table goes to that table. A path given twice counts once. */
export function sortedInputs(
  {inputs, tables = {}}: ReportConfig,
  folder: string,
): {inputs: Input[]; tables: Record<string, Input[]>} {
  const all = [
    ...inputs.map((input) => ({
      table: typeof input === "string" ? "events" : (input.table ?? "events"),
      input: described(input, folder),
    })),
    ...Object.entries(tables).map(([table, input]) => ({table, input: described(input, folder)})),
  ];
  const groups = new Map<string, Map<string, Input>>([["events", new Map()]]);
  for (const {table, input} of all) {
    const group = groups.get(table) ?? new Map<string, Input>();
    groups.set(table, group);
    const place = isAddress(input.path) ? input.path : resolve(folder, input.path);
    if (!group.has(place)) group.set(place, input);
  }
  const {events, ...others} = Object.fromEntries([...groups].map(([name, group]) => [name, [...group.values()]]));
  return {inputs: events ?? [], tables: others};
}

function described(input: InputConfig, folder: string): Input {
  if (typeof input === "string") return {path: input};
  const {table: _table, ...options} = input;
  return withPreset(options, folder, `${input.path}: map`);
}

/** Fields of a config that are options of the dataset as they stand. */
const SHARED = [
  "identity",
  "stages",
  "keepLeftOut",
  "inputTz",
  "timeUnit",
  "types",
  "encoding",
  "dedupe",
  "historyStart",
] as const;

function datasetOptions(config: ReportConfig, folder: string, now: number): Record<string, unknown> {
  const {rates, limits = {}} = config;
  const {load: _load, render: _render, print: _print, run: _run, ...bounds} = limits;
  const options = {
    ...Object.fromEntries(SHARED.map((name) => [name, config[name]])),
    rates: rates === undefined ? undefined : described(rates, folder),
    asOf: asOfOf(config, now),
    limits: Object.keys(bounds).length ? bounds : undefined,
  };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** What counts as now, in epoch ms: `"run"` is the start of the day on which the report runs, a date the start of that day. */
export function asOfOf({asOf, tz}: Pick<ReportConfig, "asOf" | "tz">, now: number): number | undefined {
  if (asOf === undefined) return undefined;
  const calendar = createCalendar({tz});
  return asOf === "run" ? calendar.startOf("day", calendar.periodOf(now, "day")) : calendar.parseLocal(asOf);
}
