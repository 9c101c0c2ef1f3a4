// Stories of lk-ltv.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-ltv",
  args: {heading: "What a customer brings over time", query: {start: "signup"}},
  longLabels: {
    heading: "What a customer has brought on average by the end of each month after the month of the sign-up",
  },
});

export default {title: "Widgets/LTV", component: "lk-ltv", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByChannel = stories.with({breakdown: {prop: "channel"}});
export const Table = stories.table();
export const Loading = stories.loading();
export const Empty = stories.empty();
export const Failed = stories.failed();
export const OneRow = stories.oneRow({period: "day"});
export const TooYoung = stories.tooYoung({period: "month"});
export const LongLabels = stories.longLabels();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const Compared = stories.compared();
