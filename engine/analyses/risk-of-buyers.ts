// Churn risk of buyers: how likely each has stopped, by the model of purchases, and how that held a horizon ago (semantics 13.2–13.4).
import {activity, type Activity} from "../model/activity.js";
import {atOnce} from "../model/at-once.js";
import type {Frame, Scope} from "../model/scope.js";
import {tableOf, type ColumnTable, type Row} from "../model/table.js";
import type {Analysis, Tabulated, Work} from "./analysis.js";
import {rankedBuckets, shownBuckets, shownColumns} from "./buckets.js";
import {inBucket, unitLabels} from "./in-bucket.js";
import {part} from "./progress.js";
import {isBehind} from "./risk/behind.js";
import {buyersAt, mergeBuyers, purchasesOf, type Buyers} from "./risk/buyers.js";
import {countedIn, heldAgainst, scored, type Scored} from "./risk/buyers-scored.js";
import {listed} from "./risk/collect.js";
import {mergeSilences, type SilenceFacts} from "./risk/facts.js";
import {checkRisk, DAY, horizonDays, riskSchema, wants, type RiskQuery} from "./risk/query.js";
import {bandOf} from "./risk/score.js";
import {Look} from "./risk/silences.js";
import {backtestRows, bandRows, columns, isOrdered, unitTable} from "./risk/tables.js";
import {unitBuckets} from "./unit-buckets.js";

interface Facts {
  readonly now: Buyers;
  /** As things were known a horizon before. */
  readonly past: Buyers | null;
  /** Those of `now` that are scored, in the same order. */
  readonly units: SilenceFacts | null;
  readonly settled?: Settled;
}
interface Settled {
  readonly now: Scored;
  readonly past: Scored | null;
  readonly table: ColumnTable | null;
}

/**
 * Kind `risk` with the score `bgnbd`. The model is fitted to all who bought before asOf, as kind `clv` fits it in weeks; those whose
 * last purchase lies on a day of `range` are scored. The backtest fits it anew to what was known a horizon earlier. Where it cannot be
 * fitted, everybody is in `no_data` and the diagnostics say why.
 */
export const riskOfBuyers: Analysis<RiskQuery, Facts> = {
  kind: "risk",
  schema: riskSchema,
  tables: columns,
  check: checkRisk,
  collect,
  merge,
  settle,
  tabulate,
  behind,
};

function* collect(scope: Scope, query: RiskQuery): Work<Facts> {
  const purchases = purchasesOf(scope, query.activity);
  const days = yield* part(activity(scope, purchases, "day", "activity"), 0, 0.5);
  const now = new Look(scope, days, scope.asOf);
  const {labels, of} = unitBuckets(scope, purchases, query.breakdown, "activity");
  const then = wants(query, "backtest") ? lookBack(scope, days, query) : null;
  return {
    now: yield* part(
      buyersAt(now, days, scope, (u) => labels[of[u]!]!),
      0.5,
      0.7,
    ),
    past: then && (yield* part(buyersAt(then, days, scope, null), 0.7, 0.9)),
    units: wants(query, "units") ? yield* part(listed(scope, days, now), 0.9, 1) : null,
  };
}

function lookBack(scope: Scope, days: Activity, query: RiskQuery): Look {
  return new Look(scope, days, scope.asOf - horizonDays(query) * DAY);
}

function merge(parts: readonly Facts[]): Facts {
  if (parts.length === 1) return parts[0]!;
  const past = parts.flatMap((one) => one.past ?? []);
  return {
    now: mergeBuyers(parts.map(({now}) => now)),
    past: past.length > 0 ? mergeBuyers(past) : null,
    units: mergeSilences(parts.flatMap(({units}) => units ?? [])),
  };
}

function* settle(facts: Facts): Work<Facts> {
  const now = yield* part(scored(facts.now), 0, 0.5);
  const past = facts.past && (yield* part(scored(facts.past), 0.5, 0.9));
  const histories = now.of.filter((_, i) => facts.now.asked[i] === 1);
  const table = facts.units && (yield* unitTable(facts.units, now.risks, histories));
  return {...facts, settled: {now, past, table}};
}

function tabulate(facts: Facts, frame: Frame, query: RiskQuery): Tabulated {
  const {now, past, table} = facts.settled ?? atOnce(settle(facts)).settled!;
  const counted = countedIn(facts.now, now);
  const buckets = shownBuckets(counted, rankedBuckets(counted, query.breakdown, 0));
  const backtest = past && backtestRows(heldAgainst(facts.past!, past), past.risks);
  const bands = shownColumns(columns.bands, query);
  return {
    tables: {
      ...(wants(query, "bands") ? {bands: tableOf(bands, bandRows(buckets, now.risks))} : {}),
      ...(table ? {units: table} : {}),
      ...(backtest ? {backtest: tableOf(columns.backtest, backtest)} : {}),
    },
    diagnostics: {
      risk: {
        score: query.score,
        at: Number.isFinite(frame.asOf) ? new Date(frame.asOf).toISOString() : null,
        horizon_ms: horizonDays(query) * DAY,
        customers: facts.now.x.length,
        // The model takes them to be there still: a property of it, not a finding.
        bought_once: facts.now.x.filter((x, i) => x === 0 && facts.now.asked[i] === 1).length,
        model: stateOf(now),
        ...(past ? {backtest: stateOf(past), ordered: isOrdered(backtest!)} : {}),
      },
    },
  };
}

/** The parameters count time in weeks. */
function stateOf({fitted}: Scored): object {
  return fitted.status === "fitted"
    ? {status: fitted.status, ...fitted.model, ll: fitted.ll}
    : {status: fitted.status, reason: fitted.reason};
}

/** Units of a row, as those of the other score. */
function* behind(scope: Scope, query: RiskQuery, table: string, row: Readonly<Row>): Work<Row[]> {
  const ago = table === "backtest";
  const facts = yield* part(collect(scope, {...query, tables: ago ? ["bands", "backtest"] : ["bands"]}), 0, 0.5);
  const own = yield* part(scored(ago ? facts.past! : facts.now), 0.5, 1);
  const purchases = purchasesOf(scope, query.activity);
  const days = yield* activity(scope, purchases, "day", "activity");
  const look = ago ? lookBack(scope, days, query) : new Look(scope, days, scope.asOf);
  const {of, risks} = own;
  // The backtest has no buckets.
  const ranked = ago ? null : rankedBuckets(countedIn(facts.now, own), query.breakdown, 0);
  const inOwn = inBucket(ranked, row.breakdown ?? null, () =>
    unitLabels(scope, purchases, query.breakdown, "activity"),
  );
  const found: Row[] = [];
  for (let u = 0, known = 0; u < scope.units; u++) {
    const seen = look.of(u);
    if (!seen) continue;
    const risk = risks[of[known++]!]!;
    const unit = scope.index.ids[u]!;
    if (!look.isAsked(seen) || !inOwn(u) || !isBehind(row, unit, bandOf(risk), ago)) continue;
    const came = ago ? {stayed_silent: look.staysSilent(u, seen)} : {};
    found.push({unit, risk, band: bandOf(risk), silent_ms: seen.silence * DAY, ...came});
  }
  return found;
}
