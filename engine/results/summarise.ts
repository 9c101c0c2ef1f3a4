// One plain sentence for a result: English on the wire, in the reader's language for widgets and reports.
import type {Patterns} from "./patterns.js";
import type {Result} from "./result.js";
import {clvSentence} from "./summaries/clv.js";
import {comparedSentence, isCompared} from "./summaries/compared.js";
import {customerSentence} from "./summaries/customer.js";
import {funnelSentence} from "./summaries/funnel.js";
import {ltvSentence} from "./summaries/ltv.js";
import {metricSentence} from "./summaries/metric.js";
import {mrrSentence} from "./summaries/mrr.js";
import {pathsSentence} from "./summaries/paths.js";
import {qualitySentence} from "./summaries/quality.js";
import {retentionSentence} from "./summaries/retention.js";
import {revenueSentence} from "./summaries/revenue.js";
import {riskSentence} from "./summaries/risk.js";
import {stagesSentence} from "./summaries/stages.js";
import {survivalSentence} from "./summaries/survival.js";
import {unitsSentence} from "./summaries/units.js";
import {growthSentence} from "./summaries/growth.js";
import {stickinessSentence} from "./summaries/stickiness.js";
import {words, type Words} from "./words.js";

/** Says the result of one kind. */
export type Sentence = (result: Result, words: Words) => string;

/** Kind → sentence. A new analysis adds one file in summaries/ and one line here, one in sentence-of.ts. */
export const kinds: Readonly<Record<string, Sentence>> = {
  clv: clvSentence,
  customer: customerSentence,
  funnel: funnelSentence,
  ltv: ltvSentence,
  metric: metricSentence,
  mrr: mrrSentence,
  paths: pathsSentence,
  quality: qualitySentence,
  retention: retentionSentence,
  growth: growthSentence,
  revenue: revenueSentence,
  risk: riskSentence,
  stickiness: stickinessSentence,
  stages: stagesSentence,
  survival: survivalSentence,
  units: unitsSentence,
};

/**
 * The summary of a result. `locale` (BCP 47, default English) decides how figures are written; `sentences`, as `sentencesFor`
 * loads them, in which language. Without them the sentence is English.
 */
export function summarise(result: Result, locale = "en", sentences?: Patterns): string {
  const own = words(locale, sentences);
  return isCompared(result) ? comparedSentence(result, own) : (kinds[result.kind]?.(result, own) ?? "");
}
