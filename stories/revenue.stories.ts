// Stories of lk-revenue.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-revenue",
  args: {heading: "Revenue by month"},
  longLabels: {
    heading: "All revenue of all customers, month by month, with what each of them paid on average in that month",
  },
});

export default {title: "Widgets/Revenue", component: "lk-revenue", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByPlan = stories.with({breakdown: {prop: "plan"}});
export const Table = stories.table();
export const Loading = stories.loading();
export const Empty = stories.empty();
export const Failed = stories.failed();
export const OneRow = stories.oneRow();
export const LongLabels = stories.longLabels();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const Compared = stories.compared();
