// The register: kind → analysis. A new analysis is one file and one line here.
import type {Analysis} from "./analysis.js";
import {customer} from "./customer.js";
import {funnel} from "./funnel.js";
import {growth} from "./growth.js";
import {ltv} from "./ltv.js";
import {mrr} from "./mrr.js";
import {paths} from "./paths.js";
import {quality} from "./quality.js";
import {retention} from "./retention.js";
import {revenue} from "./revenue.js";
import {risk} from "./risk.js";
import {stages} from "./stages.js";
import {stickiness} from "./stickiness.js";
import {survival} from "./survival.js";

const all = [
  customer,
  funnel,
  growth,
  ltv,
  mrr,
  paths,
  quality,
  retention,
  revenue,
  risk,
  stages,
  stickiness,
  survival,
] as unknown as readonly Analysis[];

/** Every kind of question the engine answers, by name. */
export const analyses: ReadonlyMap<string, Analysis> = new Map(all.map((analysis) => [analysis.kind, analysis]));
