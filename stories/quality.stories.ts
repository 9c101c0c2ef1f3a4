// Stories of lk-quality.
import type {Meta} from "@storybook/web-components-vite";
import {storiesFor, systemsHost} from "./helpers.js";

const {render, args, ...stories} = storiesFor({tag: "lk-quality", args: {heading: "What came in"}});

export default {title: "Widgets/Quality", component: "lk-quality", render, args} satisfies Meta;

export const Typical = stories.typical();
export const Table = stories.table();
export const Loading = stories.loading();
export const Failed = stories.failed();
export const OneRow = stories.oneRow();
export const Dark = stories.dark();
export const RightToLeft = stories.rightToLeft();
export const Narrow = stories.narrow();

/** The sample company as exports of the systems round it. */
export const ThirteenSystems = stories.with({host: systemsHost});
export const Compared = stories.notCompared("quality");
