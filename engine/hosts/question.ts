// From a query as written to a question that can be answered: checked, defaults filled in, instants resolved.
import {analyses} from "../analyses/index.js";
import type {Analysis} from "../analyses/analysis.js";
import {createCalendar, type Calendar, type Period} from "../model/calendar.js";
import type {Dataset, TableName} from "../model/dataset.js";
import {parseDuration} from "../model/duration.js";
import {QueryError} from "../model/errors.js";
import {didYouMean} from "../model/nearest.js";
import {PERIODS, type CommonQuery, type QueryInput} from "../model/query.js";
import {Scope} from "../model/scope.js";
import {issuesOf} from "../model/schema-issues.js";
import {firstInstant} from "../model/table-extent.js";
import {unitTruth} from "../model/unit-predicate.js";
import {withPreset} from "../model/preset.js";
import {unitsKind} from "./units.js";

/** Every kind of question a host answers: the analyses, and the list of units behind one of their numbers. */
export const kinds: ReadonlyMap<string, Analysis> = new Map([...analyses, ["units", unitsKind(questionOf) as unknown as Analysis]]);

export interface Question {
  readonly analysis: Analysis;
  /** Every default filled in, instants as ISO instants. */
  readonly query: CommonQuery;
  readonly scope: Scope;
}

/** What a host must know of its data to read a query; a worker's coordinator has this without having the events. */
export type DataExtent = Pick<Dataset, "asOf" | "firstTs" | "lastTs" | "historyStart"> & Partial<Pick<Dataset, "tables">>;

/** The query with every default filled in. Throws QueryError with all faults at once. */
export function normalise(input: unknown, extent: DataExtent): {analysis: Analysis; query: CommonQuery; calendar: Calendar} {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new QueryError("a query is an object like {\"kind\": \"funnel\", \"steps\": [\"visit\", \"signup\"]}");
  }
  const analysis = analysisOf(input as QueryInput);
  const parsed = analysis.schema.safeParse(withPreset(input as QueryInput));
  if (!parsed.success) throw new QueryError(issuesOf(parsed.error, input, () => fieldsOf(analysis)).join("\n"));
  const query = parsed.data as CommonQuery;
  const calendar = createCalendar({tz: query.tz, weekStart: query.weekStart, fiscalMonth: query.fiscalMonth});
  resolveInstants(query, calendar, analysis.data ? withTable(extent, analysis.data) : extent);
  checkTables(analysis, query);
  analysis.check?.(query as never);
  return {analysis, query, calendar};
}

/** A question over a dataset, ready for the analysis to collect. */
export function questionOf(input: unknown, dataset: Dataset): Question {
  const {analysis, query, calendar} = normalise(input, dataset);
  return {analysis, query, scope: scopeOf(query, calendar, dataset)};
}

function fieldsOf(analysis: Analysis): string[] {
  return Object.keys((analysis.schema as unknown as {def: {shape?: object}}).def.shape ?? {});
}

function analysisOf(input: QueryInput): Analysis {
  const analysis = kinds.get(input.kind);
  if (analysis) return analysis;
  const known = [...kinds.keys()];
  throw new QueryError(
    input.kind === undefined
      ? `missing; write one of ${known.join(", ")}`
      : `unknown kind "${String(input.kind)}"${didYouMean(String(input.kind), known)}; write one of ${known.join(", ")}`,
    "kind",
  );
}

function resolveInstants(query: CommonQuery, calendar: Calendar, extent: DataExtent): void {
  Object.assign(query, instantsOf(query, calendar, extent));
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
  {asOf: asOfText, range}: {asOf?: string | undefined; range?: unknown}, calendar: Calendar, extent: DataExtent,
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
    return [from === null ? first : instant(from, calendar, "range[0]"), to === null ? asOf : instant(to, calendar, "range[1]")];
  }
  return lastPeriods((range as {last: string}).last, calendar, asOf);
}

// "P26W" means 26 whole weeks, so it is read by its unit and not as milliseconds; months and years are fine here.
function lastPeriods(text: string, calendar: Calendar, asOf: number): [number, number] {
  const match = /^P(\d+)([DWMY])$/.exec(text);
  if (!match) throw new QueryError(`"${text}" is not a number of whole periods; write P30D, P26W, P12M or P2Y`, "range.last");
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

function checkTables(analysis: Analysis, query: CommonQuery): void {
  const known = Object.keys(analysis.tables);
  for (const name of query.tables ?? []) {
    if (!known.includes(name)) {
      throw new QueryError(`unknown table "${name}"${didYouMean(name, known)}; ${query.kind} has ${known.join(", ")}`, "tables");
    }
  }
}

/** The scope of a normalised query over a dataset (or over one worker's share of it). */
export function scopeOf(query: CommonQuery, calendar: Calendar, dataset: Dataset, extent: DataExtent = dataset): Scope {
  const asOf = Date.parse(query.asOf);
  return new Scope(dataset, dataset.index(query.unit, parseDuration(query.sessionGap)), {
    calendar,
    weekStart: query.weekStart,
    asOf,
    from: Date.parse(query.range[0]),
    to: Date.parse(query.range[1]),
    historyStart: extent.historyStart,
    firstTs: extent.firstTs,
    lastTs: Math.min(extent.lastTs, asOf - 1),
    where: query.where ?? null,
    anonymous: query.anonymous,
    tieTolerance: parseDuration(query.tieTolerance),
    unknownNames: query.unknownNames,
    cohorts: query.cohorts ?? {},
    unitTruth,
    ...("rules" in query ? {rules: query.rules} : {}),
  });
}

/** The length of the query's period, where it has one. */
export function periodOfQuery(query: CommonQuery & {period?: unknown}): Period | null {
  return PERIODS.find((period) => period === query.period) ?? null;
}
