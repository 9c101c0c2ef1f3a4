// The register of elements: name without prefix → class. `lk-data` comes first, so that it is there when widgets ask for it.
import type {ElementClass} from "./base/register.js";
import {LkCustomer} from "./customer/customer.js";
import {LkDashboard} from "./dashboard/dashboard.js";
import {LkData} from "./data/data.js";
import {LkFilterBar} from "./filter-bar/filter-bar.js";
import {LkFunnel} from "./funnel/funnel.js";
import {LkPaths} from "./paths/paths.js";
import {LkQuality} from "./quality/quality.js";
import {LkRetention} from "./retention/retention.js";
import {LkRetentionCurve} from "./retention-curve/retention-curve.js";
import {LkStages} from "./stages/stages.js";
import {LkStageFlow} from "./stage-flow/stage-flow.js";
import {LkGrowth} from "./growth/growth.js";
import {LkStickiness} from "./stickiness/stickiness.js";
import {LkRevenue} from "./revenue/revenue.js";
import {LkMrr} from "./mrr/mrr.js";
import {LkLtv} from "./ltv/ltv.js";
import {LkMetric} from "./metric/metric.js";

export const elements: readonly (readonly [name: string, element: ElementClass])[] = [
  ["data", LkData],
  ["funnel", LkFunnel],
  ["retention", LkRetention],
  ["retention-curve", LkRetentionCurve],
  ["stages", LkStages],
  ["stage-flow", LkStageFlow],
  ["paths", LkPaths],
  ["growth", LkGrowth],
  ["stickiness", LkStickiness],
  ["revenue", LkRevenue],
  ["mrr", LkMrr],
  ["ltv", LkLtv],
  ["metric", LkMetric],
  ["quality", LkQuality],
  ["customer", LkCustomer],
  ["dashboard", LkDashboard],
  ["filter-bar", LkFilterBar],
];
