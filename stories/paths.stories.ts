// Stories of lk-paths.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-paths",
  args: {heading: "What people do in a session"},
  longLabels: {steps: 3},
});

export default {title: "Widgets/Paths", component: "lk-paths", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ToPurchase = stories.with({query: {anchor: {at: "end", event: "purchase"}}, steps: 4});
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
