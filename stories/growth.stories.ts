// Stories of lk-growth.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-growth",
  args: {heading: "Gained and lost", period: "month"},
  longLabels: {
    heading:
      "Those who were gained and those who were lost, month by month, over the whole of the time that the data covers",
  },
});

export default {title: "Widgets/Growth", component: "lk-growth", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByWeek = stories.with({period: "week"});
export const Annotated = stories.annotated();
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
