// Churn risk: the chance that units which have fallen silent stay so, and how well that was foretold a horizon ago (semantics 13).
import {activity} from "../model/activity.js";
import {atOnce} from "../model/at-once.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type Row} from "../model/table.js";
import type {Analysis, Tabulated, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucket, unitLabels} from "./in-bucket.js";
import {part} from "./progress.js";
import {isBehind} from "./risk/behind.js";
import {collectRisk, collectRisks} from "./risk/collect.js";
import {mergeRisk, type GapCounts, type RiskFacts} from "./risk/facts.js";
import {purchaseScore} from "./risk/purchase-score.js";
import {checkRisk, DAY, horizonDays, riskSchema, wants, type RiskQuery} from "./risk/query.js";
import {bandOf, riskBySilence} from "./risk/score.js";
import {Look} from "./risk/silences.js";
import {backtestRows, bandRows, columns, isOrdered, unitTable, type Rows} from "./risk/tables.js";

/**
 * Kind `risk` with the score `gap`. Everything is as of one instant, `asOf`. Gaps are counted in local days from one active day to the next; those of all
 * units together make one Kaplan–Meier curve, in which a unit's silence so far is a gap still open. Units whose last active day meets
 * `range` are scored; the curve uses all history before. Per-segment curves are not built: a breakdown counts bands of the one curve.
 */
export const risk: Analysis<RiskQuery, RiskFacts> & {compose(query: RiskQuery): Analysis | undefined} = {
  kind: "risk",
  schema: riskSchema,
  tables: columns,
  check: checkRisk,
  collect: collectRisk,
  collectAll: collectRisks,
  merge: mergeRisk,
  settle,
  tabulate,
  behind,
  // Another score is another way to count.
  compose: ({score}) => (score === "bgnbd" ? purchaseScore.now : undefined),
};

function* settle(facts: RiskFacts, query: RiskQuery): Work<RiskFacts> {
  return {...facts, table: facts.units && (yield* unitTable(facts.units, riskBySilence(facts.gaps, query)))};
}

function tabulate(facts: RiskFacts, frame: Frame, query: RiskQuery): Tabulated {
  const {gaps, scored, past, table = atOnce(settle(facts, query)).table} = facts;
  const risks = riskBySilence(gaps, query);
  const buckets = shownBuckets(scored, rankedBuckets(scored, query.breakdown, 0));
  const backtest = past ? backtestRows(past, riskBySilence(past.gaps, query)) : null;
  const bands = shownColumns(columns.bands, query);
  return {
    tables: {
      ...(wants(query, "bands") ? {bands: tableOf(bands, bandRows(buckets, risks))} : {}),
      ...(table ? {units: table} : {}),
      ...(backtest ? {backtest: tableOf(columns.backtest, backtest)} : {}),
    },
    diagnostics: {risk: diagnosticsOf(gaps, backtest, frame, query)},
  };
}

/** `ordered`: whether higher bands really stayed silent more often, null where that cannot be told. Instants are ISO. */
function diagnosticsOf({finished, open}: GapCounts, backtest: Rows | null, {asOf}: Frame, query: RiskQuery): object {
  const count = (gaps: Float64Array) => gaps.reduce((sum, n) => sum + n, 0);
  return {
    score: query.score,
    at: Number.isFinite(asOf) ? new Date(asOf).toISOString() : null,
    horizon_ms: horizonDays(query) * DAY,
    finished_gaps: count(finished),
    open_gaps: count(open),
    ...(backtest ? {ordered: isOrdered(backtest)} : {}),
  };
}

/**
 * Units of a row: `{band}` of `bands`, `{unit}` of `units`; `{band}` of `backtest` by their score a horizon ago (all scored ones for
 * band null). Each with its days of silence and risk then.
 */
function* behind(scope: Scope, query: RiskQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const ago = table === "backtest";
  const facts = yield* part(collectRisk(scope, {...query, tables: ["bands", "backtest"]}), 0, 0.8);
  const days = yield* part(activity(scope, query.activity, "day", "activity"), 0.8, 0.9);
  const look = new Look(scope, days, scope.asOf - (ago ? horizonDays(query) * DAY : 0));
  const risks = riskBySilence(ago ? facts.past!.gaps : facts.gaps, query);
  const inOwn = inBucket(rankedBuckets(facts.scored, query.breakdown, 0), row.breakdown ?? null, () =>
    unitLabels(scope, query.activity, query.breakdown, "activity"),
  );
  const found: Row[] = [];
  for (let u = 0; u < scope.units; u++) {
    const seen = look.of(u);
    if (!seen || !look.isAsked(seen) || !inOwn(u)) continue;
    const own = risks[seen.silence]!;
    const unit = scope.index.ids[u]!;
    if (!isBehind(row, unit, bandOf(own), ago)) continue;
    const came = ago ? {stayed_silent: look.staysSilent(u, seen)} : {};
    found.push({unit, risk: own, band: bandOf(own), silent_ms: seen.silence * DAY, ...came});
  }
  return found;
}
