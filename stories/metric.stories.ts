// Stories of lk-metric.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-metric",
  args: {heading: "Active people", measure: "uniques", period: "week"},
  longLabels: {
    heading: "People who did anything at all in the product in the week, whichever of our channels they came from",
    goal: {target: 123_456, by: "2030-01-01"},
  },
});

export default {title: "Widgets/Metric", component: "lk-metric", render, args} satisfies Meta;

export const Typical = stories.typical();
export const Rate = stories.with({heading: "Activation rate", measure: "activation_rate", period: "month"});
export const Money = stories.with({heading: "Revenue", measure: "revenue", period: "month"});
export const TargetAccounts = stories.with({
  heading: "Target accounts reached",
  measure: "account_coverage",
  period: "month",
});
export const WithGoal = stories.with({goal: {target: 120, by: "2025-12-01"}});
export const Unusual = stories.with({heading: "Events", measure: "count", period: "day", display: "chart"});
export const OverTime = stories.with({display: "chart", goal: {target: 120, by: "2025-12-01"}});
export const RateOverTime = stories.with({
  heading: "Churn rate",
  measure: "churn_rate_no_contract",
  display: "chart",
  period: "month",
});
export const ByPlan = stories.with({display: "chart", breakdown: {prop: "plan"}});
export const ByPlanDark = {...ByPlan, globals: {theme: "dark"}};
export const Annotated = stories.annotated({display: "chart"});
export const Table = stories.table();
export const Loading = stories.loading();
export const Empty = stories.empty();
export const Failed = stories.failed();
export const OneRow = stories.oneRow();
export const LongLabels = stories.longLabels();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const NarrowChart = {...stories.narrow(), args: {...args, display: "chart", breakdown: {prop: "plan"}}};
export const Compared = stories.compared({}, {heading: "Activation rate", measure: "activation_rate", period: "month"});
export const ComparedCounts = stories.compared({}, {period: "month"});
