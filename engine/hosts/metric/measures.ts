// The names of semantics 20: which question each is read from, and how.
import {DEFAULT_STAGES} from "../../model/default-stages.js";
import {parseDuration} from "../../model/duration.js";
import type {Cell, Row} from "../../model/table.js";
import {tInterval} from "../../stats/t-interval.js";
import {accountCoverageMeasure} from "./account-coverage.js";
import {atRisk} from "./at-risk.js";
import {clvPredicted} from "./clv-predicted.js";
import type {Figure, Measure, Options} from "./measure.js";
import type {MetricQuery} from "./query.js";
import {referralRateMeasure} from "./referral-rate.js";

const {signup = [], activate = []} = DEFAULT_STAGES.aliases ?? {};

const num = (value: Cell | undefined): number | null => (typeof value === "number" ? value : null);
const sum = (...values: (number | null)[]): number | null =>
  values.includes(null) ? null : values.reduce<number>((total, value) => total + value!, 0);
const one =
  (read: (row: Row) => Figure) =>
  (rows: readonly Row[]): Figure =>
    rows[0] ? read(rows[0]) : {value: null, n: null};

const activation = {
  kind: "funnel",
  table: "trend",
  column: "period",
  period: "week",
  asks: ({period}: MetricQuery) => ({
    steps: [signup, activate],
    entry: "first",
    order: "ordered",
    window: "P14D",
    trend: {period, by: "by_entry"},
  }),
  lag: ({window}: Options) => (typeof window === "string" ? parseDuration(window) : Infinity),
  behind: (period: Cell) => ({period}),
} as const;
const growth = {
  kind: "growth",
  table: "periods",
  column: "period",
  period: "week",
  event: "activity",
  asks: ({period}: MetricQuery) => ({period}),
} as const;
const revenue = {
  kind: "revenue",
  table: "periods",
  column: "period",
  period: "month",
  asks: ({period}: MetricQuery) => ({period}),
  behind: (period: Cell) => ({period}),
} as const;
const mrr = {...revenue, kind: "mrr", table: "movements", unit: "account"} as const;

const churnRate: Measure = {
  ...growth,
  label: "Churn rate (no contract)",
  format: "share",
  read: one(({dormant, retained}) => share(num(dormant), sum(num(dormant), num(retained)))),
  behind: (period) => ({period, class: "dormant"}),
};
const logoChurn: Measure = {
  ...mrr,
  label: "Logo churn",
  format: "share",
  read: one(({churned_accounts, accounts_before}) => share(num(churned_accounts), num(accounts_before))),
  behind: (period) => ({period, class: "churned"}),
};

function share(hits: number | null, n: number | null): Figure {
  return {value: hits === null || !n ? null : hits / n, n, hits};
}

