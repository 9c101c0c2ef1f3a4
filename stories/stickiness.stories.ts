// Stories of lk-stickiness.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-stickiness",
  args: {heading: "How often people are active"},
  longLabels: {
    heading: "On how many days of a month people used the product, and how many of them were there on an average day",
  },
});

export default {title: "Widgets/Stickiness", component: "lk-stickiness", render, args} satisfies Meta;

export const Typical = stories.typical();
export const Weeks = stories.with({interval: "week"});
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
