// The register: kind → analysis, each loaded when it is first asked. A new analysis is one file and one line here.
import {Lazy} from "../model/lazy.js";
import type {Analysis} from "./analysis.js";

const loaders: Readonly<Record<string, () => Promise<object>>> = {
  clv: async () => (await import("./clv.js")).clv,
  customer: async () => (await import("./customer.js")).customer,
  funnel: async () => (await import("./funnel.js")).funnel,
  growth: async () => (await import("./growth.js")).growth,
  ltv: async () => (await import("./ltv.js")).ltv,
  mrr: async () => (await import("./mrr.js")).mrr,
  paths: async () => (await import("./paths.js")).paths,
  quality: async () => (await import("./quality.js")).quality,
  retention: async () => (await import("./retention.js")).retention,
  revenue: async () => (await import("./revenue.js")).revenue,
  risk: async () => (await import("./risk.js")).risk,
  stages: async () => (await import("./stages.js")).stages,
  stickiness: async () => (await import("./stickiness.js")).stickiness,
  survival: async () => (await import("./survival.js")).survival,
};

function lazy(kind: string, load: () => Promise<object>): Lazy<Analysis> {
  return new Lazy(kind, load as () => Promise<Analysis>);
}

/** Every kind of question that one analysis answers, by name. */
export const analyses: ReadonlyMap<string, Lazy<Analysis>> = new Map(
  Object.entries(loaders).map(([kind, load]) => [kind, lazy(kind, load)]),
);

/** Analyses without a kind of their own: measures of the kind `metric` are read from them. */
export const ofMeasures = {
  basic: lazy("basic measures", async () => (await import("./metric.js")).basicMetric),
  referralRate: lazy("referral rate", async () => (await import("./referral-rate.js")).referralRate),
  accountCoverage: lazy("account coverage", async () => (await import("./account-coverage.js")).accountCoverage),
};
