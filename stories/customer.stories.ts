// Stories of lk-customer.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-customer",
  args: {heading: "One customer's way", unit: "u0073"},
  longLabels: {unit: "u0001"},
});

export default {title: "Widgets/Customer", component: "lk-customer", render, args} satisfies Meta;

export const Typical = stories.typical();
export const BySystem = stories.with({lanes: "source"});
export const Account = stories.with({unit: "c029", query: {unit: "account"}});
export const Table = stories.table();
export const Loading = stories.loading();
export const Failed = stories.failed();
export const OneRow = stories.oneRow({unit: "ana"});
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();
export const Compared = stories.notCompared("customer");
