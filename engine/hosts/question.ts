// From a query as written to a question that can be answered: checked, defaults filled in, instants resolved.
import {analyses} from "../analyses/index.js";
import type {Analysis} from "../analyses/analysis.js";
import {createCalendar, type Calendar} from "../model/calendar.js";
import type {Dataset, TableName} from "../model/dataset.js";
import {FormError, QueryError} from "../model/errors.js";
import {Lazy} from "../model/lazy.js";
import {didYouMean} from "../model/nearest.js";
import {type CommonQuery, type QueryInput} from "../model/query.js";
import type {Scope, ScopeOptions} from "../model/scope.js";
import {firstInstant} from "../model/table-extent.js";
import {withPreset} from "../model/preset.js";
import {checkForm, EXTRA_TABLES} from "./compare/form.js";
import type {DataExtent, Reading} from "./composed.js";
import {scopeOf} from "./scope-of.js";

export type {DataExtent} from "./composed.js";
export {scopeOf} from "./scope-of.js";

/** What a query of some kind is checked with, and who answers it: an analysis, or several put together for that query. */
export interface Kind extends Pick<Analysis, "kind" | "schema" | "tables" | "check"> {
  /** The table a question is about, where that is not the events. */
  readonly data?: TableName | ((query: never) => TableName | undefined);
  /** Fills in defaults that depend on other fields. */
  complete?(query: never): CommonQuery;
  compose?(query: never, calendar: Calendar, extent: DataExtent): unknown;
}

/** Every kind of question a host answers: the analyses, and those that ask other kinds. Each loads when it is first asked. */
export const kinds: ReadonlyMap<string, Lazy<Kind>> = new Map<string, Lazy<Kind>>([
  ...analyses,
  ["metric", new Lazy("metric", async () => (await import("./metric.js")).metricKind(read))],
  ["units", new Lazy("units", async () => (await import("./units.js")).unitsKind(questionOf))],
]);

/** What says in words what a schema finds wrong with a query. */
export const issues = new Lazy("issues", () => import("../model/schema-issues.js"));

/** What puts two answers side by side. */
export const comparison = new Lazy("compare", () => import("./compare.js"));

export interface Question {
  readonly analysis: Analysis;
  /** Every default filled in, instants as ISO instants. */
  readonly query: CommonQuery;
  readonly scope: Scope;
}

/** The query with every default filled in. Throws QueryError with all faults at once, NotLoaded while its kind is to be loaded. */
export function normalise(input: unknown, extent: DataExtent): Reading {
  return read(input, extent);
}

/** Reads a query; `of` answers it in place of the analysis that its kind names. */
function read(input: unknown, extent: DataExtent, of?: Analysis): Reading {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new QueryError('a query is an object like {"kind": "funnel", "steps": ["visit", "signup"]}');
  }
  const kind = of ?? kindOf(input as QueryInput);
  checkForm(kind.kind, (input as QueryInput).compare);
  const parsed = kind.schema.safeParse(withPreset(input as QueryInput));
  if (!parsed.success) throw new FormError(issues.now.issuesOf(parsed.error, input, () => fieldsOf(kind)).join("\n"));
  const own = parsed.data as never;
  checkRange(parsed.data as CommonQuery);
  const query = (kind as Kind).complete?.(own) ?? (parsed.data as CommonQuery);
  const calendar = createCalendar({tz: query.tz, weekStart: query.weekStart, fiscalMonth: query.fiscalMonth});
  const data = typeof kind.data === "function" ? kind.data(query as never) : kind.data;
  Object.assign(query, instantsOf(query, calendar, data ? withTable(extent, data) : extent));
  checkTables(kind, query);
  kind.check?.(query);
  const composed = (kind as Kind).compose?.(query as never, calendar, extent);
  const analysis = (composed ?? kind) as Analysis;
  return {
    analysis: asksForSides(query) ? comparison.now.comparing(read, analysis, query, calendar, extent) : analysis,
    query,
    calendar,
  };
}

// All data has nothing before it.
function checkRange(query: {kind: string; range?: unknown; compare?: CommonQuery["compare"]}): void {
  if (query.range === undefined && query.compare === "previous" && asksForSides(query as CommonQuery))
    throw new QueryError(
      '"previous" needs a range to come before; add for example "range": {"last": "P12W"}',
      "compare",
    );
}

