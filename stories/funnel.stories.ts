// Stories of lk-funnel.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const steps = ["visit", "signup", "activated", "purchase"];
const {render, args, ...stories} = storiesFor({
  tag: "lk-funnel",
  args: {heading: "From the first visit to a purchase", steps, window: "P30D"},
  longLabels: {
    steps: [
      {label: "Came to the website for the very first time, by whatever channel", when: "visit"},
      {label: "Signed up for the trial with an address of the company", when: "signup"},
      {label: "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", when: "purchase"},
    ],
  },
});

export default {title: "Widgets/Funnel", component: "lk-funnel", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByCountry = stories.with({breakdown: {prop: "country", top: 4}});
export const AnyOrder = stories.with({order: "any"});
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
export const ComparedQuarters = stories.compared({
  cohorts: {},
  range: ["2025-07-01", "2025-10-01"],
  compare: {range: ["2025-04-01", "2025-07-01"]},
});
