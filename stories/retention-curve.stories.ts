// Stories of lk-retention-curve.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-retention-curve",
  args: {heading: "Coming back, week by week", start: "signup", return: "login", period: "week", range: {last: "P12W"}},
  longLabels: {breakdown: {prop: "channel"}, period: "month", range: undefined},
});

export default {title: "Widgets/Retention curve", component: "lk-retention-curve", render, args} satisfies Meta;

export const Typical = stories.typical();
export const OnOrAfter = stories.with({criterion: "on_or_after"});
export const Rolling = stories.with({mode: "rolling"});
export const ByChannel = stories.with({breakdown: {prop: "channel"}});
export const Table = stories.table();
export const Loading = stories.loading();
export const Empty = stories.empty();
export const Failed = stories.failed();
export const OneRow = stories.oneRow({range: undefined, n: 3});
export const LongLabels = stories.longLabels();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const Compared = stories.compared();
