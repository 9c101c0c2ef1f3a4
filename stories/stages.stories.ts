// Stories of lk-stages.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor} from "./helpers.js";

const {render, args, ...stories} = storiesFor({
  tag: "lk-stages",
  args: {heading: "Where everyone stands", period: "month"},
  longLabels: {
    query: {
      rules: {
        id: "own",
        version: 1,
        aliases: {},
        states: [
          {
            id: "very_engaged",
            label: "Engaged far beyond what anybody had hoped for",
            order: 2,
            when: {event: "feature_used", within: "P28D"},
          },
          {id: "some", label: "Donaudampfschifffahrtsgesellschaft", order: 1, when: {event: "*", within: "P90D"}},
        ],
        else: "inactive",
      },
    },
  },
});

export default {title: "Widgets/Stages", component: "lk-stages", render, args} satisfies Meta;

export const Typical = stories.typical();
export const ByCount = stories.with({measure: "units"});
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
