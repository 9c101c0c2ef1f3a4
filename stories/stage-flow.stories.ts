// Stories of lk-stage-flow.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-stage-flow",
  args: {heading: "Moves between stages in a month", period: "month"},
  longLabels: {},
});

export default {title: "Widgets/Stage flow", component: "lk-stage-flow", render, args} satisfies Meta;

export const Typical = stories.typical();
export const Matrix = stories.with({shape: "matrix"});
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
export const Compared = stories.compared({}, {period: "month"});
