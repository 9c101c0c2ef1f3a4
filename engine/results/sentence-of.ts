// The English sentence of an answer, loaded with the first answer of its kind; `summarise` has all kinds and languages at once.
import {Lazy} from "../model/lazy.js";
import type {Result} from "./result.js";
import type {Sentence} from "./summarise.js";

/** Kind → sentence. A new analysis adds one line here and one in summarise.ts. */
const loaders: Readonly<Record<string, () => Promise<Sentence>>> = {
  clv: async () => (await import("./summaries/clv.js")).clvSentence,
  customer: async () => (await import("./summaries/customer.js")).customerSentence,
  funnel: async () => (await import("./summaries/funnel.js")).funnelSentence,
  growth: async () => (await import("./summaries/growth.js")).growthSentence,
  ltv: async () => (await import("./summaries/ltv.js")).ltvSentence,
  metric: async () => (await import("./summaries/metric.js")).metricSentence,
  mrr: async () => (await import("./summaries/mrr.js")).mrrSentence,
  paths: async () => (await import("./summaries/paths.js")).pathsSentence,
  quality: async () => (await import("./summaries/quality.js")).qualitySentence,
  retention: async () => (await import("./summaries/retention.js")).retentionSentence,
  revenue: async () => (await import("./summaries/revenue.js")).revenueSentence,
  risk: async () => (await import("./summaries/risk.js")).riskSentence,
  stages: async () => (await import("./summaries/stages.js")).stagesSentence,
  stickiness: async () => (await import("./summaries/stickiness.js")).stickinessSentence,
  survival: async () => (await import("./summaries/survival.js")).survivalSentence,
  units: async () => (await import("./summaries/units.js")).unitsSentence,
};

async function english(load: () => Promise<Sentence>): Promise<(result: Result) => string> {
  const [sentence, {words}] = await Promise.all([load(), import("./words.js")]);
  return (result) => sentence(result, words("en"));
}

/** By kind. */
export const sentences: ReadonlyMap<string, Lazy<(result: Result) => string>> = new Map(
  Object.entries(loaders).map(([kind, load]) => [kind, new Lazy(`${kind} in words`, () => english(load))]),
);

/** Of two sides compared, whatever their kind. */
export const comparedSentence = new Lazy("a comparison in words", () =>
  english(async () => (await import("./summaries/compared.js")).comparedSentence),
);