/** Every composed measure by its name on the wire. */
export const measures: Readonly<Record<string, Measure>> = {
  activation_rate: {
    ...activation,
    label: "Activation rate",
    format: "share",
    read: one(({mature, rate_mature}) => ({
      value: num(rate_mature),
      n: num(mature),
      hits: hitsOf(num(rate_mature), num(mature)),
    })),
    behind: (period) => ({period, mature: true}),
  },
  time_to_value: {
    ...activation,
    label: "Time to value (median)",
    format: "ms",
    read: one(({median_ms, entered}) => ({value: num(median_ms), n: num(entered)})),
  },
  retention_rate: {
    label: ({period, criterion, n}) => ({
      text: `Retention rate, ${String(period)} ${String(n)}, ${String(criterion).replaceAll("_", " ")}`,
      of: {period: String(period), n: String(n), criterion: String(criterion)},
    }),
    format: "share",
    kind: "retention",
    table: "cells",
    column: "cohort",
    period: "week",
    event: "return",
    asks: ({period}) => ({period, n: 1}),
    read: (rows, {n}) =>
      one(({rate, eligible, retained}) => ({
        value: num(rate),
        n: num(eligible),
        hits: rate === null ? null : num(retained),
      }))(rows.filter((row) => row.n === n)),
    behind: (period, {n}) => ({cohort: period, n: n as number, retained: true}),
    offset: ({n}) => n as number,
  },
  churn_rate: churnRate,
  churn_rate_no_contract: churnRate,
  win_back_rate: {
    ...growth,
    label: "Win-back rate",
    format: "share",
    // The stock before the period: what it is now, less who went, plus who came back.
    read: one(({resurrected, dormant_stock, dormant}) =>
      share(num(resurrected), sum(num(dormant_stock), num(resurrected), negative(num(dormant)))),
    ),
    behind: (period) => ({period, class: "resurrected"}),
  },
  quick_ratio: {
    ...growth,
    label: "Quick ratio",
    format: "ratio",
    read: one(({quick_ratio, active}) => ({value: num(quick_ratio), n: num(active)})),
    behind: (period) => ({period, class: "active"}),
  },
  engagement: {
    label: "Engagement (mean daily active by active units)",
    format: "percent",
    kind: "stickiness",
    table: "ratio",
    column: "period",
    period: "month",
    event: "activity",
    asks: ({period}) => ({interval: period, ...(period === "day" ? {subPeriod: "hour"} : {})}),
    read: one(({ratio, active}) => ({value: num(ratio), n: num(active)})),
    behind: (period) => ({period}),
  },
  revenue: {
    ...revenue,
    label: "Revenue",
    format: "money",
    read: one((row) => ({value: num(row.revenue), n: num(row.orders)})),
  },
  arpu: {
    ...revenue,
    label: "Revenue per active unit",
    format: "money",
    read: one(({arpu, active, arpu_sd}) => {
      const interval = tInterval({n: num(active) ?? 0, mean: num(arpu), sd: num(arpu_sd)});
      return {value: num(arpu), n: num(active), lo: interval?.lo ?? null, hi: interval?.hi ?? null};
    }),
    behind: (period) => ({period, class: "active"}),
  },
  arppu: {
    ...revenue,
    label: "Revenue per paying unit",
    format: "money",
    read: one(({arppu, payers}) => ({value: num(arppu), n: num(payers)})),
  },
  aov: {
    ...revenue,
    label: "Average order value",
    format: "money",
    read: one(({aov, orders}) => ({value: num(aov), n: num(orders)})),
  },
  mrr: {
    ...mrr,
    label: "Monthly recurring revenue",
    format: "money",
    read: one((row) => ({value: num(row.mrr), n: num(row.accounts)})),
  },
  arpa: {
    ...mrr,
    label: "MRR per account",
    format: "money",
    read: one(({arpa, accounts}) => ({value: num(arpa), n: num(accounts)})),
  },
  nrr: {
    ...mrr,
    label: "Net revenue retention",
    format: "percent",
    read: one((row) => ({value: num(row.nrr), n: num(row.accounts_before)})),
  },
  grr: {
    ...mrr,
    label: "Gross revenue retention",
    format: "percent",
    read: one((row) => ({value: num(row.grr), n: num(row.accounts_before)})),
  },
  revenue_churn: {
    ...mrr,
    label: "Revenue churn",
    format: "percent",
    read: one(({grr, accounts_before}) => ({value: grr === null ? null : 1 - Number(grr), n: num(accounts_before)})),
  },
  logo_churn: logoChurn,
  churn_rate_contract: {...logoChurn, label: "Churn rate (contract)"},
  saas_quick_ratio: {
    ...mrr,
    label: "SaaS quick ratio",
    format: "ratio",
    read: one((row) => ({value: num(row.quick_ratio), n: num(row.accounts)})),
  },
  clv_historical: {
    label: ({period, n}) => ({
      text: `Historical value by ${String(period)} ${String(n)} (incremental)`,
      of: {period: String(period), n: String(n)},
    }),
    format: "money",
    kind: "ltv",
    table: "cohorts",
    column: "cohort",
    period: "month",
    event: "start",
    asks: ({period}) => ({period, n: 3, form: "incremental", mode: "calendar"}),
    read: (rows, {n}) => one(({ltv, size}) => ({value: num(ltv), n: num(size)}))(rows.filter((row) => row.n === n)),
    behind: (period, {n}) => ({cohort: period, n: n as number}),
    offset: ({n}) => n as number,
  },
  clv_predicted: clvPredicted,
  advocates: {
    label: "Advocates",
    format: "count",
    kind: "stages",
    table: "distribution",
    column: "period",
    period: "week",
    asks: ({period}) => ({period}),
    read: (rows) => ({
      value: rows.reduce((total, row) => total + (row.stage === "advocacy" ? Number(row.units) : 0), 0),
      n: rows.reduce((total, row) => total + Number(row.units), 0),
    }),
    behind: (period) => ({period, stage: "advocacy"}),
  },
  at_risk: atRisk,
  referral_rate: referralRateMeasure,
  account_coverage: accountCoverageMeasure,
};

function hitsOf(rate: number | null, n: number | null): number | null {
  return rate === null || n === null ? null : Math.round(rate * n);
}
function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

export const COMPOSED_MEASURES = Object.keys(measures);
