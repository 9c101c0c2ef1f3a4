// One number by period: a measure with what it is compared with, its goal and whether it stands out (semantics 18, 20).
import {shownColumns} from "../analyses/buckets.js";
import type {Analysis, Tabulated} from "../analyses/analysis.js";
import {analyses} from "../analyses/index.js";
import {BASIC_MEASURES} from "../analyses/metric/names.js";
import type {Calendar} from "../model/calendar.js";
import type {TableName} from "../model/dataset.js";
import {QueryError} from "../model/errors.js";
import type {Reason} from "../model/reason.js";
import type {Frame} from "../model/scope.js";
import {rowsOf, tableOf, type Cell, type Row} from "../model/table.js";
import {behindPart, collectParts, mergeParts, tabulateParts, type DataExtent, type Part} from "./composed.js";
import {basicMeasures} from "./metric/basic.js";
import {figuresOf} from "./metric/figures.js";
import type {Label, Measure, Options} from "./metric/measure.js";
import {measures} from "./metric/measures.js";
import {planOf, type Ask, type Plan, type Use} from "./metric/plan.js";
import {metricSchema, type MetricQuery} from "./metric/query.js";
import {inBuckets, rankingUse, shownIn, shownOver, type Shown} from "./metric/ranking.js";
import {SERIES, seriesRows} from "./metric/series.js";

const columns = {series: SERIES, value: SERIES} as const;

/** The kind `metric`. `ask` reads the questions that an answer is put together from. */
export function metricKind(ask: Ask) {
  return {
    kind: "metric",
    schema: metricSchema,
    tables: columns,
    data: (query: MetricQuery): TableName | undefined => analyses.get(measureOf(query).kind)?.now.data,
    complete: (query: MetricQuery): MetricQuery => {
      const {period, unit} = measureOf(query);
      return {...query, unit: unit ?? query.unit, period: query.period ?? period};
    },
    check,
    compose: (query: MetricQuery, calendar: Calendar, extent: DataExtent): Analysis<MetricQuery, unknown[]> =>
      answering(planOf(ask, query, measureOf(query), calendar, extent)),
  };
}

function measureOf({measure}: MetricQuery): Measure {
  return (basicMeasures[measure] ?? measures[measure])!;
}

function check({measure, prop, event, options, goal}: MetricQuery): void {
  const basic = (BASIC_MEASURES as readonly string[]).includes(measure);
  if (basic && options)
    throw new QueryError(`are for measures that another kind answers; ${measure} has "event" and "prop"`, "options");
  if (!basic && prop !== undefined)
    throw new QueryError(`is for sum and mean only; ${measure} has no property`, "prop");
  if (!basic && event !== undefined && !measures[measure]!.event) {
    throw new QueryError(`${measure} is not about one kind of event; leave it out, or see "options"`, "event");
  }
  if (goal?.metric !== undefined && goal.metric !== measure)
    throw new QueryError(`is "${goal.metric}", but the query asks for ${measure}`, "goal.metric");
}

function answering(plan: Plan): Analysis<MetricQuery, unknown[]> {
  const parts = plan.uses.map(({part}) => part);
  return {
    kind: "metric",
    schema: metricSchema,
    tables: columns,
    whole: parts.some(({analysis}) => analysis.whole === true),
    collect: (scope) => collectParts(parts, scope),
    merge: (all) => mergeParts(parts, all),
    tabulate(facts, frame, query) {
      const shown = shownOf(plan, facts);
      const uses = plan.uses.filter(tells);
      const answers = tabulateParts(
        uses.map(({part}) => inBuckets(part, shown)),
        facts.filter((_, i) => tells(plan.uses[i]!)),
      );
      return tabulate({...plan, uses}, answers, frame, query, shown);
    },
    *behind(scope, query, _table, row) {
      const asked = useOfPeriod(plan, scope, query, row.period)?.part;
      const found: Row[] = [];
      if (!asked) return found;
      const bucket = (row.breakdown ?? null) !== null;
      const part = inBuckets(asked, bucket ? yield* shownOver(plan, scope) : null);
      for (const key of [plan.measure.behind(row.period!, optionsOf(part))].flat()) {
        const inBucket = query.breakdown && row.breakdown !== undefined ? {breakdown: row.breakdown} : {};
        found.push(...(yield* behindPart(part, scope, plan.measure.table, {...key, ...inBucket})));
      }
      return found;
    },
  };
}

