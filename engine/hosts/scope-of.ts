// From a query with every default filled in to what it is asked over.
import type {Calendar} from "../model/calendar.js";
import type {Dataset} from "../model/dataset.js";
import {parseDuration} from "../model/duration.js";
import {Lazy} from "../model/lazy.js";
import type {CommonQuery} from "../model/query.js";
import {Scope, type Frame, type ScopeOptions} from "../model/scope.js";

type Extent = Pick<Dataset, "firstTs" | "lastTs" | "historyStart">;

/** What tells whether a unit satisfies a term: most questions have none. */
export const unitTerms = new Lazy("conditions", () => import("../model/unit-predicate.js"));

/** The instants and the calendar of a query over data of this extent. */
export function frameOf(query: CommonQuery, calendar: Calendar, {firstTs, lastTs, historyStart}: Extent): Frame {
  const asOf = Date.parse(query.asOf);
  return {
    calendar,
    weekStart: query.weekStart,
    asOf,
    from: Date.parse(query.range[0]),
    to: Date.parse(query.range[1]),
    historyStart,
    firstTs,
    lastTs: Math.min(lastTs, asOf - 1),
  };
}

/** The scope of a query over a dataset (or over one worker's share of it). `unknown` collects the names that the data does not have. */
export function scopeOf(
  query: CommonQuery,
  calendar: Calendar,
  dataset: Dataset,
  extent: Extent = dataset,
  unknown?: Set<string>,
  onFault?: ScopeOptions["onFault"],
): Scope {
  const options = {
    ...frameOf(query, calendar, extent),
    where: query.where ?? null,
    anonymous: query.anonymous,
    tieTolerance: parseDuration(query.tieTolerance),
    unknownNames: query.unknownNames,
    cohorts: query.cohorts ?? {},
    unitTruth: (...term: Parameters<ScopeOptions["unitTruth"]>) => unitTerms.now.unitTruth(...term),
    ...(onFault && {onFault}),
    ...("rules" in query ? {rules: query.rules} : {}),
  };
  return new Scope(dataset, dataset.index(query.unit, parseDuration(query.sessionGap)), options, unknown);
}

/** The same scope without the events of nobody. */
export function unitsOnly({dataset, index, options, unknown}: Scope): Scope {
  return new Scope(dataset, index, {...options, unitsOnly: true}, unknown);
}
