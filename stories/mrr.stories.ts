// Stories of lk-mrr.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-mrr",
  args: {heading: "Recurring revenue and what moved it"},
  longLabels: {heading: "Monthly recurring revenue, what was won and lost of it, and how much of it was kept"},
});

export default {title: "Widgets/MRR", component: "lk-mrr", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByQuarter = stories.with({period: "quarter"});
export const Table = stories.table();
export const Loading = stories.loading();
export const Empty = stories.empty();
export const Failed = stories.failed();
export const LongLabels = stories.longLabels();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const Compared = stories.compared();