/** Whether a question is asked for its figures, and not only to learn which values of a breakdown are the largest. */
function tells(use: Use): boolean {
  return use.for !== "ranking";
}

function optionsOf({query}: Part): Options {
  return query as unknown as Options;
}

/** The question that tells about a period. */
function useOfPeriod({uses}: Plan, {calendar}: Frame, {period}: MetricQuery, label: Cell | undefined): Use | undefined {
  const answers = uses.filter((use) => use.for === "figures");
  return answers.find(
    ({periods}) => periods === null || [...periods.values()].some((number) => calendar.label(period, number) === label),
  );
}

function shownOf(plan: Plan, facts: readonly unknown[]): Shown {
  const use = rankingUse(plan);
  return use && shownIn(plan, tabulateParts([use.part], [facts[plan.uses.indexOf(use)]])[0]!);
}

function tabulate(
  plan: Plan,
  answers: readonly Tabulated[],
  frame: Frame,
  query: MetricQuery,
  buckets: Shown,
): Tabulated {
  const {measure} = plan;
  const known = figuresOf(plan, answers, frame, query, buckets);
  const series = known.map((own) => seriesRows(own, frame, query, measure.format));
  const shown = shownColumns(SERIES, query);
  const label = labelOf(plan);
  const last = series.flatMap((rows) => latest(rows));
  const lastUse = useOfPeriod(plan, frame, query, last[0]?.period);
  const currency = currencyOf(answers, measure);
  return {
    tables: {
      series: tableOf(shown, series.flat()),
      value: tableOf(shown, last),
    },
    diagnostics: {
      measure: {
        name: query.measure,
        label: label.text,
        ...(label.of ? {label_of: label.of} : {}),
        ...(label.key ? {label_key: label.key} : {}),
        format: currency === undefined ? measure.format : "money",
        currency: currency ?? null,
        read_from: `${measure.kind}.${measure.table}`,
        // When the value was true, where it is about one instant.
        ...(measure.snapshot ? {at: lastUse?.part.query.asOf ?? null} : {}),
        ...(last[0]?.value === null ? reasonOf(measure, answers[plan.uses.indexOf(lastUse!)]) : {}),
      },
    },
  };
}

function labelOf({measure: {label}, asked}: Plan): Label {
  return typeof label === "string" ? {text: label} : label(asked);
}

/** Why the last value is unknown, where the answer that it is read from tells. */
function reasonOf(measure: Measure, answer: Tabulated | undefined): {reason?: Reason} {
  const reason = measure.reason?.(answer?.diagnostics ?? {});
  return reason ? {reason} : {};
}

/** The last period that is over, else the last that has begun; none where all are to come. */
function latest(rows: readonly Record<string, Cell>[]): Record<string, Cell>[] {
  const found = rows.findLast(({status}) => status === "complete") ?? rows.findLast(({status}) => status !== "future");
  return found ? [found] : [];
}

/** The currency of a measure that is money; undefined of others. */
function currencyOf(answers: readonly Tabulated[], {table, format}: Measure): string | null | undefined {
  const own = answers[0]?.tables[table];
  const codes = own?.columnNames().includes("currency") ? rowsOf(own).map(({currency}) => currency) : [];
  const code = codes.find((currency) => typeof currency === "string");
  if (format === "money") return code ?? null;
  return format === "number" ? code : undefined;
}
