// The classes of the kit. Importing them registers nothing; `lifecycle-kit/define` does.
export {defineAll, type DefineOptions} from "./define-all.js";
export {define, type ElementClass} from "./base/register.js";
export {QuestionElement} from "./base/question-element.js";
export {WidgetElement} from "./base/widget-element.js";
export type {Mark, Tip} from "./base/marks.js";
export type {Size} from "./base/size.js";
export type * from "./base/events.js";
export {
  dataContext,
  sharedQueryContext,
  type DataSource,
  type SharedQuery,
  type Sharing,
  type WidgetState,
} from "./base/context.js";
export {LkData} from "./data/data.js";
export {LkFunnel} from "./funnel/funnel.js";
export {LkPaths} from "./paths/paths.js";
export {LkRetention} from "./retention/retention.js";
export {LkRetentionCurve} from "./retention-curve/retention-curve.js";
export {LkStages} from "./stages/stages.js";
export {LkStageFlow} from "./stage-flow/stage-flow.js";
export {LkGrowth} from "./growth/growth.js";
export {LkStickiness} from "./stickiness/stickiness.js";
export {LkRevenue} from "./revenue/revenue.js";
export {LkMrr} from "./mrr/mrr.js";
export {LkLtv} from "./ltv/ltv.js";
export {LkMetric} from "./metric/metric.js";
export {LkQuality} from "./quality/quality.js";
export {LkCustomer} from "./customer/customer.js";
export {LkDashboard} from "./dashboard/dashboard.js";
export type {DashboardItem, DashboardLayout} from "./dashboard/layout.js";
export {LkFilterBar} from "./filter-bar/filter-bar.js";
