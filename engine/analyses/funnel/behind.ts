// The units behind a row of a funnel.
import {QueryError} from "../../model/errors.js";
import type {Scope} from "../../model/scope.js";
import type {Row} from "../../model/table.js";
import {isMature, isPending} from "./counts.js";
import type {FunnelFacts} from "./facts.js";
import {groupsOf} from "./groups.js";
import {binOf} from "./histogram-table.js";
import {planOf, windowOf} from "./plan.js";
import {edgesOf, type FunnelQuery} from "./query.js";

/**
 * One row for each attempt (for each unit, unless the query counts attempts or pairs) with how many steps it reached, when it entered,
 * when it reached its last step, and whether it may still go on. Keys of `row`, beside `breakdown`: `step` (who reached it; with
 * `dropped: true` who reached the step before and not this one; for an optional step who did it), `period` of the trend, `from_ms` of
 * the histogram; with `mature: true` only whose whole window has been observed. `facts` are those of the whole scope.
 */
export function funnelBehind(
  scope: Scope,
  query: FunnelQuery,
  facts: FunnelFacts,
  table: string,
  row: Readonly<Row>,
): Row[] {
  const attempts = (table === "trend" ? facts.perPeriod : null) ?? facts.attempts;
  const inGroup = groupTest(facts, query, row);
  const inRow = rowTest(scope, query, facts, table, row);
  const observed = {window: windowOf(query), asOf: scope.asOf};
  const found: Row[] = [];
  for (let i = 0; i < attempts.anchor.length; i++) {
    if (!inGroup(attempts.bucket[i]!) || !inRow(i)) continue;
    if (row.mature === true && !isMature(attempts, i, observed)) continue;
    const [entered, depth] = [attempts.anchor[i]!, attempts.depth[i]!];
    found.push({
      unit: scope.index.ids[attempts.unit[i]!]!,
      depth,
      entered_ts: entered,
      last_ts: entered + (depth > 1 ? attempts.times[depth - 2]![i]! : 0),
      pending: depth < facts.steps && isPending(attempts, i, observed),
    });
  }
  return found;
}

function groupTest(facts: FunnelFacts, query: FunnelQuery, {breakdown}: Readonly<Row>): (bucket: number) => boolean {
  if (breakdown === undefined || breakdown === null) return () => true;
  const groups = groupsOf(facts, query.breakdown);
  const wanted = groups.labels.indexOf(String(breakdown));
  return (bucket) => groups.of[bucket] === wanted;
}

function rowTest(
  scope: Scope,
  query: FunnelQuery,
  facts: FunnelFacts,
  table: string,
  row: Readonly<Row>,
): (i: number) => boolean {
  if (table === "steps") return stepTest(query, facts, row);
  if (table === "trend") return periodTest(scope, query, facts, String(row.period));
  if (table === "histogram") return binTest(query, facts, Number(row.from_ms));
  throw new QueryError(
    `a row of "${table}" has no units of its own; ask for a row of steps, trend or histogram`,
    "behind.table",
  );
}

function stepTest(
  query: FunnelQuery,
  {attempts: {depth, marks}}: FunnelFacts,
  {step, dropped}: Readonly<Row>,
): (i: number) => boolean {
  const {required, optional} = planOf(query);
  const k = required.findIndex((own) => own.step === step);
  const o = optional.findIndex((own) => own.step === step);
  if (k < 0 && o < 0)
    throw new QueryError(`must be a step from 1 to ${query.steps.length}; got ${String(step)}`, "behind.row.step");
  if (k < 0) return (i) => ((marks[i]! >>> o) & 1) === 1;
  return dropped === true ? (i) => depth[i] === k : (i) => depth[i]! > k;
}

function periodTest(
  {calendar}: Scope,
  {trend}: FunnelQuery,
  {attempts, perPeriod}: FunnelFacts,
  label: string,
): (i: number) => boolean {
  const period = trend?.period ?? "week";
  const {anchor} = perPeriod ?? attempts;
  return (i) => calendar.label(period, calendar.periodOf(anchor[i]!, period)) === label;
}

function binTest(
  query: FunnelQuery,
  {attempts: {depth, times}, steps}: FunnelFacts,
  from: number,
): (i: number) => boolean {
  const edges = edgesOf(query);
  return (i) => depth[i] === steps && edges[binOf(edges, times[steps - 2]![i]!)] === from;
}
