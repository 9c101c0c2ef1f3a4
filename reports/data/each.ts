// One report for each value: which values there are, and the rows that each report is about.
import {existsSync, readFileSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {asDict, type DictColumn, type Scalar} from "../../engine/model/column.js";
import type {Dataset} from "../../engine/model/dataset.js";
import {DataError, QueryError} from "../../engine/model/errors.js";
import {storeColumn} from "../../engine/model/event-index.js";
import {didYouMean} from "../../engine/model/nearest.js";
import {byCodePoint} from "../../engine/model/order.js";
import type {LoadedConfig} from "../config/load.js";
import type {ReportConfig} from "../config/schema.js";
import {UsageError} from "../terminal/exit.js";

/** One value of `each`: how it is written, and what rows carry it (none where the report is not about rows). */
export interface EachValue {
  readonly label: string;
  readonly prop: string | null;
  readonly values: readonly Scalar[];
}

type Each = NonNullable<ReportConfig["each"]>;

/** The name by which `--param` gives the value: `as`, else the property, else "each". */
export function paramName({as, prop}: Each): string {
  return as ?? prop ?? "each";
}

/** The values to write reports for; `[null]` without `each`. `param` is the one that was asked for. */
export function eachValues({file, config}: LoadedConfig, dataset: Dataset, param?: string): (EachValue | null)[] {
  const {each} = config;
  if (!each) return [null];
  const {prop = null} = each;
  const present = prop === null ? null : valuesOf(dataset, prop);
  const labels =
    each.values ?? (each.file ? linesOf(resolve(dirname(file), each.file), each.file) : [...present!.keys()]);
  if (param !== undefined && !labels.includes(param)) {
    throw new UsageError(`--param ${paramName(each)}=${param}: no such value${didYouMean(param, labels)}`);
  }
  const wanted = param === undefined ? [...new Set(labels)] : [param];
  return wanted.map((label) => ({label, prop, values: present?.get(label) ?? [label]}));
}

// Values are told apart as they are written: 5 and "5" belong to one report.
function valuesOf(dataset: Dataset, prop: string): Map<string, Scalar[]> {
  const column = storeColumn(dataset.store, prop);
  const profile = dataset.profilesOf(dataset.index("user")).get(prop)?.column;
  if (!column && !profile) throw new QueryError(`no event and no profile carries "${prop}"`, "each.prop");
  const values = new Set([...(column ? usedValues(asDict(column)) : []), ...(profile ? usedValues(profile) : [])]);
  const labels = new Map<string, Scalar[]>();
  for (const value of values) labels.set(String(value), [...(labels.get(String(value)) ?? []), value]);
  return new Map([...labels].sort(([a], [b]) => byCodePoint(a, b)));
}

function usedValues({codes, dictionary}: DictColumn): Scalar[] {
  const used = new Uint8Array(dictionary.length);
  for (const code of codes) used[code] = 1;
  return dictionary.filter((value, code): value is Scalar => value !== null && used[code] === 1);
}

function linesOf(path: string, named: string): string[] {
  if (!existsSync(path)) throw new DataError("no such file", named);
  const lines = readFileSync(path, "utf8")
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
