// Answers put together from the answers to other questions: how these are read, counted together and told apart in errors.
import type {Analysis, Tabulated, Work} from "../analyses/analysis.js";
import type {Calendar} from "../model/calendar.js";
import type {Dataset} from "../model/dataset.js";
import {QueryError} from "../model/errors.js";
import {canonicalJson} from "../model/hash.js";
import {commonFields, type CommonQuery} from "../model/query.js";
import type {Frame, Scope} from "../model/scope.js";
import type {Row} from "../model/table.js";
import {frameOf, scopeOf, unitsOnly} from "./scope-of.js";

/** What a host must know of its data to read a query; a worker's coordinator has this without having the events. */
export type DataExtent = Pick<Dataset, "asOf" | "firstTs" | "lastTs" | "historyStart"> &
  Partial<Pick<Dataset, "tables">>;

/** A query that was read: who answers it, with every default filled in, by which calendar. */
export interface Reading {
  readonly analysis: Analysis;
  readonly query: CommonQuery;
  readonly calendar: Calendar;
}
/** Reads a query over data of this extent. Given to kinds that ask others, which the reading of queries looks up in turn. */
export type Read = (input: unknown, extent: DataExtent) => Reading;

/** One of the questions that an answer is put together from. */
export interface Part extends Reading {
  readonly extent: DataExtent;
  /** Says in words of the outer query what is wrong with the inner one. */
  readonly explain: (error: QueryError) => QueryError;
}

/** Reads an inner question. `pathOf` turns a path in it into one in the query that people wrote. */
export function partOf(read: Read, input: unknown, extent: DataExtent, pathOf: (path: string) => string): Part {
  const explain = (error: QueryError) =>
    error.path ? error.at(pathOf(error.path)) : new QueryError(inOuterWords(error.message, pathOf));
  return {...explained(() => read(input, extent), explain), extent, explain};
}

// Faults of a schema come as lines, each with a path of its own.
function inOuterWords(message: string, pathOf: (path: string) => string): string {
  const lines = message.split("\n").map((line) => {
    const [, path, text] = /^([\w.[\]]+): (.*)$/.exec(line) ?? [];
    return path === undefined ? line : `${pathOf(path)}: ${text}`;
  });
  return lines.join("\n");
}

const SHARED: readonly (keyof CommonQuery)[] = [
  "unit",
  "asOf",
  "tz",
  "weekStart",
  "fiscalMonth",
  "where",
  "breakdown",
  "preset",
  "anonymous",
  "sessionGap",
  "tieTolerance",
  "unknownNames",
  "cohorts",
];

/** Fields that an inner question takes over from the outer one, so that both are asked over the same data. */
export function sharedFields(query: CommonQuery): Partial<CommonQuery> {
  return Object.fromEntries(SHARED.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));
}

/** Whether a path belongs to a field that every query has. */
export function isShared(path: string): boolean {
  return /^[^.[]+/.exec(path)?.[0] ? /^[^.[]+/.exec(path)![0] in commonFields : false;
}

/** Collects all parts over one scope: at once where they ask the same at other instants and the analysis can, else one after the other. */
export function* collectParts(parts: readonly Part[], scope: Scope): Work<unknown[]> {
  const [first] = parts;
  if (first?.analysis.collectAll && parts.every((part) => part.analysis === first.analysis && asksAs(first, part))) {
    const work = explained(
      () =>
        first.analysis.collectAll!(
          parts.map((part) => scopeOfPart(part, scope)),
          parts.map(({query}) => query),
        ),
      first.explain,
    );
    return yield* portion(work, first.explain, 0, 1);
  }
  const facts: unknown[] = [];
  for (const [i, part] of parts.entries()) {
    const {analysis, query, explain} = part;
    const work = explained(() => analysis.collect(scopeOfPart(part, scope), query), explain);
    facts.push(yield* portion(work, explain, i / parts.length, (i + 1) / parts.length));
  }
  return facts;
}

/** Whether two parts ask the same, but at other instants. */
function asksAs({query: one}: Part, {query: other}: Part): boolean {
  const asked = (query: CommonQuery) => canonicalJson({...query, asOf: null, range: null});
  return asked(one) === asked(other);
}

/** Facts of disjoint sets of units, part by part. */
export function mergeParts(parts: readonly Part[], all: readonly (readonly unknown[])[]): unknown[] {
  return parts.map(({analysis}, i) => analysis.merge(all.map((facts) => facts[i])));
}

export function tabulateParts(parts: readonly Part[], facts: readonly unknown[]): Tabulated[] {
  return parts.map((part, i) =>
    explained(() => part.analysis.tabulate(facts[i], frameOfPart(part), part.query), part.explain),
  );
}

/** The units behind a row of a part's table. */
export function* behindPart(part: Part, scope: Scope, table: string, row: Readonly<Row>): Work<Row[]> {
  const {analysis, query, explain} = part;
  if (!analysis.behind)
    throw new QueryError(`a ${query.kind} answer has no list of units behind it`, "behind.query.kind");
  return yield* portion(analysis.behind(scopeOfPart(part, scope), query, table, row), explain, 0, 1);
}

export function frameOfPart({query, calendar, extent}: Part): Frame {
  return frameOf(query, calendar, extent);
}

function scopeOfPart({query, calendar, extent, explain}: Part, {dataset, unknown, options}: Scope): Scope {
  const {onFault} = options;
  const told = onFault && ((fault: QueryError) => onFault(explain(fault)));
  const inner = scopeOf(query, calendar, dataset, extent, unknown, told);
  return options.unitsOnly ? unitsOnly(inner) : inner;
}

/** Part of a work, its progress told as from `from` to `to`. */
export function* portion<T>(work: Work<T>, explain: Part["explain"], from: number, to: number): Work<T> {
  for (;;) {
    const step = explained(() => work.next(), explain);
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}

/** What `act` gives; what is wrong with the inner question is said in words of the outer one. */
export function explained<T>(act: () => T, explain: Part["explain"]): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof QueryError ? explain(error) : error;
  }
}