/** Whether two sides are compared; a metric by period is compared with earlier periods in its own columns. */
export function asksForSides({kind, compare}: CommonQuery): boolean {
  return compare !== undefined && !(kind === "metric" && typeof compare === "string");
}

/** A question over a dataset, ready for the analysis to collect. */
export function questionOf(input: unknown, dataset: Dataset, onFault?: ScopeOptions["onFault"]): Question {
  const {analysis, query, calendar} = normalise(input, dataset);
  return {analysis, query, scope: scopeOf(query, calendar, dataset, dataset, undefined, onFault)};
}

function fieldsOf({schema}: Kind): string[] {
  return Object.keys((schema as unknown as {def: {shape?: object}}).def.shape ?? {});
}

function kindOf(input: QueryInput): Kind {
  const kind = kinds.get(input.kind);
  if (kind) return kind.now;
  const known = [...kinds.keys()];
  throw new QueryError(
    input.kind === undefined
      ? `missing; write one of ${known.join(", ")}`
      : `unknown kind "${String(input.kind)}"${didYouMean(String(input.kind), known)}; write one of ${known.join(", ")}`,
    "kind",
  );
}

// What a table holds may begin before the first event, and "all data" is then all of it.
function withTable({asOf, firstTs, lastTs, historyStart, tables}: DataExtent, name: TableName): DataExtent {
  const table = tables?.[name];
  const earliest = table ? firstInstant(table) : NaN;
  const known = [firstTs, earliest].filter((ts) => !Number.isNaN(ts));
  return {asOf, firstTs: known.length ? Math.min(...known) : NaN, lastTs, historyStart};
}

/** `asOf` and `range` of a query (or of a whole report) as ISO instants. */
export function instantsOf(
  {asOf: asOfText, range}: {asOf?: string | undefined; range?: unknown},
  calendar: Calendar,
  extent: DataExtent,
): {asOf: string; range: [string, string]} {
  const asOf = asOfText === undefined ? extent.asOf : instant(asOfText, calendar, "asOf");
  const [from, to] = resolveRange(range, calendar, asOf, extent);
  if (from > to) throw new QueryError(`the range ends before it starts: [${iso(from)}, ${iso(to)})`, "range");
  return {asOf: iso(asOf), range: [iso(from), iso(to)]};
}

function resolveRange(range: unknown, calendar: Calendar, asOf: number, extent: DataExtent): [number, number] {
  const first = Number.isNaN(extent.firstTs) ? asOf : Math.min(extent.firstTs, asOf);
  if (range === undefined) return [first, asOf];
  if (Array.isArray(range)) {
    const [from, to] = range as [string | null, string | null];
    return [
      from === null ? first : instant(from, calendar, "range[0]"),
      to === null ? asOf : instant(to, calendar, "range[1]"),
    ];
  }
  return lastPeriods((range as {last: string}).last, calendar, asOf);
}

// "P26W" means 26 whole weeks, so it is read by its unit and not as milliseconds; months and years are fine here.
function lastPeriods(text: string, calendar: Calendar, asOf: number): [number, number] {
  const match = /^P(\d+)([DWMY])$/.exec(text);
  if (!match)
    throw new QueryError(`"${text}" is not a number of whole periods; write P30D, P26W, P12M or P2Y`, "range.last");
  const period = ({D: "day", W: "week", M: "month", Y: "year"} as const)[match[2] as "D" | "W" | "M" | "Y"];
  const current = calendar.periodOf(asOf, period);
  return [calendar.startOf(period, current - Number(match[1])), calendar.startOf(period, current)];
}

function instant(text: string, calendar: Calendar, path: string): number {
  try {
    return calendar.parseLocal(text);
  } catch (error) {
    throw error instanceof QueryError ? new QueryError(error.message, path) : error;
  }
}

function iso(ms: number): string {
  return Number.isNaN(ms) ? new Date(0).toISOString() : new Date(ms).toISOString();
}

function checkTables({tables}: Kind, query: CommonQuery): void {
  const known = [...Object.keys(tables), ...(asksForSides(query) ? EXTRA_TABLES : [])];
  for (const name of query.tables ?? []) {
    if (!known.includes(name)) {
      throw new QueryError(
        `unknown table "${name}"${didYouMean(name, known)}; ${query.kind} has ${known.join(", ")}`,
        "tables",
      );
    }
  }
}
